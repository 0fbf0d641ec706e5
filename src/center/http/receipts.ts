import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Receipt, receipt } from '../../contract/sync/down/receipt.ts';
import { mayActAs } from '../account/account.ts';
import type { Center } from '../center.ts';
import { submissionByKey } from '../db/submissions.ts';
import { authenticate } from './authenticate.ts';
import { receiptExample } from './examples.ts';
import { operation } from './operation.ts';
import { problem, sendProblem } from './problem.ts';

const byKey = z.object({ key: z.string().min(1).max(64) });

/** `GET /v1/receipts/:key`: what became of an item; one's own, or anybody's for a manager. */
export function receiptsResource(server: FastifyInstance, center: Center): void {
  server.get(
    '/v1/receipts/:key',
    {
      config: operation({
        summary: 'What became of an item: of one’s own, or of anybody’s for a floor manager',
        access: 'agent',
        parameters: [
          {
            in: 'path',
            name: 'key',
            description: 'The key of the item',
            example: '0193a1b2-7c00-7000-8000-000000000004',
          },
        ],
        answers: [{ status: 200, schema: receipt, example: receiptExample }],
        problems: ['not-found'],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply);
      if (!caller) return reply;
      const params = byKey.safeParse(request.params);
      const found = params.success
        ? await submissionByKey(center.db, caller.organisationId, params.data.key)
        : null;
      const mayRead =
        found && (found.userId === caller.userId || mayActAs(caller.role, 'floor-manager'));
      if (!params.success || !mayRead) {
        return sendProblem(reply, problem('not-found', 'Nothing was handed in under this key.'));
      }
      const answer: Receipt = { type: 'receipt', key: params.data.key, ...found.answer };
      return answer;
    },
  );
}
