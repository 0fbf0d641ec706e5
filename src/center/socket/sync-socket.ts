import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Center } from '../center.ts';
import { converse } from './conversation.ts';
import type { Switchboard } from './switchboard.ts';

/** `GET /sync`, upgraded to a WebSocket. */
export function syncSocket(
  server: FastifyInstance,
  center: Center,
  switchboard: Switchboard,
  log: Logger,
): void {
  server.get('/sync', { websocket: true }, (socket) => {
    converse(center, switchboard, socket, log);
  });
}
