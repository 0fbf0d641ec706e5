import { z } from 'zod';
import { type Problem, problem } from '../../contract/http/problem.ts';
import { expectSame } from './tally.ts';

export type Answer = { readonly status: number; readonly type: string; readonly body: unknown };

const withinMs = 10_000;

/** One request as a desk sends it. */
export async function request(
  base: string,
  path: string,
  options: { readonly token?: string; readonly json?: unknown } = {},
): Promise<Answer> {
  const { token, json } = options;
  const response = await fetch(`${base}${path}`, {
    method: json === undefined ? 'GET' : 'POST',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: json === undefined ? null : JSON.stringify(json),
    signal: AbortSignal.timeout(withinMs),
  });
  const text = await response.text();
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  return { status: response.status, type, body: text === '' ? null : JSON.parse(text) };
}

/** The body of a good answer, by its schema. */
export function bodyOf<Schema extends z.ZodType>(answer: Answer, schema: Schema): z.infer<Schema> {
  expectSame('the status', answer.status, 200);
  const parsed = schema.safeParse(answer.body);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error).replaceAll('\n', ' '));
  return parsed.data;
}

/** Fails unless the answer is a problem of this status and kind (RFC 9457), and gives it back. */
export function expectProblem(answer: Answer, status: number, kind: string): Problem {
  expectSame('the status', answer.status, status);
  expectSame('the content type', answer.type, 'application/problem+json');
  const body = problem.parse(answer.body);
  expectSame('the kind', body.kind, kind);
  expectSame('the status in the body', body.status, status);
  return body;
}
