import { expect, test } from 'vitest';
import { centerWithList } from '../../support/center-with-list.ts';
import { openTestJournal } from '../../support/journal.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';
import { startTestShift } from '../../support/test-shift.ts';

test('on a full disk the agent is told, keeps the conversation, and cannot sign it away', async (context) => {
  const mounted = mountSmallDisk(4_096);
  if (!mounted.ok) {
    console.warn(`NOT TESTED: ${mounted.why}`);
    return context.skip(mounted.why);
  }
  const { disk } = mounted;
  const center = await centerWithList();
  const journal = openTestJournal(disk.folder);
  const desk = await startTestShift({ url: center.url, journal });
  await desk.caughtUp();
  const leadId = desk.leads()[0]?.id ?? '';
  desk.carryOut({ kind: 'open-preview', leadId });
  const workId = desk.shift.facts().desktop.work?.workId ?? '';
  const note = 'The roof leaks. '.repeat(1_000);
  desk.carryOut({ kind: 'note', workId, value: note, inputSequence: 1 });
  disk.fill();

  const notSaved = { ok: false, error: { kind: 'not-saved', reason: 'disk-full' } };
  expect(desk.shift.carryOut({ kind: 'next', workId })).toEqual(notSaved);
  expect(desk.shift.carryOut({ kind: 'do-not-call', workId })).toEqual(notSaved);
  expect(await desk.shift.end()).toEqual(notSaved);
  expect(desk.notices).toContain('disk-full');
  expect(desk.shift.facts()).toMatchObject({
    saved: false,
    saveProblem: 'disk-full',
    desktop: { signedIn: true, marks: [], work: { workId, stage: 'preview', draft: { note } } },
  });
  expect(desk.counts().waiting).toBe(0);

  disk.free();
  await expect.poll(() => desk.shift.facts().saved, { timeout: 30_000, interval: 20 }).toBe(true);
  desk.carryOut({ kind: 'do-not-call', workId });
  await desk.delivered();
  expect(journal.outbox.answered(desk.owner, 9).map(({ kind }) => kind)).toEqual([
    'summary',
    'dnc-entry',
  ]);
  expect(await desk.shift.end()).toEqual({ ok: true });
});
