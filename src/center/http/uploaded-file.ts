import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Center } from '../center.ts';
import { campaignExists } from '../db/campaigns.ts';
import { provedCaller } from './authenticate.ts';
import { problem, sendProblem } from './problem.ts';

/** The largest file that is taken; a longer list comes in parts. */
export const largestFileBytes = 32 * 1_048_576;
const byCampaign = z.object({ campaignId: z.string().min(1).max(64) });

/** A file's name in the header `x-file-name`: percent-encoded UTF-8, since a header holds no other letters. */
const fileName = z
  .string()
  .max(600)
  .transform((encoded, context) => {
    try {
      return decodeURIComponent(encoded).slice(0, 200).toWellFormed();
    } catch {
      context.addIssue({ code: 'custom', message: 'not percent-encoded' });
      return z.NEVER;
    }
  });

/** A lead file and where it goes, as a request brought them; null when a problem was sent. */
export async function fileOf(center: Center, request: FastifyRequest, reply: FastifyReply) {
  const caller = provedCaller(request);
  const params = byCampaign.safeParse(request.params);
  const exists =
    params.success &&
    (await campaignExists(center.db, caller.organisationId, params.data.campaignId));
  if (!exists) {
    const unknown = problem('not-found', 'There is no campaign of this id.');
    sendProblem(reply, { ...unknown, reason: 'unknown-campaign' });
    return null;
  }
  const name = fileName.safeParse(request.headers['x-file-name'] ?? 'list');
  if (!name.success || !Buffer.isBuffer(request.body)) {
    const detail =
      'Send the file itself as application/octet-stream, and its name percent-encoded in ' +
      'the header x-file-name.';
    sendProblem(reply, problem('malformed', detail));
    return null;
  }
  const { campaignId } = params.data;
  return { caller, file: { campaignId, name: name.data, content: request.body } };
}
