import type { FastifyInstance } from 'fastify';
import { provisioning } from '../../contract/record/provisioning.ts';
import type { Center } from '../center.ts';
import { provisioningOf } from '../db/provisioning.ts';
import { authenticate } from './authenticate.ts';
import { provisioningExample } from './examples.ts';
import { operation } from './operation.ts';

/** `GET /v1/provisioning`: everything the caller's desk needs. */
export function provisioningResource(server: FastifyInstance, center: Center): void {
  server.get(
    '/v1/provisioning',
    {
      config: operation({
        summary: 'Everything the desk of the caller needs',
        access: 'agent',
        answers: [{ status: 200, schema: provisioning, example: provisioningExample }],
        problems: [],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply);
      return caller ? provisioningOf(center, caller.userId) : reply;
    },
  );
}
