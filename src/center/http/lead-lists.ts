import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Center } from '../center.ts';
import { campaignExists } from '../db/campaigns.ts';
import { readReport } from '../db/lead-lists.ts';
import { authenticate, provedCaller, provedFirst } from './authenticate.ts';
import { problem, sendProblem } from './problem.ts';

const largestFileBytes = 32 * 1_048_576;
const byCampaign = z.object({ campaignId: z.string().min(1).max(64) });
const byList = z.object({ leadListId: z.string().min(1).max(64) });
/** Percent-encoded UTF-8, since a header holds no other letters. */
const fileName = z
  .string()
  .max(600)
  .transform((encoded, context) => {
    try {
      return decodeURIComponent(encoded).slice(0, 200);
    } catch {
      context.addIssue({ code: 'custom', message: 'not percent-encoded' });
      return z.NEVER;
    }
  });

/**
 * `POST /v1/campaigns/:campaignId/lead-lists` (floor manager): the raw file as
 * `application/octet-stream`, its name in `x-file-name`; and `GET /v1/lead-lists/:leadListId/report`.
 */
export function leadListsResource(server: FastifyInstance, center: Center): void {
  server.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: largestFileBytes },
    (_request, body, done) => done(null, body),
  );

  server.post(
    '/v1/campaigns/:campaignId/lead-lists',
    { bodyLimit: largestFileBytes, onRequest: provedFirst(center, 'floor-manager') },
    async (request, reply) => {
      const caller = provedCaller(request);
      const params = byCampaign.safeParse(request.params);
      const exists =
        params.success &&
        (await campaignExists(center.db, caller.organisationId, params.data.campaignId));
      if (!exists) {
        return sendProblem(reply, problem('not-found', 'There is no campaign of this id.'));
      }
      const name = fileName.safeParse(request.headers['x-file-name'] ?? 'list');
      if (!name.success || !Buffer.isBuffer(request.body)) {
        const detail =
          'Send the file itself as application/octet-stream, and its name percent-encoded in ' +
          'the header x-file-name.';
        return sendProblem(reply, problem('malformed', detail));
      }
      // Loaded when it is needed: numbering plans and cities would delay every start.
      const { importLeadList } = await import('../import/import-lead-list.ts');
      const outcome = await importLeadList(center, caller, {
        campaignId: params.data.campaignId,
        name: name.data,
        content: request.body,
      });
      if (!outcome.ok) return sendProblem(reply, outcome.problem);
      return reply.code(201).send(outcome.report);
    },
  );

  server.get('/v1/lead-lists/:leadListId/report', async (request, reply) => {
    const caller = await authenticate(center, request, reply, 'floor-manager');
    if (!caller) return reply;
    const params = byList.safeParse(request.params);
    const report = params.success
      ? await readReport(center.db, caller.organisationId, params.data.leadListId)
      : null;
    return report ?? sendProblem(reply, problem('not-found', 'There is no list of this id.'));
  });
}
