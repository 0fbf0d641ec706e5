import { about } from '../../contract/http/about.ts';
import { signInResponse, tokens } from '../../contract/http/sign-in.ts';
import type { Provisioning } from '../../contract/record/provisioning.ts';
import { bodyOf, expectProblem, request } from './http.ts';
import { expectSame, type Tally } from './tally.ts';

export type Session = {
  readonly token: string;
  readonly provisioning: Provisioning;
  /** The version the center says it speaks. */
  readonly protocol: string;
  readonly signOut: (tally: Tally) => Promise<void>;
};

/** @returns null when nobody could sign in: nothing else can be looked at then. */
export async function checkSignIn(
  tally: Tally,
  base: string,
  loginName: string,
  password: string,
): Promise<Session | null> {
  const said = await tally.check('GET /v1/about tells what this is, to everybody', async () =>
    bodyOf(await request(base, '/v1/about'), about),
  );
  await tally.check('an address that is not there is a problem, not-found', async () =>
    expectProblem(await request(base, '/v1/no-such-thing'), 404, 'not-found'),
  );
  await tally.check('sign-in without its fields is malformed', async () =>
    expectProblem(await request(base, '/v1/sign-in', { json: { name: 'x' } }), 400, 'malformed'),
  );
  await tally.check('a name that nobody has is wrong-credentials', async () => {
    const json = { loginName: `nobody-${crypto.randomUUID()}`, password };
    expectProblem(await request(base, '/v1/sign-in', { json }), 401, 'wrong-credentials');
  });
  await tally.check('a wrong password is wrong-credentials', async () => {
    const json = { loginName, password: `${password} and more` };
    expectProblem(await request(base, '/v1/sign-in', { json }), 401, 'wrong-credentials');
  });
  await tally.check(
    'the sixth wrong try of a name is locked-out, and says for how long',
    async () => {
      const json = { loginName: `nobody-${crypto.randomUUID()}`, password };
      for (let tries = 0; tries < 5; tries += 1) {
        expectProblem(await request(base, '/v1/sign-in', { json }), 401, 'wrong-credentials');
      }
      const { retryAfterSeconds = 0 } = expectProblem(
        await request(base, '/v1/sign-in', { json }),
        429,
        'locked-out',
      );
      if (retryAfterSeconds <= 0) throw new Error('there is no retryAfterSeconds');
    },
  );
  const signedIn = await tally.check(
    'name and password bring tokens and a provisioning',
    async () => {
      const body = bodyOf(
        await request(base, '/v1/sign-in', { json: { loginName, password } }),
        signInResponse,
      );
      if (said) expectSame('the id of the center', body.provisioning.center.id, said.centerId);
      return body;
    },
  );
  if (!signedIn || !said) return null;
  const renewed = await tally.check('a refresh token brings new tokens', async () => {
    const json = { refreshToken: signedIn.tokens.refreshToken };
    const body = bodyOf(await request(base, '/v1/refresh', { json }), tokens);
    if (body.refreshToken === signedIn.tokens.refreshToken) throw new Error('it is the same again');
    return body;
  });
  await tally.check('a refresh token works once more when its answer was lost', async () => {
    const json = { refreshToken: signedIn.tokens.refreshToken };
    bodyOf(await request(base, '/v1/refresh', { json }), tokens);
  });
  await tally.check('a refresh token that nobody gave out is token-expired', async () => {
    const json = { refreshToken: crypto.randomUUID() };
    expectProblem(await request(base, '/v1/refresh', { json }), 401, 'token-expired');
  });
  const token = (renewed ?? signedIn.tokens).accessToken;
  return {
    token,
    provisioning: signedIn.provisioning,
    protocol: said.protocol,
    signOut: async (own) => {
      await own.check('sign-out ends the session: its access token is worth nothing', async () => {
        const answer = await request(base, '/v1/sign-out', { token, json: {} });
        expectSame('the status', answer.status, 204);
        expectProblem(await request(base, '/v1/provisioning', { token }), 401, 'token-expired');
      });
    },
  };
}
