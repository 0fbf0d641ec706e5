import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aCallback, instantAt } from '../../../tests/support/desk-records.ts';
import { openTestJournal, owner, testFolder } from '../../../tests/support/journal.ts';
import type { Callback } from '../../domain/callback/callback.ts';
import type { Journal } from './journal.ts';

function tell(journal: Journal, callbacks: readonly Callback[], gone: readonly string[] = []) {
  journal.applyFeed(owner.centerId, {
    position: { epoch: 'epoch-1', sequence: 1 },
    reset: false,
    dnc: [],
    withdrawn: [],
    leads: [],
    callbacks,
    gone: { dnc: [], leads: [], callbacks: gone },
  });
}

function change(
  journal: Journal,
  callbackId: string,
  kind: 'cancel' | 'release' | 'keep' | 'move',
) {
  const { dueAt, timeZone, wish, ownerId } = aCallback({ ownerId: owner.agentId });
  const what = kind === 'move' ? { kind, dueAt, timeZone, wish, ownerId } : { kind };
  const entry = {
    kind: 'callback-change',
    callbackId,
    change: what,
    at: instantAt(9),
  } as const;
  const append = [{ key: `${kind} ${callbackId}`, entry }];
  expect(journal.commit(owner, [{ append, workId: callbackId, save: null }])).toEqual({ ok: true });
}

const owed = (id: string) => aCallback({ id, ownerId: owner.agentId });
const typed = { day: '2026-11-30', wish: 'Tìm hiểu máng xối 张伟' } as const;

test('what is typed to move a callback is there after a restart, for its agent, and sealed', () => {
  const folder = testFolder();
  const journal = openTestJournal(folder);
  tell(journal, [owed('one'), owed('two')]);
  journal.moves.put(owner, 'one', { day: '2026-11-29' });
  journal.moves.put(owner, 'one', typed);
  journal.moves.put(owner, 'two', { wish: 'At the back door' });
  const raw = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name)).toString('latin1'))
    .join('');
  expect(raw).toContain('callback_move');
  expect(raw).not.toContain('back door');
  journal.close();
  const again = openTestJournal(folder);
  expect(again.moves.owed(owner)).toEqual({ one: typed, two: { wish: 'At the back door' } });
  expect(again.moves.owed({ ...owner, agentId: 'agent-2' })).toEqual({});
  expect(again.moves.owed({ ...owner, centerId: 'center-2' })).toEqual({});
  again.moves.remove(owner, 'one');
  expect(again.moves.owed(owner)).toEqual({ two: { wish: 'At the back door' } });
});

test.each([
  ['cancel', {}],
  ['keep', {}],
  ['move', {}],
  ['release', { one: typed }],
] as const)('with a callback that this desk writes to %s', (kind, left) => {
  const journal = openTestJournal();
  tell(journal, [{ ...owed('one'), status: 'taken', takenBy: owner.agentId }]);
  journal.moves.put(owner, 'one', typed);
  change(journal, 'one', kind);
  expect(journal.moves.owed(owner)).toEqual(left);
});

test('of a callback that is over at the center nothing is kept', () => {
  const folder = testFolder();
  const journal = openTestJournal(folder);
  tell(journal, [owed('kept'), owed('gone'), owed('missed')]);
  for (const id of ['kept', 'gone', 'missed']) journal.moves.put(owner, id, typed);
  tell(
    journal,
    [
      { ...owed('kept'), revision: 2, status: 'kept' },
      { ...owed('missed'), revision: 2, status: 'missed' },
    ],
    ['gone'],
  );
  expect(journal.moves.owed(owner)).toEqual({ missed: typed });
  journal.close();
  expect(openTestJournal(folder).moves.owed(owner)).toEqual({ missed: typed });
});
