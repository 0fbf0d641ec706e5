import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { respond, type SipText, startScriptedPbx } from '../../support/scripted-pbx.ts';
import { both, cleanUpAfterEach, requests } from './bench.ts';

// Challenges as RFC 8760 has them.

const keep = cleanUpAfterEach();
const password = 'a secret for tests';

const challenge = (algorithm: string, nonce: string) =>
  `WWW-Authenticate: Digest realm="pbx", nonce="${nonce}", algorithm=${algorithm}, qop="auth"`;

/** Whether the answer is right, by RFC 7616 §3.4.1; null: there is none. */
function judge(register: SipText): { algorithm: string; isRight: boolean } | null {
  const header = register.header('authorization');
  if (header === '') return null;
  const part = (name: string) =>
    new RegExp(`[\\s,]${name}="?([^",]+)"?`, 'i').exec(header)?.[1] ?? '';
  const algorithm = part('algorithm').toUpperCase();
  const name = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' }[algorithm] ?? 'md5';
  const hash = (text: string) => createHash(name).update(text).digest('hex');
  const expected = hash(
    [
      hash(`${part('username')}:pbx:${password}`),
      part('nonce'),
      part('nc'),
      part('cnonce'),
      'auth',
      hash(`REGISTER:${part('uri')}`),
    ].join(':'),
  );
  return { algorithm, isRight: part('response') === expected };
}

async function registerWith(start: (typeof both)[number]['start'], challenges: readonly string[]) {
  const pbx = keep(await startScriptedPbx(), (each) => each.close());
  pbx.rule('REGISTER', (register) => {
    const verdict = judge(register);
    if (verdict === null) return respond(register, '401 Unauthorized', challenges);
    return verdict.isRight ? 'usual' : respond(register, '403 Forbidden');
  });
  const phone = keep(start([pbx.url]), (each) => each.stop());
  await pbx.until(({ method }) => method === 'REGISTER');
  return { pbx, phone };
}

describe.each(both)('$name', ({ isOurs, start }) => {
  test.each(['SHA-256', 'SHA-512-256'])('%s alone: stock never registers', async (algorithm) => {
    const { pbx, phone } = await registerWith(start, [challenge(algorithm, 'n1')]);
    if (!isOurs) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(phone.isRegistered).toBe(false);
      expect(requests(pbx, 'REGISTER').map(judge)).not.toContainEqual({ algorithm, isRight: true });
      return;
    }
    await phone.until(({ isRegistered }) => isRegistered);
    expect(requests(pbx, 'REGISTER').map(judge)).toContainEqual({ algorithm, isRight: true });
  });

  test('the strongest of several is chosen; stock takes the last, whatever it is', async () => {
    const { pbx, phone } = await registerWith(start, [
      challenge('SHA-256', 'strong'),
      challenge('MD5', 'weak'),
    ]);
    await phone.until(({ isRegistered }) => isRegistered);
    expect(judge(requests(pbx, 'REGISTER').at(-1) as SipText)).toEqual({
      algorithm: isOurs ? 'SHA-256' : 'MD5',
      isRight: true,
    });
  });

  test('one that nobody knows behind them: stock never registers', async () => {
    const { phone } = await registerWith(start, [
      challenge('MD5', 'weak'),
      challenge('SHA-256', 'strong'),
      challenge('TOMORROW-1', 'unknown'),
    ]);
    if (isOurs) await phone.until(({ isRegistered }) => isRegistered);
    else await new Promise((resolve) => setTimeout(resolve, 300));
    expect(phone.isRegistered).toBe(isOurs);
  });
});
