import type { FastifyInstance } from 'fastify';
import type { Center } from '../center.ts';
import type { Switchboard } from '../socket/switchboard.ts';
import { authenticate } from './authenticate.ts';

/** `GET /v1/desks` (floor manager): who is connected, and what each is doing. */
export function desksResource(
  server: FastifyInstance,
  center: Center,
  switchboard: Switchboard,
): void {
  server.get('/v1/desks', async (request, reply) => {
    const caller = await authenticate(center, request, reply, 'floor-manager');
    return caller ? { desks: switchboard.desks() } : reply;
  });
}
