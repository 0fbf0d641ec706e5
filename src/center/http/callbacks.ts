import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { claimCallback } from '../callback/claim.ts';
import type { Center } from '../center.ts';
import { authenticate } from './authenticate.ts';
import { problem, sendProblem } from './problem.ts';

const byId = z.object({ id: z.string().min(1).max(64) });

/** `POST /v1/callbacks/:id/claim` */
export function callbacksResource(server: FastifyInstance, center: Center): void {
  server.post('/v1/callbacks/:id/claim', async (request, reply) => {
    const caller = await authenticate(center, request, reply);
    if (!caller) return reply;
    const params = byId.safeParse(request.params);
    const claim = params.success ? await claimCallback(center, caller, params.data.id) : null;
    if (!claim) return sendProblem(reply, problem('not-found', 'There is no callback of this id.'));
    return claim;
  });
}
