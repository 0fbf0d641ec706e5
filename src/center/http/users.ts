import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  type UserStanding,
  userActiveRequest,
  userStanding,
  usersResponse,
} from '../../contract/http/users.ts';
import type { Center } from '../center.ts';
import { recordAudit } from '../db/audit.ts';
import { endSessionsOf, listUsers, setActive, type User, userById } from '../db/users.ts';
import { authenticate } from './authenticate.ts';
import { operation } from './operation.ts';
import { problem, sendProblem } from './problem.ts';

const byId = z.object({ userId: z.string().min(1).max(64) });
const exampleUser: UserStanding = {
  userId: '019a0b6e-2f1c-7c3a-8d54-0c6f1a2b3c4d',
  loginName: 'lan',
  name: 'Trần Thị Lan',
  role: 'agent',
  extension: '701',
  active: true,
};

/** `GET /v1/users` (floor manager) and `PUT /v1/users/:userId/active` (administrator). */
export function usersResource(server: FastifyInstance, center: Center): void {
  server.get(
    '/v1/users',
    {
      config: operation({
        summary: 'Everybody who may sign in, or might once',
        access: 'floor-manager',
        answers: [{ status: 200, schema: usersResponse, example: { users: [exampleUser] } }],
        problems: [],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply, 'floor-manager');
      if (!caller) return reply;
      const users = await listUsers(center.db, caller.organisationId);
      return { users: users.map(standing) } satisfies z.input<typeof usersResponse>;
    },
  );

  server.put(
    '/v1/users/:userId/active',
    {
      config: operation({
        summary: 'Lets somebody sign in, or not any more; then they are signed out everywhere',
        access: 'administrator',
        parameters: [
          {
            in: 'path',
            name: 'userId',
            description: 'Who',
            example: exampleUser.userId,
            required: true,
          },
        ],
        body: { schema: userActiveRequest, example: { active: false } },
        answers: [
          { status: 200, schema: userStanding, example: { ...exampleUser, active: false } },
        ],
        problems: ['malformed', 'not-found', 'forbidden'],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply, 'administrator');
      if (!caller) return reply;
      const params = byId.safeParse(request.params);
      const body = userActiveRequest.safeParse(request.body);
      if (!params.success || !body.success) {
        return sendProblem(reply, problem('malformed', 'Send {"active": true} or false.'));
      }
      const { userId } = params.data;
      const { active } = body.data;
      const { organisationId } = caller;
      const user = await userById(center.db, organisationId, userId);
      if (!user) {
        return sendProblem(reply, problem('not-found', 'There is no user of this id.'));
      }
      // Whoever locks the last door from outside has to call somebody with the keys of the house.
      if (userId === caller.userId && !active) {
        return sendProblem(reply, problem('forbidden', 'Nobody can switch off their own account.'));
      }
      const atMs = center.now();
      await center.db.transaction().execute(async (transaction) => {
        await setActive(transaction, organisationId, userId, active);
        if (!active) await endSessionsOf(transaction, organisationId, userId, atMs);
        await recordAudit(transaction, organisationId, {
          atMs,
          userId: caller.userId,
          action: 'user-written',
          subject: userId,
          detail: { active, before: user.active },
        });
      });
      return standing({ ...user, active });
    },
  );
}

function standing({ id, loginName, name, role, extension, active }: User): UserStanding {
  return { userId: id, loginName, name, role, extension, active };
}
