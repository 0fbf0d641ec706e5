import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../../src/center/account/password.ts';
import { putUser } from '../../../src/center/db/users.ts';
import { about } from '../../../src/contract/http/about.ts';
import { tokens } from '../../../src/contract/http/sign-in.ts';
import { provisioning } from '../../../src/contract/record/provisioning.ts';
import { protocolVersion } from '../../../src/contract/sync/version.ts';
import { startTestCenter, type TestCenter, testUser } from '../../support/center.ts';
import { ask, problemOf, signIn } from '../../support/center-client.ts';
import { connectedDesk } from '../../support/sync-desk.ts';

let running: TestCenter;
beforeAll(async () => {
  running = await startTestCenter();
});
afterAll(() => running.close());

const wrong = (loginName: string) =>
  ask(running.url, '/v1/sign-in', { json: { loginName, password: 'not the password' } });

test('anybody may ask what this is', async () => {
  const answer = about.parse((await ask(running.url, '/v1/about')).body);
  expect(answer).toEqual({
    product: 'homeline-center',
    name: 'Test center',
    centerId: running.center.identity.centerId,
    protocol: protocolVersion,
  });
});

test('an address that cannot be read is a problem like any other', async () => {
  expect(problemOf(await ask(running.url, '/v1/callbacks/%zz')).kind).toBe('malformed');
});

describe('sign-in', () => {
  test('brings tokens and all that a desk needs', async () => {
    const answer = await signIn(running.url, 'agent');
    expect(answer.provisioning.agent).toMatchObject({ loginName: 'agent', role: 'agent' });
    expect(answer.provisioning.campaigns.map((one) => one.id)).toEqual([
      'spring-roof-check',
      'support',
    ]);
    expect(answer.provisioning.scripts.map((one) => one.id).sort()).toEqual([
      'spring-roof-check',
      'support-line',
    ]);
    expect(answer.provisioning.center).toMatchObject({ practice: true, name: 'Test center' });
    const again = await ask(running.url, '/v1/provisioning', { token: answer.tokens.accessToken });
    expect(provisioning.parse(again.body)).toEqual(answer.provisioning);
  });

  test('does not depend on the case of the name', async () => {
    const json = { loginName: 'AGENT', password: 'agent-agent' };
    expect((await ask(running.url, '/v1/sign-in', { json })).status).toBe(200);
  });

  test('a name is found as it was written, whatever letters the database knows', async () => {
    const { password, ...user } = testUser('ĐỨC', 'agent');
    const passwordHash = await hashPassword(password);
    await putUser(running.center.db, running.center.organisationId, { ...user, passwordHash });
    const json = { loginName: 'ĐỨC', password };
    expect((await ask(running.url, '/v1/sign-in', { json })).status).toBe(200);
  });

  test('answers a wrong password and an unknown name alike', async () => {
    const known = problemOf(await wrong('second'));
    const unknown = problemOf(await wrong('nobody'));
    expect(known.kind).toBe('wrong-credentials');
    expect(unknown).toEqual(known);
  });

  test.each([
    ['no body', {}],
    ['a number for a name', { loginName: 7, password: 'x' }],
    ['an empty name', { loginName: '', password: 'x' }],
    ['a letter that no text has', { loginName: 'a\u0000', password: 'x' }],
  ])('with %s is malformed', async (_what, json) => {
    expect(problemOf(await ask(running.url, '/v1/sign-in', { json })).kind).toBe('malformed');
  });

  test('locks a name after five wrong tries at once, whoever has it, and opens it again', async () => {
    for (const loginName of ['second', 'nobody-else']) {
      const answers = await Promise.all(Array.from({ length: 12 }, () => wrong(loginName)));
      const kinds = answers.map((answer) => problemOf(answer).kind);
      expect(kinds.filter((kind) => kind === 'wrong-credentials').length).toBeLessThanOrEqual(5);
      expect(kinds).toContain('locked-out');
    }
    const right = { json: { loginName: 'second', password: 'second-second' } };
    const locked = problemOf(await ask(running.url, '/v1/sign-in', right));
    expect(locked.kind).toBe('locked-out');
    expect(locked.retryAfterSeconds).toBeGreaterThan(0);
    running.passTime((locked.retryAfterSeconds ?? 0) * 1_000 + 1);
    expect((await ask(running.url, '/v1/sign-in', right)).status).toBe(200);
  });
});

describe('tokens', () => {
  test('an access token ends after ten minutes, and the refresh token brings another', async () => {
    const first = (await signIn(running.url, 'agent')).tokens;
    running.passTime(601_000);
    const late = await ask(running.url, '/v1/provisioning', { token: first.accessToken });
    expect(problemOf(late).kind).toBe('token-expired');
    const refreshed = await ask(running.url, '/v1/refresh', {
      json: { refreshToken: first.refreshToken },
    });
    const { accessToken } = tokens.parse(refreshed.body);
    expect((await ask(running.url, '/v1/provisioning', { token: accessToken })).status).toBe(200);
  });

  test('a refresh token that was lost on the way works once more within a minute', async () => {
    const json = { refreshToken: (await signIn(running.url, 'agent')).tokens.refreshToken };
    expect((await ask(running.url, '/v1/refresh', { json })).status).toBe(200);
    running.passTime(30_000);
    expect((await ask(running.url, '/v1/refresh', { json })).status).toBe(200);
  });

  test('a refresh token that comes back later ends the session, and its socket', async () => {
    const first = (await signIn(running.url, 'agent')).tokens;
    const { desk } = await connectedDesk(running.url, first.accessToken);
    const json = { refreshToken: first.refreshToken };
    const second = tokens.parse((await ask(running.url, '/v1/refresh', { json })).body);
    running.passTime(61_000);
    expect(problemOf(await ask(running.url, '/v1/refresh', { json })).kind).toBe('token-expired');
    expect((await desk.closed()).code).toBe(1012);
    const after = await ask(running.url, '/v1/provisioning', { token: second.accessToken });
    expect(problemOf(after).kind).toBe('token-expired');
  });

  test('sign-out ends both tokens', async () => {
    const { accessToken: token, refreshToken } = (await signIn(running.url, 'agent')).tokens;
    expect((await ask(running.url, '/v1/sign-out', { method: 'POST', token })).status).toBe(204);
    expect(problemOf(await ask(running.url, '/v1/provisioning', { token })).kind).toBe(
      'token-expired',
    );
    const refreshed = await ask(running.url, '/v1/refresh', { json: { refreshToken } });
    expect(problemOf(refreshed).kind).toBe('token-expired');
  });

  test.each([
    ['none', undefined],
    ['nonsense', 'abc.def.ghi'],
    [
      'one that nobody signed',
      'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4Iiwib3JnIjoib3JnIiwic2lkIjoieCIsImV4cCI6OTk5OTk5OTk5OX0.',
    ],
  ])('with %s nothing is told', async (_what, token) => {
    const answer = await ask(running.url, '/v1/provisioning', token === undefined ? {} : { token });
    expect(problemOf(answer).kind).toBe('token-expired');
  });

  test('a token in the address is not looked at', async () => {
    const { accessToken } = (await signIn(running.url, 'agent')).tokens;
    const answer = await ask(running.url, `/v1/provisioning?access_token=${accessToken}`);
    expect(problemOf(answer).kind).toBe('token-expired');
  });
});

test('the log holds no password and no token', async () => {
  const { accessToken, refreshToken } = (await signIn(running.url, 'agent')).tokens;
  await wrong('agent');
  for (const secret of ['agent-agent', 'not the password', accessToken, refreshToken]) {
    expect(running.logged()).not.toContain(secret);
  }
});
