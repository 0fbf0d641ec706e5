/** @vitest-environment happy-dom */
import 'fake-indexeddb/auto';
import { act } from 'react';
import { expect, test } from 'vitest';
import { pastCalls } from '../../../../tests/pictures/fixtures/callbacks.ts';
import { ha } from '../../../../tests/pictures/fixtures/people.ts';
import { idle } from '../../../../tests/pictures/fixtures/snapshot.ts';
import {
  drawDesk,
  find,
  get,
  press,
  typeInto,
  until,
} from '../../../../tests/support/drawn-desk.tsx';
import type { DeskReply, PastCall } from '../../../contract/ipc/desk-api.ts';
import { setOverlay } from '../../app/store/desk-store.ts';
import { applyRecords } from '../../local-db/apply-records.ts';
import { database } from '../../local-db/database.ts';
import { MyCalls } from './my-calls.tsx';

const partSize = 4;
const [example] = pastCalls;
const newest = Date.parse('2026-11-22T18:00:00.000Z');

/** Calls with colleagues, newest first, a quarter of an hour apart. */
function callsWith(names: readonly string[]): readonly PastCall[] {
  return names.map((withWhom, place) => ({
    ...(example as PastCall),
    callId: `call-${place}`,
    customerId: null,
    campaignId: null,
    number: null,
    withWhom,
    startedAt: new Date(newest - place * 900_000).toISOString(),
  }));
}

/** As main answers, a part at a time. */
function part(calls: readonly PastCall[], before: string | null): DeskReply {
  const begin = calls.findIndex(({ callId }) => callId === before) + 1;
  const answered = calls.slice(begin, begin + partSize);
  const last = answered.at(-1);
  const hasOlder = begin + partSize < calls.length;
  return { ok: true, calls: [...answered], olderCalls: hasOlder && last ? last : null };
}

async function openCalls(
  names: readonly string[],
  reply: (usual: DeskReply) => Promise<DeskReply> = (usual) => Promise.resolve(usual),
) {
  const calls = callsWith(names);
  const { commands } = await drawDesk(<MyCalls />, idle, {
    command: (command) =>
      command.kind === 'list-calls'
        ? reply(part(calls, command.before?.callId ?? null))
        : undefined,
  });
  act(() => setOverlay('my-calls'));
  await until(() => find('past-call-call-0') !== null);
  return () => commands.filter(({ kind }) => kind === 'list-calls').length;
}

const searched = () => find('calls-searched')?.textContent ?? '';
const shown = () => document.querySelectorAll('.past-call').length;
const many = (count: number, ...last: readonly string[]) => [
  ...Array.from({ length: count }, () => 'Anna'),
  ...last,
];

test('a call in a part that was not read is found all the same', async () => {
  const parts = await openCalls(many(11, 'Linh'));
  expect(shown()).toBe(partSize);
  await typeInto('calls-search', 'linh');
  expect(searched()).toContain('Looking further back');
  await until(() => find('past-call-call-11') !== null);
  expect(shown()).toBe(1);
  expect(parts()).toBe(3);
});

test('a person of an older part is known by the cache’s name before the search goes on', async () => {
  await applyRecords(database, {
    reset: false,
    position: null,
    customers: structuredClone([ha]) as never,
    leads: [],
  });
  const parts = await openCalls(many(15), (usual) => {
    if (!usual.ok) return Promise.resolve(usual);
    const calls = usual.calls?.map((call) =>
      call.callId === 'call-5' ? { ...call, customerId: ha.id, withWhom: '' } : call,
    );
    return Promise.resolve({ ...usual, calls });
  });
  await typeInto('calls-search', 'nguyen ha');
  await until(() => find('past-call-call-5') !== null);
  expect(parts()).toBe(2);
});

test('that none fits is said when all were looked through, and not before', async () => {
  const parts = await openCalls(many(11));
  await typeInto('calls-search', 'linh');
  expect(searched()).not.toContain('No call fits');
  await until(() => searched() === 'No call fits.');
  expect(parts()).toBe(3);
  expect(find('calls-more')).toBeNull();
});

test('a search ends somewhere, says where, and goes on when it is told to', async () => {
  const parts = await openCalls(many(15 * partSize, 'Linh'));
  await typeInto('calls-search', 'linh');
  await until(() => searched().startsWith('No call fits so far.'));
  expect(parts()).toBe(11);
  expect(searched()).toContain(`The newest ${11 * partSize} were searched`);
  expect(get('calls-more').textContent).toBe('Look further back');
  await press('calls-more');
  await until(() => shown() === 1);
  expect(parts()).toBe(16);
});

test('what is found is a part as long as older ones were not looked through', async () => {
  await openCalls(['Linh', ...many(7), 'Linh', ...many(7)]);
  await typeInto('calls-search', 'linh');
  await until(() => searched() !== '');
  expect(shown()).toBe(1);
  expect(searched()).toContain('The newest 4 were searched');
  await press('calls-more');
  await until(() => shown() === 2);
  expect(searched()).toContain('The newest 12 were searched');
});

test('another query ends the search', async () => {
  const waiting: (() => void)[] = [];
  const parts = await openCalls(many(40), async (usual) => {
    if (waiting.length > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    return usual;
  });
  waiting.push(() => undefined);
  await typeInto('calls-search', 'linh');
  await until(() => parts() === 2);
  await typeInto('calls-search', 'anna');
  await act(async () => {
    for (const answer of waiting) answer();
  });
  await until(() => shown() === 2 * partSize);
  expect(parts()).toBe(2);
});

test('a part that cannot be read is told, and asked for again by hand', async () => {
  let isBroken = false;
  await openCalls(many(7, 'Linh'), (usual) =>
    Promise.resolve(isBroken ? { ok: false, error: { kind: 'failed' } } : usual),
  );
  isBroken = true;
  await typeInto('calls-search', 'linh');
  await until(() => searched().includes('could not be read'));
  expect(searched()).toContain('No call fits so far.');
  isBroken = false;
  await press('calls-more');
  await until(() => find('past-call-call-7') !== null);
  expect(searched()).not.toContain('could not be read');
});
