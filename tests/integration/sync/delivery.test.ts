import { rmSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Tables } from '../../../src/center/db/schema.ts';
import { openStore } from '../../../src/center/db/store.ts';
import type { Down } from '../../../src/contract/sync/down.ts';
import type { Up } from '../../../src/contract/sync/up.ts';
import { type TestCenter, temporaryFolder, testTemplateFolder } from '../../support/center.ts';
import { signIn } from '../../support/center-client.ts';
import { listening, startCenterProcess, startMessage } from '../../support/center-process.ts';
import { centerWithList } from '../../support/center-with-list.ts';
import { openTestJournal } from '../../support/journal.ts';
import { startSyncProxy } from '../../support/sync-proxy.ts';
import { startTestShift } from '../../support/test-shift.ts';

const submitted = (said: readonly Up[]) =>
  said.flatMap((frame) => (frame.type === 'submit' ? [frame.key] : []));
const isReceipt = (frame: Down) => frame.type === 'receipt';
const everything = (frame: Down) => [frame];

async function stored(db: Kysely<Tables>) {
  const submissions = await db.selectFrom('submission').select(['key', 'outcome']).execute();
  const summaries = await db
    .selectFrom('summary')
    .select(['call_id', 'revision', 'note'])
    .orderBy('stored_at')
    .execute();
  const wishes = await db.selectFrom('dnc_entry').select('id').execute();
  return { submissions, summaries, wishes };
}

describe('what the agent wrote reaches the center exactly once', () => {
  test('though the center is killed between storing it and saying so', async () => {
    const dataFolder = temporaryFolder();
    onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
    const first = startCenterProcess(startMessage({ dataFolder }));
    onTestFinished(() => {
      first.child.kill('SIGKILL');
    });
    const proxy = await startSyncProxy((await listening(first)).url);
    const journal = openTestJournal();
    const desk = await startTestShift({ url: proxy.url, journal });
    await desk.caughtUp();

    const swallowed: Down[] = [];
    proxy.onDown((frame) => {
      if (!isReceipt(frame)) return [frame];
      swallowed.push(frame);
      return [];
    });
    const [a, b, c, d, e] = desk.leads().map((lead) => lead.id);
    const works = [a, b, c].map((id, n) => desk.talk(id ?? '', `note ${n}, 张伟`));
    works.push(desk.markDoNotCall(d ?? ''));
    // One item at a time is under way: what is behind the first is not even sent.
    await expect.poll(() => swallowed.length, { timeout: 30_000 }).toBeGreaterThan(0);
    first.child.kill('SIGKILL');
    await first.exited;
    await desk.linkIs('offline');
    works.push(desk.talk(e ?? '', 'while the center is away'));
    expect(desk.counts()).toEqual({ waiting: 6, waitingSummaries: 5, rejected: 0 });

    const second = startCenterProcess(startMessage({ dataFolder }));
    onTestFinished(() => {
      second.child.kill('SIGKILL');
    });
    proxy.onDown(everything);
    proxy.leadTo((await listening(second)).url);
    await desk.delivered();

    const keys = submitted(proxy.said);
    expect(keys.length, 'something was sent a second time').toBeGreaterThan(new Set(keys).size);
    const receipts = journal.outbox.answered(desk.owner, 99);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(Array(6).fill('stored'));
    expect(receipts.every(({ reference }) => reference !== '')).toBe(true);
    expect(await second.stop()).toBe(0);

    const opened = await openStore({ dataFolder, templateFolder: testTemplateFolder });
    if (!opened.ok) throw new Error(opened.error.detail);
    onTestFinished(() => opened.store.close());
    const { submissions, summaries, wishes } = await stored(opened.store.db);
    expect(submissions.map(({ key }) => key).sort()).toEqual([...new Set(keys)].sort());
    expect(submissions.every(({ outcome }) => outcome === 'stored')).toBe(true);
    expect(summaries.map(({ call_id }) => call_id).sort()).toEqual(works.sort());
    expect(wishes).toHaveLength(1);
  });

  test('though receipts come twice and in another order', async () => {
    const center = await centerWithList();
    const proxy = await startSyncProxy(center.url);
    const journal = openTestJournal();
    const desk = await startTestShift({ url: proxy.url, journal });
    await desk.caughtUp();
    proxy.cut();
    await desk.linkIs('offline');
    const works = desk.leads().map((lead, n) => desk.talk(lead.id, `note ${n}`));
    expect(works.length).toBeGreaterThan(5);

    let held: Down[] = [];
    proxy.onDown((frame) => {
      if (!isReceipt(frame)) return [frame];
      held.push(frame);
      if (held.length < works.length) return [];
      const late = [...held].reverse();
      held = [];
      return [...late, ...late];
    });
    proxy.mend();
    await desk.delivered();
    expect(submitted(proxy.said)).toHaveLength(works.length);
    expect(desk.counts()).toEqual({ waiting: 0, waitingSummaries: 0, rejected: 0 });
    const { submissions, summaries } = await stored(center.center.db);
    expect(submissions).toHaveLength(works.length);
    // Stored in the order of writing.
    expect(summaries.map(({ note }) => note)).toEqual(works.map((_, n) => `note ${n}`));
  });

  test('with its newest revision when a mark was taken back while the center was away', async () => {
    const center = await centerWithList();
    const proxy = await startSyncProxy(center.url);
    const journal = openTestJournal();
    const desk = await startTestShift({ url: proxy.url, journal });
    await desk.caughtUp();
    const [lead] = desk.leads();
    if (!lead) throw new Error('no lead');
    proxy.cut();
    await desk.linkIs('offline');
    desk.markDoNotCall(lead.id);
    expect(journal.dnc.entriesFor(desk.owner.centerId, lead.number)).toHaveLength(1);
    const entryId = desk.shift.facts().desktop.marks[0]?.entryId ?? '';
    desk.carryOut({ kind: 'undo-do-not-call', entryId });
    expect(journal.dnc.entriesFor(desk.owner.centerId, lead.number)).toEqual([]);
    desk.carryOut({ kind: 'close-preview' });
    proxy.mend();
    await desk.delivered();
    const { summaries } = await stored(center.center.db);
    expect(summaries.map(({ revision }) => revision).sort()).toEqual([1, 2]);
    // The lead is told again, free.
    await expect
      .poll(() => desk.leads().find(({ id }) => id === lead.id)?.status, { timeout: 30_000 })
      .toBe('called');
    expect(journal.dnc.entriesFor(desk.owner.centerId, lead.number)).toEqual([]);
  });
});

describe('the center goes away and comes back', () => {
  test('the desk says so, works on, and brings what waited', async () => {
    const center = await centerWithList();
    const proxy = await startSyncProxy(center.url);
    const journal = openTestJournal();
    const desk = await startTestShift({ url: proxy.url, journal });
    await desk.caughtUp();
    await desk.linkIs('reachable');
    for (let times = 1; times <= 3; times += 1) {
      proxy.cut();
      await desk.linkIs('offline');
      const lead = desk.leads()[times];
      desk.talk(lead?.id ?? '', `time ${times}`);
      expect(desk.counts().waiting).toBe(1);
      proxy.mend();
      await desk.linkIs('reachable');
      await desk.delivered();
    }
    const { summaries } = await stored(center.center.db);
    expect(summaries.map(({ note }) => note)).toEqual(['time 1', 'time 2', 'time 3']);
    // It went on from where it was: one snapshot for all.
    const hellos = proxy.said.flatMap((frame) => (frame.type === 'hello' ? [frame] : []));
    expect(hellos.map((hello) => hello.resume !== null)).toEqual([false, true, true, true]);
    expect(desk.records.filter((told) => told.reset)).toHaveLength(1);
  });

  test('a token the center finds too old is renewed, though our clock thinks it good', async () => {
    const center = await centerWithList();
    const proxy = await startSyncProxy(center.url);
    const desk = await startTestShift({ url: proxy.url, journal: openTestJournal() });
    await desk.linkIs('reachable');
    center.passTime(24 * 3_600_000);
    proxy.cut();
    await desk.linkIs('offline');
    proxy.mend();
    await desk.linkIs('reachable');
    const tokens = proxy.said.flatMap((frame) =>
      frame.type === 'hello' ? [frame.accessToken] : [],
    );
    expect(new Set(tokens).size).toBeGreaterThan(1);
  });
});

describe('an item goes to its own center and nowhere else', () => {
  test('when another center answers at the address', async () => {
    const [own, other] = [await centerWithList(), await centerWithList()];
    const proxy = await startSyncProxy(own.url);
    const journal = openTestJournal();
    const desk = await startTestShift({ url: proxy.url, journal });
    await desk.caughtUp();
    proxy.cut();
    await desk.linkIs('offline');
    desk.talk(desk.leads()[0]?.id ?? '', 'for our own center');
    const stranger = await signIn(other.url, 'agent');
    // Even one that takes anybody: our hello is let in with its own token.
    proxy.onUp((frame) =>
      frame.type === 'hello' ? [{ ...frame, accessToken: stranger.tokens.accessToken }] : [frame],
    );
    proxy.leadTo(other.url);
    proxy.mend();
    await desk.linkIs('other-center');
    expect(submitted(proxy.said)).toEqual([]);
    expect((await stored(other.center.db)).submissions).toEqual([]);
    expect(desk.counts().waiting).toBe(1);
  });

  test('when the agent signs in at another center, and at the own one later', async () => {
    const [own, other] = [await centerWithList(), await centerWithList()];
    const ownProxy = await startSyncProxy(own.url);
    const otherProxy = await startSyncProxy(other.url);
    const journal = openTestJournal();
    const desk = await startTestShift({ url: ownProxy.url, journal });
    await desk.caughtUp();
    ownProxy.cut();
    await desk.linkIs('offline');
    desk.talk(desk.leads()[0]?.id ?? '', 'for our own center');
    expect(await desk.shift.end()).toEqual({ ok: true });

    const elsewhere = await startTestShift({ url: otherProxy.url, journal });
    await elsewhere.caughtUp();
    elsewhere.talk(elsewhere.leads()[0]?.id ?? '', 'for the other center');
    await elsewhere.delivered();
    expect(elsewhere.owner.centerId).not.toBe(desk.owner.centerId);
    expect(desk.counts().waiting).toBe(1);
    expect(await elsewhere.shift.end()).toEqual({ ok: true });

    ownProxy.mend();
    const again = await startTestShift({ url: ownProxy.url, journal });
    await again.delivered();
    const notes = async ({ center }: TestCenter) =>
      (await stored(center.db)).summaries.map(({ note }) => note);
    expect(await notes(own)).toEqual(['for our own center']);
    expect(await notes(other)).toEqual(['for the other center']);
  });

  test('a center of another protocol version is not talked to', async () => {
    const center = await centerWithList();
    const proxy = await startSyncProxy(center.url);
    proxy.onUp((frame) =>
      frame.type === 'hello' ? [{ ...frame, protocol: '0000000000000000' }] : [frame],
    );
    const desk = await startTestShift({ url: proxy.url, journal: openTestJournal() });
    await desk.linkIs('protocol');
    expect(desk.states).not.toContain('reachable');
    expect(submitted(proxy.said)).toEqual([]);
  });
});
