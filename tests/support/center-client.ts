import { problem } from '../../src/contract/http/problem.ts';
import { signInResponse } from '../../src/contract/http/sign-in.ts';

/** An answer of a center's HTTP side. */
export type Answer = { readonly status: number; readonly body: unknown };

export async function ask(
  url: string,
  path: string,
  options: {
    readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
    readonly token?: string;
    readonly json?: unknown;
    readonly file?: { readonly name: string; readonly content: Uint8Array<ArrayBuffer> };
  } = {},
): Promise<Answer> {
  const { json, file, token } = options;
  const headers: Record<string, string> = {};
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  if (json !== undefined) headers['content-type'] = 'application/json';
  if (file) {
    headers['content-type'] = 'application/octet-stream';
    headers['x-file-name'] = encodeURIComponent(file.name);
  }
  const response = await fetch(`${url}${path}`, {
    method: options.method ?? (json === undefined && !file ? 'GET' : 'POST'),
    headers,
    body: file ? file.content : json === undefined ? null : JSON.stringify(json),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

/** Signs in with a test user's password. */
export async function signIn(url: string, loginName: string) {
  const answer = await ask(url, '/v1/sign-in', {
    json: { loginName, password: `${loginName}-${loginName}` },
  });
  if (answer.status !== 200) throw new Error(`sign-in answered ${JSON.stringify(answer)}`);
  return signInResponse.parse(answer.body);
}

/** The problem that an answer holds; fails when it holds none. */
export function problemOf(answer: Answer) {
  const parsed = problem.parse(answer.body);
  if (parsed.status !== answer.status) throw new Error('the problem names another status');
  return parsed;
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
