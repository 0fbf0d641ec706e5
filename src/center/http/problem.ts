import type { FastifyReply } from 'fastify';
import type { Problem } from '../../contract/http/problem.ts';

const status: Readonly<Record<Problem['kind'], number>> = {
  'wrong-credentials': 401,
  'token-expired': 401,
  forbidden: 403,
  'not-found': 404,
  malformed: 400,
  'too-large': 413,
  'unsupported-format': 422,
  'locked-out': 429,
  internal: 500,
  unavailable: 503,
};

const title: Readonly<Record<Problem['kind'], string>> = {
  'wrong-credentials': 'Wrong name or password',
  'token-expired': 'Not signed in',
  forbidden: 'Not allowed',
  'not-found': 'Not found',
  malformed: 'Not understood',
  'too-large': 'Too large',
  'unsupported-format': 'Cannot be used',
  'locked-out': 'Locked for now',
  internal: 'Fault of the center',
  unavailable: 'Not available now',
};

/** An error body (RFC 9457) of a kind, with what happened and what to do. */
export function problem(
  kind: Problem['kind'],
  detail: string,
  errors: readonly string[] = [],
): Problem {
  const body: Problem = {
    type: 'about:blank',
    status: status[kind],
    title: title[kind],
    kind,
    detail,
  };
  return errors.length === 0 ? body : { ...body, errors: errors.slice(0, 100) };
}

/** Answers with a problem. */
export function sendProblem(reply: FastifyReply, body: Problem): FastifyReply {
  if (body.retryAfterSeconds !== undefined) {
    reply.header('retry-after', String(body.retryAfterSeconds));
  }
  return reply.code(body.status).type('application/problem+json').send(JSON.stringify(body));
}
