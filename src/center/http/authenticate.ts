import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '../../contract/record/provisioning.ts';
import { readAccessToken } from '../account/access-token.ts';
import { type Caller, mayActAs } from '../account/account.ts';
import type { Center } from '../center.ts';
import { callerOf } from '../db/sessions.ts';
import { problem, sendProblem } from './problem.ts';

/** Who an access token stands for now; null when it is good for nothing. */
export async function callerOfToken(center: Center, token: string): Promise<Caller | null> {
  const claims = await readAccessToken(center.identity, token, center.now());
  return claims && callerOf(center.db, claims);
}

/**
 * Proves the caller by the Authorization header and asks for a role. When it answers null, the
 * problem has been sent.
 */
export async function authenticate(
  center: Center,
  request: FastifyRequest,
  reply: FastifyReply,
  needed: Role = 'agent',
): Promise<Caller | null> {
  const [, token] = /^Bearer ([\w.~+/-]+=*)$/.exec(request.headers.authorization ?? '') ?? [];
  const caller = token === undefined ? null : await callerOfToken(center, token);
  if (!caller) {
    sendProblem(reply, problem('token-expired', 'Sign in, or refresh the access token.'));
    return null;
  }
  if (!mayActAs(caller.role, needed)) {
    sendProblem(reply, problem('forbidden', `This needs the role ${needed}.`));
    return null;
  }
  return caller;
}

const proved = new WeakMap<FastifyRequest, Caller>();

/**
 * The same before a body is read, as `onRequest` of a route that takes a large one: nobody
 * without the role can make the center take it in. `provedCaller` then tells who it is.
 */
export function provedFirst(center: Center, needed: Role) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const caller = await authenticate(center, request, reply, needed);
    if (!caller) return reply;
    proved.set(request, caller);
    return undefined;
  };
}

export function provedCaller(request: FastifyRequest): Caller {
  const caller = proved.get(request);
  if (!caller) throw new Error('the route does not prove its caller');
  return caller;
}
