import type { FastifyInstance } from 'fastify';
import type { Center } from '../center.ts';
import { provisioningOf } from '../db/provisioning.ts';
import { authenticate } from './authenticate.ts';

/** `GET /v1/provisioning`: everything the caller's desk needs. */
export function provisioningResource(server: FastifyInstance, center: Center): void {
  server.get('/v1/provisioning', async (request, reply) => {
    const caller = await authenticate(center, request, reply);
    return caller ? provisioningOf(center, caller.userId) : reply;
  });
}
