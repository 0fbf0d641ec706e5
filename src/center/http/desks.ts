import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { desksResponse } from '../../contract/http/desks.ts';
import type { Center } from '../center.ts';
import { namesOf } from '../db/users.ts';
import type { Switchboard } from '../socket/switchboard.ts';
import { authenticate } from './authenticate.ts';
import { desksExample } from './examples.ts';
import { operation } from './operation.ts';

/** `GET /v1/desks` (floor manager): each agent's desk, what it is doing, when it was last seen. */
export function desksResource(
  server: FastifyInstance,
  center: Center,
  switchboard: Switchboard,
): void {
  server.get(
    '/v1/desks',
    {
      config: operation({
        summary: 'The desk of each agent: what it does, how its line is, when it was last heard',
        access: 'floor-manager',
        answers: [{ status: 200, schema: desksResponse, example: desksExample }],
        problems: [],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply, 'floor-manager');
      if (!caller) return reply;
      const seen = switchboard.desks();
      const names = await namesOf(
        center.db,
        center.organisationId,
        seen.map(({ agentId }) => agentId),
      );
      const desks = seen.map((desk) => ({ ...desk, agentName: names.get(desk.agentId) ?? '' }));
      return { desks } satisfies z.input<typeof desksResponse>;
    },
  );
}
