import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer as createTcp } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createSelfSignedCertificate, HashAlgorithm, SignatureAlgorithm } from 'werift';
import type { SignInProblem } from '../../../src/contract/ipc/desk-snapshot.ts';
import { protocolVersion } from '../../../src/contract/sync/version.ts';
import { createCenter } from '../../../src/main/sync/center.ts';
import { startTestCenter, type TestCenter } from '../../support/center.ts';

const about = {
  product: 'homeline-center',
  name: 'A center',
  centerId: 'center-1',
  protocol: protocolVersion,
};
const json = (body: unknown, status = 200): RequestListener => {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
};
const html: (status: number) => RequestListener = (status) => (_request, response) => {
  response.writeHead(status, { 'content-type': 'text/html' });
  response.end('<!doctype html><title>Welcome</title><h1>It works!</h1>');
};

async function listen(server: Server | ReturnType<typeof createTcp>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}
async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createHttp(listener))}`;
}
async function problemAt(base: string, password = 'a password'): Promise<SignInProblem | null> {
  const outcome = await createCenter(base).signIn('agent', password);
  return outcome.ok ? null : outcome.problem;
}

describe('a server that is no center', () => {
  test.each<[string, RequestListener]>([
    ['HTML', html(200)],
    ['HTML, not found', html(404)],
    ['HTML, broken', html(502)],
    ['an empty answer', (_request, response) => response.end()],
    ['JSON of another product', json({ ...about, product: 'something-else' })],
    ['JSON of another kind', json({ status: 'ok' })],
    ['a list', json([about])],
    ['null', json(null)],
    ['JSON, not found', json({ error: 'not found' }, 404)],
    [
      'a redirect',
      (_request, response) => {
        response.writeHead(302, { location: 'http://127.0.0.1:9/v1/about' });
        response.end();
      },
    ],
    [
      'a permanent redirect to itself',
      (_request, response) => {
        response.writeHead(301, { location: '/v1/about' });
        response.end();
      },
    ],
  ])('%s', async (_name, listener) => {
    const asked: string[] = [];
    const base = await serve((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      listener(request, response);
    });
    expect(await problemAt(base)).toEqual({ kind: 'not-a-center', address: base });
    // No password was sent.
    expect(asked).toEqual(['GET /v1/about']);
  });

  test('that speaks another language altogether', async () => {
    const port = await listen(
      createTcp((socket) => {
        socket.on('error', () => socket.destroy());
        socket.resume();
        socket.end('220 mail.invalid ESMTP ready\r\n');
      }),
    );
    const base = `http://127.0.0.1:${port}`;
    expect(await problemAt(base)).toEqual({ kind: 'not-a-center', address: base });
  });

  test('that speaks plain http where https was asked for', async () => {
    const base = (await serve(json(about))).replace('http:', 'https:');
    expect(await problemAt(base)).toEqual({ kind: 'not-a-center', address: base });
  });
});

describe('nobody there', () => {
  test('a closed port', async () => {
    const server = createHttp();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await new Promise((resolve) => server.close(resolve));
    expect(await problemAt(base)).toEqual({ kind: 'unreachable', address: base });
  });

  test('a name that does not exist', async () => {
    const base = 'https://center.invalid';
    expect(await problemAt(base)).toEqual({ kind: 'unreachable', address: base });
  });

  test('a server that hangs up', async () => {
    const base = await serve((request) => request.socket.destroy());
    expect(await problemAt(base)).toEqual({ kind: 'unreachable', address: base });
  });

  test('a center that is not ready yet says so', async () => {
    const problem = { type: 'about:blank', status: 503, title: 'Unavailable', kind: 'unavailable' };
    const base = await serve(json({ ...problem, detail: 'Try again.' }, 503));
    expect(await problemAt(base)).toEqual({ kind: 'unreachable', address: base });
  });
});

test('a certificate nobody vouches for is named, and nothing is sent', async () => {
  const { certPem, keyPem } = await createSelfSignedCertificate({
    signature: SignatureAlgorithm.ecdsa_3,
    hash: HashAlgorithm.sha256_4,
  });
  const asked: string[] = [];
  const server = createHttps({ cert: certPem, key: keyPem }, (request, response) => {
    asked.push(request.url ?? '');
    json(about)(request, response);
  });
  const base = `https://127.0.0.1:${await listen(server)}`;
  expect(await problemAt(base)).toMatchObject({
    kind: 'certificate',
    address: base,
    code: expect.stringMatching(/^[A-Z_]+$/),
  });
  expect(asked).toEqual([]);
});

describe('a center', () => {
  test('of another protocol version gets no password', async () => {
    const asked: string[] = [];
    const base = await serve((request, response) => {
      asked.push(request.url ?? '');
      json({ ...about, protocol: 'ffff000011112222' })(request, response);
    });
    expect(await problemAt(base)).toEqual({
      kind: 'protocol',
      address: base,
      ours: protocolVersion,
      theirs: 'ffff000011112222',
    });
    expect(asked).toEqual(['/v1/about']);
  });

  test('whose provisioning cannot be used: where it is wrong', async () => {
    const base = await serve((request, response) => {
      const tokens = {
        accessToken: 'a',
        accessExpiresAt: '2026-11-22T09:00:00Z',
        refreshToken: 'r',
      };
      const answer = request.url === '/v1/about' ? about : { tokens, provisioning: { center: {} } };
      json(answer)(request, response);
    });
    expect(await problemAt(base)).toMatchObject({
      kind: 'provisioning',
      path: expect.stringMatching(/^provisioning\./),
      reason: 'invalid_type',
    });
  });

  describe('of ours', () => {
    let center: TestCenter;
    beforeAll(async () => {
      center = await startTestCenter();
    });
    afterAll(() => center.close());

    test('refuses a wrong password, lets the right one in, and locks out who keeps guessing', async () => {
      expect(await problemAt(center.url, 'wrong')).toEqual({ kind: 'wrong-credentials' });
      const right = await createCenter(center.url).signIn('agent', 'agent-agent');
      expect(right).toMatchObject({
        ok: true,
        value: { provisioning: { agent: { name: 'agent' } } },
      });
      let problem: SignInProblem | null = null;
      for (let tries = 0; tries < 30 && problem?.kind !== 'locked-out'; tries += 1) {
        problem = await problemAt(center.url, `wrong ${tries}`);
      }
      expect(problem).toEqual({ kind: 'locked-out' });
    });
  });
});
