import { expect, test } from 'vitest';
import { aCallback, instantAt } from '../../../tests/support/desk-records.ts';
import { openTestJournal, owner } from '../../../tests/support/journal.ts';
import type { OutboxEntry } from '../../domain/desktop/effect.ts';
import type { Journal } from '../journal/journal.ts';
import { createWriter } from '../journal/writer.ts';
import type { Center } from '../sync/center.ts';
import { createCallbackDesk } from './callback-desk.ts';
import { createMachine } from './machine.ts';

const nothing = () => undefined;
const at = instantAt(300);

/** A desk whose center grants a callback of anyone's, after something else has happened. */
function setUp(meanwhile: (desk: { signOut(): void; fillDisk(): void }) => void) {
  const real = openTestJournal();
  const disk = { full: false, retry: nothing as () => void };
  const callback = aCallback({ ownerId: null });
  const committed: OutboxEntry[] = [];
  const journal = {
    ...real,
    callbacks: { ...real.callbacks, find: () => callback },
    commit(...[of, changes]: Parameters<Journal['commit']>) {
      if (disk.full) return { ok: false, problem: 'disk-full' } as const;
      committed.push(...changes.flatMap(({ append }) => append.map(({ entry }) => entry)));
      return real.commit(of, changes);
    },
  };
  const writer = createWriter({
    journal,
    owner,
    after(_milliseconds, run) {
      disk.retry = run;
      return nothing;
    },
    onChange: nothing,
  });
  const machine = createMachine({
    writer,
    clockOffsetMs: () => 0,
    carryOut: nothing,
    onNotice: nothing,
    onStep: nothing,
  });
  machine.dispatch({ type: 'signed-in', campaigns: [], scripts: [], restored: null });
  const desk = createCallbackDesk({
    owner,
    journal,
    writer,
    machine,
    center: () =>
      ({
        async claimCallback() {
          meanwhile({
            signOut: () => machine.signOut(at),
            fillDisk() {
              disk.full = true;
            },
          });
          return { outcome: 'yours', callback };
        },
      }) as unknown as Center,
    accessToken: async () => 'token',
    clock: { nowMs: () => 0, now: () => at, after: () => nothing },
    clockOffsetMs: () => 0,
    onNotice: nothing,
    onWritten: nothing,
  });
  const open = () => desk.carryOut({ kind: 'open-callback', callbackId: callback.id });
  const release = {
    kind: 'callback-change',
    callbackId: callback.id,
    change: { kind: 'release' },
    at,
  };
  return { desk, disk, open, committed, release };
}

test('what the center grants after sign-out is given back, before sign-out is done', async () => {
  const { desk, open, committed, release } = setUp(({ signOut }) => signOut());
  void open();
  await desk.settled();
  expect(committed).toEqual([release]);
});

test('what the center grants while the disk is full is given back once there is room', async () => {
  const { disk, open, committed, release } = setUp(({ fillDisk }) => fillDisk());
  expect(await open()).toMatchObject({ ok: false, error: { kind: 'not-saved' } });
  expect(committed).toEqual([]);
  disk.full = false;
  disk.retry();
  expect(committed).toEqual([release]);
});
