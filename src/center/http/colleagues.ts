import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { type Colleague, colleaguesResponse } from '../../contract/http/colleagues.ts';
import type { Center } from '../center.ts';
import { listUsers } from '../db/users.ts';
import type { Switchboard } from '../socket/switchboard.ts';
import { authenticate } from './authenticate.ts';
import { operation } from './operation.ts';

const example: Colleague = { name: 'Trần Thị Lan', extension: '701', state: 'ready' };

/** `GET /v1/colleagues` (agent): who could take a customer over, and whether they are free. */
export function colleaguesResource(
  server: FastifyInstance,
  center: Center,
  switchboard: Switchboard,
): void {
  server.get(
    '/v1/colleagues',
    {
      config: operation({
        summary: 'Everybody with an extension: name, extension and state, nothing more',
        access: 'agent',
        answers: [{ status: 200, schema: colleaguesResponse, example: { colleagues: [example] } }],
        problems: [],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply);
      if (!caller) return reply;
      const users = await listUsers(center.db, caller.organisationId);
      const desks = new Map(switchboard.desks().map((desk) => [desk.agentId, desk]));
      const colleagues = users
        .filter(({ id, active, extension }) => active && extension !== '' && id !== caller.userId)
        .map(({ id, name, extension }): Colleague => {
          const desk = desks.get(id);
          const state = desk?.connected ? (desk.report?.state ?? 'away') : 'away';
          return { name, extension, state };
        })
        .sort(
          (one, two) =>
            one.name.localeCompare(two.name) || (one.extension < two.extension ? -1 : 1),
        )
        .slice(0, 2_000);
      return { colleagues } satisfies z.input<typeof colleaguesResponse>;
    },
  );
}
