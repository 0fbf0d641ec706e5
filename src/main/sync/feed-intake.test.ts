import { expect, test } from 'vitest';
import { aDncEntry, aLead, fictionNumber } from '../../../tests/support/desk-records.ts';
import { openTestJournal, owner } from '../../../tests/support/journal.ts';
import type { DeskRecords } from '../../contract/ipc/desk-api.ts';
import type { Change, Changes } from '../../contract/sync/down/changes.ts';
import { createFeedIntake } from './feed-intake.ts';

const { centerId } = owner;
const wish = (n: number): Change => ({
  kind: 'dnc-entry',
  entry: aDncEntry({ id: `entry-${n}`, number: fictionNumber(n) }),
});
const lead = (n: number): Change => ({ kind: 'lead', lead: aLead({ id: `lead-${n}` }) });
const frame = (to: number, changes: Change[], more: Partial<Changes> = {}): Changes => ({
  type: 'changes',
  reset: false,
  from: 0,
  to,
  complete: true,
  changes,
  ...more,
});

function bench() {
  const journal = openTestJournal();
  const disk = { full: false };
  const epoch = { now: 'epoch-1' };
  const records: DeskRecords[] = [];
  const problems: unknown[] = [];
  let applied = 0;
  const intake = createFeedIntake({
    journal: {
      ...journal,
      applyFeed: (...told: Parameters<typeof journal.applyFeed>) =>
        disk.full ? { ok: false, problem: 'disk-full' } : journal.applyFeed(...told),
    },
    centerId,
    epoch: () => epoch.now,
    onRecords: (told) => records.push(told),
    onProvisioning: () => undefined,
    onApplied: () => {
      applied += 1;
    },
    onProblem: (error) => problems.push(error),
  });
  return {
    journal,
    intake,
    disk,
    epoch,
    records,
    problems,
    settled: (frames: number) =>
      expect.poll(() => applied + problems.length, { interval: 1 }).toBe(frames),
    position: () => journal.feed.position(centerId),
    blocked: (n: number) => journal.dnc.entriesFor(centerId, fictionNumber(n)).length > 0,
  };
}

test('a long frame is taken in slices; the position follows with the last', async () => {
  const { journal, intake, records, settled, position } = bench();
  intake.begin();
  intake.take(
    frame(
      9,
      Array.from({ length: 250 }, (_, n) => lead(n)),
    ),
  );
  await settled(1);
  expect(records.map((told) => [told.leads.length, told.position?.sequence ?? null])).toEqual([
    [100, null],
    [100, null],
    [50, 9],
  ]);
  expect(position()).toMatchObject({ epoch: 'epoch-1', sequence: 9 });
  expect(journal.leads.find(centerId, 'lead-249')).not.toBeNull();
});

test('the position waits for the last frame of a catching-up', async () => {
  const { intake, settled, position, records } = bench();
  intake.begin();
  intake.take(frame(9, [lead(1)], { reset: true, complete: false }));
  await settled(1);
  expect(position()).toBeNull();
  intake.take(frame(9, [lead(2)]));
  await settled(2);
  expect(position()?.sequence).toBe(9);
  expect(records.map((told) => told.reset)).toEqual([true, false]);
});

test('a snapshot takes away only what it did not tell, and only when it is whole', async () => {
  const { journal, intake, settled, blocked } = bench();
  intake.begin();
  intake.take(frame(5, [wish(1), wish(2), lead(1), lead(2)]));
  await settled(1);
  intake.begin();
  intake.take(frame(9, [wish(2)], { reset: true, complete: false }));
  await settled(2);
  expect([blocked(1), blocked(2)]).toEqual([true, true]);
  expect(journal.leads.find(centerId, 'lead-1')).not.toBeNull();
  intake.take(frame(9, [wish(3), lead(2)]));
  await settled(3);
  expect([blocked(1), blocked(2), blocked(3)]).toEqual([false, true, true]);
  expect(journal.leads.find(centerId, 'lead-1')).toBeNull();
  expect(journal.leads.find(centerId, 'lead-2')).not.toBeNull();
});

test('a snapshot that was cut short takes nothing away, nor does what follows it', async () => {
  const { intake, settled, blocked } = bench();
  intake.begin();
  intake.take(frame(5, [wish(1)]));
  intake.take(frame(9, [wish(2)], { reset: true, complete: false }));
  await settled(2);
  intake.begin();
  intake.take(frame(10, [wish(3)]));
  await settled(3);
  expect([blocked(1), blocked(2), blocked(3)]).toEqual([true, true, true]);
});

test('after a failed write nothing is skipped: later frames wait for the next telling', async () => {
  const { intake, disk, problems, settled, position, blocked } = bench();
  intake.begin();
  intake.take(frame(5, [wish(1)]));
  await settled(1);
  disk.full = true;
  intake.take(frame(6, [wish(2)]));
  await settled(2);
  disk.full = false;
  intake.take(frame(7, [wish(3)]));
  // The next socket's telling comes behind it.
  intake.begin();
  intake.take(frame(8, [wish(2), wish(3)]));
  await settled(3);
  expect(problems).toHaveLength(1);
  expect(position()?.sequence).toBe(8);
  expect([blocked(2), blocked(3)]).toEqual([true, true]);
});

test('a frame that still waits behind a gap when the next socket opens is not taken', async () => {
  const { intake, disk, epoch, settled, position, blocked } = bench();
  intake.begin();
  disk.full = true;
  intake.take(frame(6, [wish(2)]));
  intake.take(frame(7, [wish(3)]));
  // All at once: the old frames have not had their turn yet.
  epoch.now = 'epoch-2';
  intake.begin();
  await settled(1);
  disk.full = false;
  expect(position()).toBeNull();
  expect(blocked(3)).toBe(false);
  intake.take(frame(1, [wish(4)]));
  await settled(2);
  expect(position()).toMatchObject({ epoch: 'epoch-2', sequence: 1 });
});

test('a frame belongs to the epoch in which it came', async () => {
  const { intake, epoch, settled, position } = bench();
  intake.begin();
  intake.take(frame(6, []));
  epoch.now = 'epoch-2';
  await settled(1);
  expect(position()?.epoch).toBe('epoch-1');
});
