import { provisioning } from '../../contract/record/provisioning.ts';
import { bodyOf, expectProblem, request } from './http.ts';
import type { Session } from './sign-in.ts';
import { expectSame, type Tally } from './tally.ts';

/** What a desk asks over HTTP before it opens the socket. */
export async function checkProvisioning(
  tally: Tally,
  base: string,
  session: Session,
): Promise<void> {
  await tally.check('without a token nothing is told', async () =>
    expectProblem(await request(base, '/v1/provisioning'), 401, 'token-expired'),
  );
  await tally.check('a token that nobody gave out is token-expired', async () => {
    const token = 'eyJhbGciOiJub25lIn0.e30.';
    expectProblem(await request(base, '/v1/provisioning', { token }), 401, 'token-expired');
  });
  await tally.check('a token in the address is not looked at', async () => {
    const path = `/v1/provisioning?access_token=${session.token}`;
    expectProblem(await request(base, path), 401, 'token-expired');
  });
  await tally.check('the provisioning is the one that came with sign-in', async () => {
    const { token } = session;
    const found = bodyOf(await request(base, '/v1/provisioning', { token }), provisioning);
    const { sequence: _now, ...is } = found;
    const { sequence: _then, ...was } = session.provisioning;
    expectSame('it', is, was);
  });
  await tally.check(
    'every campaign has its script, its dispositions differ in id and key',
    async () => {
      const { campaigns, scripts } = session.provisioning;
      for (const { id, scriptId, dispositions } of campaigns) {
        if (!scripts.some((script) => script.id === scriptId)) {
          throw new Error(`campaign ${id} has no script ${scriptId}`);
        }
        const ids = new Set(dispositions.map((one) => one.id));
        expectSame(`dispositions of ${id}`, ids.size, dispositions.length);
      }
    },
  );
}
