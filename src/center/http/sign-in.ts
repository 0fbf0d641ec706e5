import type { FastifyInstance } from 'fastify';
import {
  refreshRequest,
  signInRequest,
  signInResponse,
  tokens,
} from '../../contract/http/sign-in.ts';
import { refresh, signIn } from '../account/sign-in.ts';
import type { Center } from '../center.ts';
import { provisioningOf } from '../db/provisioning.ts';
import { revokeSession } from '../db/sessions.ts';
import { authenticate } from './authenticate.ts';
import { provisioningExample, tokensExample } from './examples.ts';
import { operation } from './operation.ts';
import { problem, sendProblem } from './problem.ts';

/** `POST /v1/sign-in`, `/v1/refresh` and `/v1/sign-out`. */
export function signInResource(server: FastifyInstance, center: Center): void {
  server.post(
    '/v1/sign-in',
    {
      config: operation({
        summary: 'Name and password for tokens and a provisioning',
        access: 'everybody',
        body: {
          schema: signInRequest,
          example: { loginName: 'ada', password: 'correct horse battery' },
        },
        answers: [
          {
            status: 200,
            schema: signInResponse,
            example: { tokens: tokensExample, provisioning: provisioningExample },
          },
        ],
        problems: ['malformed', 'wrong-credentials', 'locked-out'],
      }),
    },
    async (request, reply) => {
      const body = signInRequest.safeParse(request.body);
      if (!body.success) {
        return sendProblem(reply, problem('malformed', 'Send loginName and password as JSON.'));
      }
      const outcome = await signIn(center, body.data.loginName, body.data.password);
      if (!outcome.ok) return sendProblem(reply, outcome.problem);
      const { tokens: issued, userId } = outcome.value;
      return { tokens: issued, provisioning: await provisioningOf(center, userId) };
    },
  );

  server.post(
    '/v1/refresh',
    {
      config: operation({
        summary: 'A refresh token for the next tokens',
        access: 'everybody',
        body: { schema: refreshRequest, example: { refreshToken: 'b25lIHVzZSBvbmx5' } },
        answers: [{ status: 200, schema: tokens, example: tokensExample }],
        problems: ['malformed', 'token-expired'],
      }),
    },
    async (request, reply) => {
      const body = refreshRequest.safeParse(request.body);
      if (!body.success) {
        return sendProblem(reply, problem('malformed', 'Send refreshToken as JSON.'));
      }
      const outcome = await refresh(center, body.data.refreshToken);
      return outcome.ok ? outcome.value : sendProblem(reply, outcome.problem);
    },
  );

  server.post(
    '/v1/sign-out',
    {
      config: operation({
        summary: 'Ends the session, its tokens and its socket',
        access: 'agent',
        answers: [{ status: 204, description: 'It has ended.' }],
        problems: [],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply);
      if (!caller) return reply;
      await revokeSession(center.db, caller.organisationId, caller.sessionId, center.now());
      center.sessionEnded(caller.sessionId);
      return reply.code(204).send();
    },
  );
}
