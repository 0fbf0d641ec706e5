import { expect, test } from 'vitest';
import type { Lead } from '../../domain/campaign/campaign.ts';
import type { E164 } from '../../domain/customer/customer.ts';
import type { Change, Committed } from '../journal/journal.ts';
import type { Writer } from '../journal/writer.ts';
import { createMachine, type OutsideEffect } from './machine.ts';

const at = '2026-11-22T10:00:00.000Z';
const lead: Lead = {
  id: 'lead',
  campaignId: 'roof',
  customerId: 'hà',
  number: '+15035550117' as E164,
  why: '',
  detail: '',
  rank: 1,
  status: 'new',
  lastDispositionId: null,
  version: 1,
};

/** A disk that can be told to refuse, and remembers what it was handed. */
function setUp() {
  const disk = { refuses: false, tried: [] as Change[][], kept: [] as Change[][] };
  const outside: OutsideEffect[] = [];
  const notices: string[] = [];
  const writer: Writer = {
    saveDraft: () => undefined,
    saveEdit: () => undefined,
    dropEdit: () => undefined,
    saveMove: () => undefined,
    dropMove: () => undefined,
    tryCommit: (changes): Committed => {
      if (disk.refuses) return { ok: false, problem: 'disk-full' };
      disk.tried.push([...changes]);
      return { ok: true };
    },
    commit: (changes) => {
      disk.kept.push([...changes]);
    },
    pendingDnc: () => [],
    isSaved: () => true,
    problem: () => null,
    close: () => true,
  };
  const machine = createMachine({
    writer,
    clockOffsetMs: () => -18_000_000,
    carryOut: (effect) => outside.push(effect),
    onNotice: (kind) => notices.push(kind),
    onStep: () => undefined,
  });
  machine.dispatch({ type: 'signed-in', campaigns: [], scripts: [], restored: null });
  machine.attempt({ type: 'preview-opened', workId: 'work', lead, at });
  machine.attempt({ type: 'note-typed', workId: 'work', value: 'gutter first' });
  return { disk, machine, notices, outside };
}

test('Next is done when the disk has it, and then the summary is in the outbox', () => {
  const { disk, machine } = setUp();
  expect(machine.attempt({ type: 'next-asked', workId: 'work', at })).toEqual({ ok: true });
  expect(machine.state().work).toBeNull();
  const entries = disk.tried.flat().flatMap((change) => change.append.map(({ entry }) => entry));
  expect(entries).toMatchObject([{ kind: 'summary', summary: { note: 'gutter first' } }]);
});

test('when the disk refuses, Next has not happened and the agent is told', () => {
  const { disk, machine, notices } = setUp();
  disk.refuses = true;
  const before = machine.state();
  expect(machine.attempt({ type: 'next-asked', workId: 'work', at })).toEqual({
    ok: false,
    error: { kind: 'not-saved', reason: 'disk-full' },
  });
  expect(machine.state()).toBe(before);
  expect(notices).toEqual(['disk-full']);
});

test('a mark that the disk refuses does not count as made', () => {
  const { disk, machine, outside } = setUp();
  disk.refuses = true;
  outside.length = 0;
  machine.attempt({ type: 'do-not-call-marked', workId: 'work', entryId: 'entry', at });
  expect(machine.state().work?.doNotCall).toBeNull();
  expect(outside).toEqual([]);
});

test('sign-out waits for the disk', () => {
  const { disk, machine } = setUp();
  disk.refuses = true;
  expect(machine.signOut(at).ok).toBe(false);
  expect(machine.state().signedIn).toBe(true);
  disk.refuses = false;
  expect(machine.signOut(at).ok).toBe(true);
  expect(machine.state().signedIn).toBe(false);
});

test('what does not fit is refused with what is going on', () => {
  const { machine } = setUp();
  expect(machine.attempt({ type: 'note-typed', workId: 'another', value: 'x' })).toEqual({
    ok: false,
    error: { kind: 'not-now', state: 'preview' },
  });
});

test('after closing nothing changes', () => {
  const { disk, machine } = setUp();
  machine.close();
  machine.dispatch({ type: 'preview-closed', at });
  expect(machine.state().work?.workId).toBe('work');
  expect(disk.kept).toEqual([]);
});
