import { expect, test } from 'vitest';
import { aCallback, instantAt } from '../../../tests/support/desk-records.ts';
import { openTestJournal, owner, testFolder } from '../../../tests/support/journal.ts';
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

test('what is typed to move a callback survives a machine that is killed, until it is sent', () => {
  const folder = testFolder();
  const callback = aCallback({ ownerId: owner.agentId });

  /** A machine on the file as the one before it left it. */
  function start() {
    const journal = openTestJournal(folder);
    const timers: (() => void)[] = [];
    const writer = createWriter({
      journal,
      owner,
      after(_milliseconds, run) {
        timers.push(run);
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
    const moves = journal.moves.owed(owner);
    machine.dispatch({ type: 'signed-in', campaigns: [], scripts: [], restored: null, moves });
    const { carryOut } = createCallbackDesk({
      owner,
      journal,
      writer,
      machine,
      center: () => ({}) as unknown as Center,
      accessToken: async () => 'token',
      clock: { nowMs: () => 0, now: () => at, after: () => nothing },
      clockOffsetMs: () => 0,
      onNotice: nothing,
      onWritten: nothing,
    });
    const type = (value: string) =>
      carryOut({
        kind: 'type-callback-move',
        callbackId: callback.id,
        field: 'wish',
        value,
        inputSequence: 1,
      });
    /** The coalescing time is over. */
    const written = () => {
      for (const run of timers.splice(0)) run();
    };
    return { journal, machine, carryOut, type, written, moves };
  }

  const first = start();
  first.journal.applyFeed(owner.centerId, {
    position: { epoch: 'epoch-1', sequence: 1 },
    reset: false,
    dnc: [],
    withdrawn: [],
    leads: [],
    callbacks: [callback],
    gone: { dnc: [], leads: [], callbacks: [] },
  });
  expect(first.type('After the harvest')).toEqual({ ok: true });
  first.written();
  first.type('After the harvest, and not before');
  first.journal.close();

  const second = start();
  expect(second.moves).toEqual({ [callback.id]: { wish: 'After the harvest' } });
  expect(second.machine.state().moves).toEqual(second.moves);
  second.type('After the harvest, at the back door');
  const { id: callbackId } = callback;
  const discard = { kind: 'discard-callback-move', callbackId } as const;
  const move = {
    kind: 'move-callback',
    callbackId,
    dueAt: instantAt(9_000),
    timeZone: callback.timeZone,
    wish: 'After the harvest, at the back door',
    mine: true,
  } as const;
  expect(second.carryOut(move)).toEqual({ ok: true });
  second.written();
  expect(second.machine.state().moves).toEqual({});
  second.type('A new thought');
  second.journal.close();

  const third = start();
  expect(third.moves).toEqual({});
  third.type('A new thought');
  third.written();
  expect(third.carryOut(discard)).toEqual({ ok: true });
  third.journal.close();
  expect(start().moves).toEqual({});
});
