import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { timelineKind } from '../../contract/record/timeline.ts';
import { searchTextLimit } from '../../domain/customer/search-key.ts';
import type { Center } from '../center.ts';
import { readTimeline } from '../db/timeline.ts';
import { authenticate } from './authenticate.ts';
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
  server.get('/v1/customers/:customerId/history', async (request, reply) => {
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
  });
}
