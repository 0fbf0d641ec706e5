import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { script as scriptSchema } from '../../contract/record/script.ts';
import type { Center } from '../center.ts';
import { readScript } from '../script/read.ts';
import { storeScript } from '../script/store.ts';
import { provedCaller, provedFirst } from './authenticate.ts';
import { problem, sendProblem } from './problem.ts';

const byId = z.object({ scriptId: scriptSchema.shape.id });

/**
 * `PUT /v1/scripts/:scriptId` (floor manager): publishes a script as the next version. Desks get
 * it with their next provisioning, mid-campaign.
 */
export function scriptsResource(server: FastifyInstance, center: Center): void {
  const options = { bodyLimit: 2_000_000, onRequest: provedFirst(center, 'floor-manager') };
  server.put('/v1/scripts/:scriptId', options, async (request, reply) => {
    const caller = provedCaller(request);
    const read = readScript(request.body);
    if (!read.ok) {
      const detail = 'The script was not published; the one before goes on. Mend what is listed.';
      return sendProblem(reply, problem('malformed', detail, read.errors));
    }
    const params = byId.safeParse(request.params);
    if (!params.success || params.data.scriptId !== read.script.id) {
      const detail = 'The id in the script and the one in the address differ.';
      return sendProblem(reply, problem('malformed', detail));
    }
    const stored = await storeScript(center, caller.userId, read.script);
    return { script: stored, warnings: read.warnings };
  });
}
