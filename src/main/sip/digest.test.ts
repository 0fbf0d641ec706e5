import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createDigestRewriter } from './digest.ts';

const credentials = { user: 'Mufasa', password: 'Circle of Life' };
const unauthorized = (...challenges: string[]) =>
  ['SIP/2.0 401 Unauthorized', 'Via: x', ...challenges, 'Content-Length: 0', '', ''].join('\r\n');
const md5 = 'WWW-Authenticate: Digest realm="r", nonce="n-md5", algorithm=MD5, qop="auth"';
const sha256 =
  'WWW-Authenticate: Digest realm="r", nonce="n-sha", algorithm=SHA-256, qop="auth, auth-int"';

/** As the library answers: MD5, whatever was asked. */
const answer = (nonce: string) =>
  [
    'REGISTER sip:practice.invalid SIP/2.0',
    `Authorization: Digest algorithm=MD5, username="Mufasa", realm="r", nonce="${nonce}", uri="sip:practice.invalid", response="0123", qop=auth, cnonce="c", nc=00000001`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');

test('of several challenges the library sees the strongest, as the MD5 it knows', () => {
  const { incoming } = createDigestRewriter(credentials);
  const lines = incoming(unauthorized(md5, sha256)).split('\r\n');
  expect(lines.filter((line) => line.startsWith('WWW'))).toEqual([
    'WWW-Authenticate: Digest realm="r", nonce="n-sha", algorithm=MD5, qop="auth"',
  ]);
  expect(lines.slice(-3)).toEqual(['Content-Length: 0', '', '']);
});

test('its answer is computed anew with the algorithm that was asked for', () => {
  const rewriter = createDigestRewriter(credentials);
  rewriter.incoming(unauthorized(sha256, md5));
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const expected = hash(
    `${hash('Mufasa:r:Circle of Life')}:n-sha:00000001:c:auth:${hash('REGISTER:sip:practice.invalid')}`,
  );
  const sent = rewriter.outgoing(answer('n-sha'));
  expect(sent).toContain(`algorithm=SHA-256`);
  expect(sent).toContain(`response="${expected}"`);
  expect(sent).not.toContain('0123"');
});

test('the example of RFC 7616 §3.9.1 comes out', () => {
  const rewriter = createDigestRewriter(credentials);
  const nonce = '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v';
  rewriter.incoming(
    unauthorized(
      `WWW-Authenticate: Digest realm="http-auth@example.org", qop="auth", algorithm=SHA-256, nonce="${nonce}"`,
    ),
  );
  const sent = rewriter.outgoing(
    [
      'GET /dir/index.html',
      `Authorization: Digest algorithm=MD5, username="Mufasa", realm="http-auth@example.org", nonce="${nonce}", uri="/dir/index.html", response="x", qop=auth, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", nc=00000001`,
    ].join('\r\n'),
  );
  expect(sent).toContain('753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1');
});

test('MD5 alone and everything else passes untouched', () => {
  const rewriter = createDigestRewriter(credentials);
  expect(rewriter.incoming(unauthorized(md5))).toBe(unauthorized(md5));
  expect(rewriter.outgoing(answer('n-md5'))).toBe(answer('n-md5'));
  expect(rewriter.incoming('SIP/2.0 200 OK\r\n\r\n')).toBe('SIP/2.0 200 OK\r\n\r\n');
  expect(rewriter.outgoing(answer('never seen'))).toBe(answer('never seen'));
});
