import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { timelinePage } from '../../contract/http/customers.ts';
import { timelineKind } from '../../contract/record/timeline.ts';
import { searchTextLimit } from '../../domain/customer/search-key.ts';
import type { Center } from '../center.ts';
import { readTimeline } from '../db/timeline.ts';
import { authenticate } from './authenticate.ts';
import { timelineExample } from './examples.ts';
import { operation } from './operation.ts';
import { problem, sendProblem } from './problem.ts';

const byId = z.object({ customerId: z.string().min(1).max(64) });
const pageQuery = z.object({
  before: z.string().max(200).optional(),
  kinds: z
    .string()
    .max(300)
    .transform((names) => names.split(','))
    .pipe(z.array(timelineKind))
    .optional(),
  search: z.string().max(searchTextLimit).optional(),
});

/** `GET /v1/customers/:customerId/history?before=&kinds=&search=`, newest first. */
export function historyResource(server: FastifyInstance, center: Center): void {
  server.get(
    '/v1/customers/:customerId/history',
    {
      config: operation({
        summary: 'Everything we ever did with a customer, newest first, a page at a time',
        access: 'agent',
        parameters: [
          {
            in: 'path',
            name: 'customerId',
            description: 'The customer',
            example: '0193a1b2-7c00-7000-8000-000000000001',
          },
          {
            in: 'query',
            name: 'before',
            description: '`next` of the page before',
            example: '2026-11-22T09:30:00.000Z',
          },
          {
            in: 'query',
            name: 'kinds',
            description: 'Kinds of entries, separated by commas',
            example: 'call,note',
          },
          { in: 'query', name: 'search', description: 'Words that are in them', example: 'gutter' },
        ],
        answers: [{ status: 200, schema: timelinePage, example: timelineExample }],
        problems: ['malformed', 'not-found'],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply);
      if (!caller) return reply;
      const params = byId.safeParse(request.params);
      const query = pageQuery.safeParse(request.query);
      const page =
        params.success && query.success
          ? await readTimeline(center.db, caller.organisationId, params.data.customerId, {
              before: query.data.before ?? null,
              kinds: query.data.kinds ?? [],
              search: (query.data.search ?? '').trim(),
            })
          : null;
      if (page) return page;
      const detail = 'Ask with the `next` of the page before, known kinds, or neither.';
      return sendProblem(reply, problem('malformed', detail));
    },
  );
}
