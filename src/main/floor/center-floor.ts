import type { z } from 'zod';
import { problem as problemSchema } from '../../contract/http/problem.ts';
import type { FloorError } from '../../contract/ipc/floor-api.ts';

export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: FloorError };

export type AccessToken = (rejected?: string | null) => Promise<string | 'refused' | 'unreachable'>;

type Ask = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly file?: { readonly name: string; readonly bytes: ReadableStream<Uint8Array> };
  readonly timeoutMs?: number;
};

const usualTimeoutMs = 15_000;
const longestAnswerBytes = 64_000_000;

/** The center's routes for floor managers, asked with the manager's own token. */
export function createCenterFloor(base: () => string, accessToken: AccessToken) {
  async function request(ask: Ask, token: string): Promise<Response | 'unreachable'> {
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    if (ask.body !== undefined) headers['content-type'] = 'application/json';
    if (ask.file) {
      headers['content-type'] = 'application/octet-stream';
      headers['x-file-name'] = encodeURIComponent(ask.file.name);
    }
    try {
      return await fetch(`${base()}${ask.path}`, {
        method: ask.method,
        headers,
        body: ask.file?.bytes ?? (ask.body === undefined ? null : JSON.stringify(ask.body)),
        ...(ask.file ? { duplex: 'half' as const } : {}),
        redirect: 'manual',
        signal: AbortSignal.timeout(ask.timeoutMs ?? usualTimeoutMs),
      });
    } catch {
      // No connection, or it broke, or it took too long: the page says so and keeps everything.
      return 'unreachable';
    }
  }

  async function answer(ask: Ask): Promise<Outcome<Response>> {
    let token = await accessToken();
    for (let first = true; ; first = false) {
      if (token === 'unreachable') return { ok: false, error: { kind: 'unreachable' } };
      if (token === 'refused') return { ok: false, error: { kind: 'not-now' } };
      const response = await request(ask, token);
      if (response === 'unreachable') return { ok: false, error: { kind: 'unreachable' } };
      if (response.ok) return { ok: true, value: response };
      // A stream is gone once it was sent: the page sends it again.
      if (response.status !== 401 || !first || ask.file) return refusal(response);
      await response.body?.cancel();
      token = await accessToken(token);
    }
  }

  return {
    async json<Value>(ask: Ask, schema: z.ZodType<Value>): Promise<Outcome<Value>> {
      const answered = await answer(ask);
      if (!answered.ok) return answered;
      try {
        const text = await answered.value.text();
        if (text.length > longestAnswerBytes) return { ok: false, error: { kind: 'failed' } };
        const parsed = schema.safeParse(JSON.parse(text));
        return parsed.success
          ? { ok: true, value: parsed.data }
          : { ok: false, error: { kind: 'failed' } };
      } catch {
        return { ok: false, error: { kind: 'unreachable' } };
      }
    },

    /** The body of an answer as it comes. */
    async stream(ask: Ask): Promise<Outcome<ReadableStream<Uint8Array>>> {
      const answered = await answer(ask);
      if (!answered.ok) return answered;
      const { body } = answered.value;
      return body ? { ok: true, value: body } : { ok: false, error: { kind: 'failed' } };
    },
  };
}

export type CenterFloor = ReturnType<typeof createCenterFloor>;

async function refusal(response: Response): Promise<Outcome<never>> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = problemSchema.safeParse(body);
  // Not our words: a proxy, or another server altogether.
  if (!parsed.success) return { ok: false, error: { kind: 'unreachable' } };
  const { kind, detail, reason = '' } = parsed.data;
  if (kind === 'token-expired') return { ok: false, error: { kind: 'unreachable' } };
  if (kind === 'forbidden') return { ok: false, error: { kind: 'not-now' } };
  return { ok: false, error: { kind: 'refused', problem: kind, reason, detail } };
}
