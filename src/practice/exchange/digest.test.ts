import { expect, test } from 'vitest';
import {
  createDigestGuard,
  type DigestAlgorithm,
  digestResponse,
  parseCredentials,
} from './digest.ts';

/** The example of RFC 7616, section 3.9.1, without its opaque. */
const example = {
  username: 'Mufasa',
  realm: 'http-auth@example.org',
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  uri: '/dir/index.html',
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  nonceCount: '00000001',
};

test('the example of RFC 7616', () => {
  expect(digestResponse('SHA-256', 'GET', 'Circle of Life', example)).toBe(
    '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
  );
  expect(digestResponse('MD5', 'GET', 'Circle of Life', example)).toBe(
    '8ca523f5e9506fed4657c9700eebdbec',
  );
});

function makeGuard() {
  const clock = { now: 1_000_000 };
  const guard = createDigestGuard({
    realm: 'practice.invalid',
    algorithms: ['SHA-256', 'MD5'],
    nonceLifetimeMs: 1000,
    now: () => clock.now,
  });
  const answer = (algorithm: DigestAlgorithm, password: string, nonceCount = '00000001') => {
    const header = guard.challenges({ stale: false })[algorithm === 'MD5' ? 1 : 0] ?? '';
    const nonce = /nonce="([^"]+)"/.exec(header)?.[1] ?? '';
    const parts = { ...example, username: 'agent', realm: 'practice.invalid', nonce, nonceCount };
    const response = digestResponse(algorithm, 'REGISTER', password, parts);
    const written =
      `Digest username="agent", realm="practice.invalid", nonce="${nonce}", uri="${parts.uri}", ` +
      `algorithm=${algorithm}, response="${response}", qop=auth, cnonce="${parts.cnonce}", nc=${nonceCount}`;
    const credentials = parseCredentials(written);
    if (credentials === null) throw new Error('the header should be read');
    return credentials;
  };
  return { clock, guard, answer };
}

test.each(['MD5', 'SHA-256'] as const)('%s: right once, wrong never, old is stale', (algorithm) => {
  const { clock, guard, answer } = makeGuard();
  const right = answer(algorithm, 'secret');
  expect(guard.verify(right, 'REGISTER', 'secret')).toBe('accepted');
  expect(guard.verify(right, 'REGISTER', 'secret')).toBe('stale');
  expect(guard.verify(answer(algorithm, 'secret', '00000002'), 'REGISTER', 'secret')).toBe(
    'accepted',
  );
  expect(guard.verify(answer(algorithm, 'other', '00000003'), 'REGISTER', 'secret')).toBe(
    'refused',
  );
  expect(guard.verify(answer(algorithm, 'secret', '00000004'), 'INVITE', 'secret')).toBe('refused');
  const old = answer(algorithm, 'secret');
  clock.now += 1001;
  expect(guard.verify(old, 'REGISTER', 'secret')).toBe('stale');
});

test('a nonce of another guard is stale, a header with parts missing is nothing', () => {
  const foreign = makeGuard().answer('SHA-256', 'secret');
  expect(makeGuard().guard.verify(foreign, 'REGISTER', 'secret')).toBe('stale');
  expect(parseCredentials('Basic abc')).toBeNull();
  expect(parseCredentials('Digest username="a", nonce="b", response="c"')).toBeNull();
});
