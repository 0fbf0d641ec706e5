import { describe, expect, test } from 'vitest';
import type { DeskReply } from '../../../src/contract/ipc/desk-api.ts';
import { createDeskClock } from '../../../src/main/desktop/clock.ts';
import type { TestCenter } from '../../support/center.ts';
import { centerWithList } from '../../support/center-with-list.ts';
import { openTestJournal } from '../../support/journal.ts';
import { startSyncProxy } from '../../support/sync-proxy.ts';
import { startTestShift } from '../../support/test-shift.ts';

type Shift = Awaited<ReturnType<typeof startTestShift>>;

const hour = 3_600_000;
const inHours = (center: TestCenter, hours: number) =>
  new Date(center.center.now() + hours * hour).toISOString();

function promise(desk: Shift, center: TestCenter, leadId: string, mine = true): string {
  desk.carryOut({ kind: 'open-preview', leadId });
  const { work } = desk.shift.facts().desktop;
  desk.carryOut({
    kind: 'promise-callback',
    workId: work?.workId ?? '',
    dueAt: inHours(center, 20),
    timeZone: 'America/Los_Angeles',
    wish: 'The gutter, 张伟',
    mine,
  });
  return desk.shift.facts().desktop.work?.promised?.callbackId ?? '';
}

const storedCallbacks = (center: TestCenter) =>
  center.center.db
    .selectFrom('callback')
    .select(['id', 'status', 'owner_id', 'made_at'])
    .where('wish', '=', 'The gutter, 张伟')
    .execute();

const owed = (desk: Shift) =>
  desk.shift.journalFacts().callbacks.map(({ id, status }) => [id, status]);

describe('a callback promised while the center is away', () => {
  test('is on this desk at once and reaches the center exactly once', async () => {
    const center = await centerWithList();
    const proxy = await startSyncProxy(center.url);
    const desk = await startTestShift({ url: proxy.url, journal: openTestJournal() });
    await desk.caughtUp();
    // Receipts get lost: everything is sent again until one comes.
    let lost = 0;
    proxy.onDown((frame) => {
      if (frame.type !== 'receipt' || lost >= 2) return [frame];
      lost += 1;
      return [];
    });
    const id = promise(desk, center, desk.leads()[0]?.id ?? '');
    expect(owed(desk)).toContainEqual([id, 'open']);
    await expect.poll(() => lost, { timeout: 30_000 }).toBeGreaterThan(0);
    proxy.onDown((frame) => [frame]);
    proxy.cut();
    proxy.mend();
    await desk.delivered();
    expect((await storedCallbacks(center)).map((row) => [row.id, row.status])).toEqual([
      [id, 'open'],
    ]);
    desk.carryOut({ kind: 'cancel-callback', callbackId: id });
    expect(owed(desk)).not.toContainEqual([id, 'open']);
    await desk.delivered();
    expect((await storedCallbacks(center)).map((row) => row.status)).toEqual(['cancelled']);
  });
});

describe('anyone’s callback', () => {
  test('is opened by who claims it first; the other is told, and his own are sure', async () => {
    const center = await centerWithList();
    const first = await startTestShift({ url: center.url, journal: openTestJournal() });
    const second = await startTestShift({
      url: center.url,
      journal: openTestJournal(),
      loginName: 'second',
    });
    await Promise.all([first.caughtUp(), second.caughtUp()]);
    const id = promise(first, center, first.leads()[0]?.id ?? '', false);
    first.carryOut({ kind: 'close-preview' });
    await expect.poll(() => owed(second), { timeout: 30_000 }).toContainEqual([id, 'open']);

    const open = (desk: Shift): Promise<DeskReply> =>
      Promise.resolve(desk.shift.carryOut({ kind: 'open-callback', callbackId: id }));
    const replies = await Promise.all([open(first), open(second)]);
    expect(replies.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const [winner, loser] = replies[0].ok ? [first, second] : [second, first];
    expect(winner.shift.facts().desktop.work?.callback?.callbackId).toBe(id);
    expect(loser.notices).toContain('callback-refused');
    expect(loser.shift.facts().desktop.work?.callback).toBeUndefined();

    // Nobody was called: it goes back to the others.
    winner.carryOut({ kind: 'close-preview' });
    await winner.delivered();
    await expect.poll(() => owed(loser), { timeout: 30_000 }).toContainEqual([id, 'open']);
  });

  test('cannot be had while the center is away, and says so', async () => {
    const center = await centerWithList();
    const proxy = await startSyncProxy(center.url);
    const desk = await startTestShift({ url: proxy.url, journal: openTestJournal() });
    await desk.caughtUp();
    const shared = promise(desk, center, desk.leads()[0]?.id ?? '', false);
    desk.carryOut({ kind: 'close-preview' });
    const own = promise(desk, center, desk.leads()[1]?.id ?? '', true);
    desk.carryOut({ kind: 'close-preview' });
    await desk.delivered();
    // The discard port: nobody listens there.
    proxy.leadTo('http://127.0.0.1:9');
    proxy.cut();
    await desk.linkIs('offline');
    const reply = await desk.shift.carryOut({ kind: 'open-callback', callbackId: shared });
    expect(reply).toEqual({
      ok: false,
      error: { kind: 'callback-refused', reason: 'center-away' },
    });
    const mine = await desk.shift.carryOut({ kind: 'open-callback', callbackId: own });
    expect(mine).toEqual({ ok: true });
  });
});

describe.each([5, -5])('a computer whose clock is %i hours off', (hours) => {
  test('stores instants by the center’s clock and says what it added', async () => {
    const center = await centerWithList();
    const clock = createDeskClock({
      wallMs: () => Date.now() + hours * hour,
      monotonicMs: () => performance.now(),
      after(milliseconds, run) {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    const desk = await startTestShift({ url: center.url, journal: openTestJournal(), clock });
    await desk.caughtUp();
    const offsetMs = desk.shift.facts().clockOffsetMs ?? 0;
    expect(Math.abs(offsetMs + hours * hour)).toBeLessThan(60_000);
    const id = promise(desk, center, desk.leads()[0]?.id ?? '');
    desk.talk(desk.leads()[1]?.id ?? '', 'dated right');
    await desk.delivered();
    const [stored] = await storedCallbacks(center);
    expect(stored?.id).toBe(id);
    expect(Math.abs(Number(stored?.made_at) - Date.now())).toBeLessThan(10 * 60_000);
    const items = await center.center.db
      .selectFrom('submission')
      .select('clock_offset_ms')
      .execute();
    expect(new Set(items.map((item) => Number(item.clock_offset_ms)))).toEqual(new Set([offsetMs]));
  });

  test('reminds when it is time by the center’s clock, and not five hours off', async () => {
    const center = await centerWithList();
    const clock = createDeskClock({
      wallMs: () => Date.now() + hours * hour,
      monotonicMs: () => performance.now(),
      after(milliseconds, run) {
        // The look every five seconds comes at once here.
        const timer = setTimeout(run, Math.min(milliseconds, 50));
        return () => clearTimeout(timer);
      },
    });
    const desk = await startTestShift({ url: center.url, journal: openTestJournal(), clock });
    await desk.caughtUp();
    const later = promise(desk, center, desk.leads()[0]?.id ?? '');
    const soon = desk.shift.journalFacts().callbacks.find(({ id }) => id !== later);
    await expect.poll(() => desk.reminders, { timeout: 30_000 }).not.toEqual([]);
    expect(soon).toBeDefined();
    expect(desk.reminders).not.toContain(later);
  });
});
