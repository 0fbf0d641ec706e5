/** @vitest-environment happy-dom */
import 'fake-indexeddb/auto';
import { act } from 'react';
import { expect, test } from 'vitest';
import { ruoxi } from '../../../../tests/pictures/fixtures/people.ts';
import { idle } from '../../../../tests/pictures/fixtures/snapshot.ts';
import { drawDesk, find, get, typeInto, until } from '../../../../tests/support/drawn-desk.tsx';
import type { CustomerHits } from '../../../contract/http/customers.ts';
import type { DeskSnapshot } from '../../../contract/ipc/desk-snapshot.ts';
import { setOverlay } from '../../app/store/desk-store.ts';
import { FindPalette } from './find-palette.tsx';

const there: DeskSnapshot = { ...idle, center: { ...idle.center, state: 'reachable' } };
const away: DeskSnapshot = { ...there, center: { ...there.center, state: 'offline' } };
const { id, name, phones, address, vip } = ruoxi;
const hits = { hits: [{ id, name, phones, address, vip, references: [] }], more: false } as unknown;
const centerSays = () => get('find-searched').getAttribute('data-center');

/** The palette before a center that can go away. */
async function openPalette(first: DeskSnapshot) {
  let now = first;
  const desk = await drawDesk(<FindPalette />, first, {
    command: ({ kind }) =>
      kind === 'find-customers'
        ? Promise.resolve(
            now === there
              ? { ok: true, found: hits as CustomerHits }
              : { ok: false, error: { kind: 'center-away' } },
          )
        : undefined,
  });
  act(() => setOverlay('find'));
  return {
    asked: () => desk.commands.flatMap((one) => (one.kind === 'find-customers' ? one.text : [])),
    turn: (next: DeskSnapshot) => {
      now = next;
      return desk.show(next);
    },
  };
}

test('a center that comes back is asked for what it did not hear', async () => {
  const { turn, asked } = await openPalette(away);
  await typeInto('find-people', 'ruoxi');
  await until(() => centerSays() === 'away');
  expect(find(`found-${id}`)).toBeNull();
  await turn(there);
  await until(() => centerSays() === 'answered');
  expect(get(`found-${id}`).textContent).toContain(name.full);
  expect(asked().at(-1)).toBe('ruoxi');
});

test('what the center has answered stays when it goes, and is not asked twice', async () => {
  const { turn, asked } = await openPalette(there);
  await typeInto('find-people', 'ruoxi');
  await until(() => centerSays() === 'answered');
  await turn(away);
  await turn(there);
  expect(centerSays()).toBe('answered');
  expect(find(`found-${id}`)).not.toBeNull();
  expect(asked()).toEqual(['ruoxi']);
});

test('the same text again, after another that nobody answered, is asked again', async () => {
  const { asked } = await openPalette(there);
  await typeInto('find-people', 'ruoxi');
  await until(() => centerSays() === 'answered');
  await typeInto('find-people', 'ruoxin');
  await typeInto('find-people', 'ruoxi');
  await until(() => asked().length === 2 && centerSays() === 'answered');
  expect(find(`found-${id}`)).not.toBeNull();
});
