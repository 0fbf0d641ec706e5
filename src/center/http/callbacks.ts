import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { claimResponse } from '../../contract/http/callbacks.ts';
import { claimCallback } from '../callback/claim.ts';
import type { Center } from '../center.ts';
import { authenticate } from './authenticate.ts';
import { callbackExample } from './examples.ts';
import { operation } from './operation.ts';
import { problem, sendProblem } from './problem.ts';

const byId = z.object({ id: z.string().min(1).max(64) });

/** `POST /v1/callbacks/:id/claim` */
export function callbacksResource(server: FastifyInstance, center: Center): void {
  server.post(
    '/v1/callbacks/:id/claim',
    {
      config: operation({
        summary: 'May I have this callback?',
        access: 'agent',
        parameters: [
          {
            in: 'path',
            name: 'id',
            description: 'The callback',
            example: '0193a1b2-7c00-7000-8000-000000000003',
          },
        ],
        answers: [
          {
            status: 200,
            schema: claimResponse,
            example: { outcome: 'yours', callback: callbackExample },
          },
        ],
        problems: ['not-found'],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply);
      if (!caller) return reply;
      const params = byId.safeParse(request.params);
      const claim = params.success ? await claimCallback(center, caller, params.data.id) : null;
      if (!claim)
        return sendProblem(reply, problem('not-found', 'There is no callback of this id.'));
      return claim;
    },
  );
}
