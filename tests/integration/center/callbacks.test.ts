import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { recordMissed } from '../../../src/center/callback/missed.ts';
import { readScript } from '../../../src/center/script/read.ts';
import { claimResponse } from '../../../src/contract/http/callbacks.ts';
import type { Submit } from '../../../src/contract/sync/up/submit.ts';
import { missedAfterMs, takenForMs } from '../../../src/domain/callback/callback.ts';
import { startTestCenter, type TestCenter } from '../../support/center.ts';
import { ask, signIn } from '../../support/center-client.ts';
import { aCallback, aScript } from '../../support/desk-records.ts';
import { item } from '../../support/outbox-items.ts';
import { connectedDesk } from '../../support/sync-desk.ts';

let running: TestCenter;
let centerId: string;
beforeAll(async () => {
  running = await startTestCenter();
  centerId = running.center.identity.centerId;
});
afterAll(() => running.close());

async function atDesk(loginName: string) {
  const { tokens, provisioning } = await signIn(running.url, loginName);
  const { desk } = await connectedDesk(running.url, tokens.accessToken);
  onTestFinished(() => desk.close());
  return {
    desk,
    token: tokens.accessToken,
    agentId: provisioning.agent.id,
    async submit(one: Submit) {
      desk.say(one);
      return desk.receipt(one.key);
    },
    async claim(id: string) {
      const answer = await ask(running.url, `/v1/callbacks/${id}/claim`, {
        token: tokens.accessToken,
        method: 'POST',
      });
      return claimResponse.parse(answer.body);
    },
    /** What this desk was told last of a callback. */
    told: (id: string) =>
      expect.poll(
        () =>
          desk.heard
            .flatMap((frame) => (frame.type === 'changes' ? frame.changes : []))
            .findLast((change) => change.kind === 'callback' && change.callback.id === id),
        { timeout: 10_000, interval: 10 },
      ),
  };
}

let lan: Awaited<ReturnType<typeof atDesk>>;
let second: Awaited<ReturnType<typeof atDesk>>;
beforeEach(async () => {
  lan = await atDesk('agent');
  second = await atDesk('second');
});

const inAnHour = () => new Date(running.center.now() + 3_600_000).toISOString();
const made = (id: string, ownerId: string | null = null) =>
  item(centerId, {
    kind: 'callback',
    callback: aCallback({ id, ownerId, campaignId: 'spring-roof-check', dueAt: inAnHour() }),
  });
const change = (callbackId: string, kind: 'keep' | 'cancel' | 'release') =>
  item(centerId, {
    kind: 'callback-change',
    callbackId,
    change: { kind },
    at: new Date(running.center.now()).toISOString(),
  });

const revisions = async (id: string) =>
  (
    await running.center.db
      .selectFrom('callback_revision')
      .select('body')
      .where('callback_id', '=', id)
      .orderBy('revision')
      .execute()
  ).map((row) => (row.body as { status: string }).status);

test('a callback is stored once, however often it comes, and told to every desk', async () => {
  const one = made(crypto.randomUUID());
  const first = await lan.submit(one);
  expect(first).toMatchObject({ outcome: 'stored' });
  lan.desk.say(one);
  await expect.poll(() => lan.desk.receipts(one.key), { timeout: 10_000 }).toEqual([first, first]);
  const { callback } = one.payload as Extract<Submit['payload'], { kind: 'callback' }>;
  expect(await revisions(callback.id)).toEqual(['open']);
  const stored = { ...callback, madeBy: lan.agentId };
  for (const one of [lan, second]) {
    await one.told(callback.id).toEqual({ kind: 'callback', callback: stored });
  }
  const again = item(centerId, one.payload);
  expect(await lan.submit(again)).toMatchObject({ outcome: 'rejected', reason: 'id-taken' });
});

test('nobody binds a colleague: an owner is the agent who hands it in', async () => {
  const id = crypto.randomUUID();
  await lan.submit(made(id, second.agentId));
  await lan.told(id).toMatchObject({ callback: { ownerId: lan.agentId } });
  expect(await second.claim(id)).toMatchObject({ outcome: 'other-agent' });
  const keep = await second.submit(change(id, 'keep'));
  expect(keep).toMatchObject({ outcome: 'rejected', reason: 'other-agent' });
});

describe('a callback of anyone', () => {
  test('asked for by two at once goes to one; the other is told who has it', async () => {
    const id = crypto.randomUUID();
    await lan.submit(made(id));
    const claims = await Promise.all([lan.claim(id), second.claim(id)]);
    expect(claims.map(({ outcome }) => outcome).sort()).toEqual(['taken-by-other', 'yours']);
    const winner = claims[0]?.outcome === 'yours' ? lan : second;
    const loser = winner === lan ? second : lan;
    // Its answer may be lost: asked again it is the same.
    expect(await winner.claim(id)).toMatchObject({ outcome: 'yours' });
    await loser.told(id).toMatchObject({ callback: { takenBy: winner.agentId } });
    expect(await winner.submit(change(id, 'keep'))).toMatchObject({ outcome: 'stored' });
    expect(await loser.claim(id)).toMatchObject({ outcome: 'closed' });
    expect((await revisions(id)).at(-1)).toBe('kept');
  });

  test('given back, or taken and not called for half an hour, is free for the next', async () => {
    const id = crypto.randomUUID();
    await lan.submit(made(id));
    await lan.claim(id);
    await lan.submit(change(id, 'release'));
    expect(await second.claim(id)).toMatchObject({ outcome: 'yours' });
    running.passTime(takenForMs - 1);
    const early = await signInAgain('agent').then((desk) => desk.claim(id));
    expect(early.outcome).toBe('taken-by-other');
    running.passTime(1);
    expect(await signInAgain('agent').then((desk) => desk.claim(id))).toMatchObject({
      outcome: 'yours',
    });
  });
});

/** Time has passed: the access token of before may be over. */
const signInAgain = atDesk;

test('an hour too late it is recorded as missed, and can still be kept', async () => {
  const id = crypto.randomUUID();
  await lan.submit(made(id));
  running.passTime(3_600_000 + missedAfterMs - 1);
  await recordMissed(running.center);
  expect(await revisions(id)).toEqual(['open']);
  running.passTime(1);
  expect(await recordMissed(running.center)).toBe(1);
  expect(await recordMissed(running.center)).toBe(0);
  const now = await signInAgain('agent');
  await now.told(id).toMatchObject({ callback: { status: 'missed', revision: 2 } });
  await now.submit(change(id, 'keep'));
  expect(await revisions(id)).toEqual(['open', 'missed', 'kept']);
});

test('a desk that begins anew is told what is owed, and nothing that is done', async () => {
  const [owed, done] = [crypto.randomUUID(), crypto.randomUUID()];
  await lan.submit(made(owed));
  await lan.submit(made(done));
  await lan.submit(change(done, 'cancel'));
  const fresh = await atDesk('manager');
  await fresh.told(owed).toMatchObject({ callback: { id: owed } });
  await fresh.told(done).toBeUndefined();
});

test('a change of a callback nobody made is refused, and kept with its reason', async () => {
  const keep = await lan.submit(change('nobody-made-it', 'keep'));
  expect(keep).toMatchObject({ outcome: 'rejected', reason: 'unknown-callback' });
});

test('the center tells its time with the welcome', async () => {
  const { tokens } = await signIn(running.url, 'agent');
  const { desk, welcome } = await connectedDesk(running.url, tokens.accessToken);
  onTestFinished(() => desk.close());
  expect(welcome.at).toBe(new Date(running.center.now()).toISOString());
});

test('a script’s callback page must lead somewhere', () => {
  const page = {
    kind: 'callback',
    id: 'later',
    title: 'Later',
    text: 'When may I call?',
    hint: '',
    owner: 'mine',
    dispositionId: '',
    next: 'nowhere',
  } as const;
  const script = aScript();
  const broken = { ...script, nodes: [...script.nodes, page] };
  expect(readScript(broken)).toMatchObject({
    ok: false,
    errors: ['Page "later" leads to "nowhere", which is not a page one can go to.'],
  });
  const whole = { ...script, nodes: [...script.nodes, { ...page, next: script.start }] };
  expect(readScript(whole).ok).toBe(true);
  expect(readScript({ ...whole, nodes: [{ ...page, owner: 'nobody' }] }).ok).toBe(false);
});
