import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import type { Center } from '../center.ts';
import { watchingResource } from './watching.ts';

const metricsToken = 'a token of sixteen or more';

/** Asks for the figures from an address; nothing listens. */
async function ask(given: {
  readonly trustProxy?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly remoteAddress?: string;
}): Promise<number> {
  const server = Fastify({ trustProxy: given.trustProxy ?? false });
  const center = { metrics: { contentType: 'text/plain', text: async () => 'figures 1\n' } };
  watchingResource(server, center as unknown as Center, {
    ending: () => false,
    metricsToken,
    trustProxy: given.trustProxy ?? false,
  });
  const { statusCode } = await server.inject({
    url: '/metrics',
    remoteAddress: given.remoteAddress ?? '127.0.0.1',
    headers: given.headers ?? {},
  });
  return statusCode;
}

describe('figures are told', () => {
  test.each(['127.0.0.1', '127.3.2.1', '::1', '::ffff:127.0.0.1'])('to %s', async (address) => {
    expect(await ask({ remoteAddress: address })).toBe(200);
  });

  test('to nobody else without the token', async () => {
    expect(await ask({ remoteAddress: '192.0.2.7' })).toBe(403);
    const authorization = `Bearer ${metricsToken}`;
    expect(await ask({ remoteAddress: '192.0.2.7', headers: { authorization } })).toBe(200);
  });

  test.each([
    ['Forwarded', 'for=192.0.2.7'],
    ['Via', '1.1 proxy'],
    ['X-Forwarded-For', '192.0.2.7'],
    ['X-Forwarded-Proto', 'https'],
    ['X-Forwarded-Host', 'center.example'],
    ['X-Real-IP', '192.0.2.7'],
  ])('to a loopback address with %s only with the token', async (name, value) => {
    expect(await ask({ headers: { [name]: value } })).toBe(403);
    const authorization = `Bearer ${metricsToken}`;
    expect(await ask({ headers: { [name]: value, authorization } })).toBe(200);
  });

  test('behind a proxy that says nothing only with the token', async () => {
    expect(await ask({ trustProxy: true })).toBe(403);
    const headers = { authorization: `Bearer ${metricsToken}` };
    expect(await ask({ trustProxy: true, headers })).toBe(200);
  });
});
