/** @vitest-environment happy-dom */
import 'fake-indexeddb/auto';
import { act } from 'react';
import { expect, test } from 'vitest';
import { withCallbacks, workedCallback } from '../../../../tests/pictures/fixtures/callbacks.ts';
import { work } from '../../../../tests/pictures/fixtures/snapshot.ts';
import { drawDesk, find, get, press } from '../../../../tests/support/drawn-desk.tsx';
import type { DeskReply } from '../../../contract/ipc/desk-api.ts';
import type { DeskSnapshot } from '../../../contract/ipc/desk-snapshot.ts';
import { setOverlay, useDesk } from '../../app/store/desk-store.ts';
import { CallbackList } from './callback-list.tsx';

async function openList(snapshot: DeskSnapshot, reply?: () => DeskReply) {
  const desk = await drawDesk(<CallbackList />, snapshot, {
    command: () => reply && Promise.resolve(reply()),
  });
  await act(async () => setOverlay('callbacks'));
  return desk;
}

const description = (testId: string) =>
  document.getElementById(get(testId).getAttribute('aria-describedby') ?? '')?.textContent;
const isDisabled = (testId: string) => get(testId).hasAttribute('disabled');
const full: DeskReply = { ok: false, error: { kind: 'not-saved', reason: 'disk-full' } };

const beside: DeskSnapshot = {
  ...withCallbacks,
  work,
  other: { work: workedCallback.work ?? work, call: null },
};

test.each([
  ['in front', workedCallback],
  ['beside it', beside],
])('what a conversation %s is about is left to it, and that is said', async (_where, snapshot) => {
  const { commands } = await openList(snapshot);
  for (const testId of ['move-callback-soon', 'cancel-callback-soon']) {
    expect(isDisabled(testId)).toBe(true);
    expect(description(testId)).toContain('Open on your desk');
    await press(testId);
  }
  expect(isDisabled('move-callback-late')).toBe(false);
  expect(isDisabled('cancel-callback-late')).toBe(false);
  expect(commands).toEqual([]);
});

test('of what a colleague has, every button says so', async () => {
  await openList(withCallbacks);
  for (const button of ['open', 'move', 'cancel']) {
    expect(isDisabled(`${button}-callback-taken`)).toBe(true);
    expect(description(`${button}-callback-taken`)).toBe('a colleague has it');
  }
});

test('the form to move it goes when its conversation is opened', async () => {
  const { show } = await openList(withCallbacks);
  await press('move-callback-soon');
  expect(find('callback-save')).not.toBeNull();
  await show(workedCallback);
  expect(find('callback-save')).toBeNull();
});

test.each([
  ['letting it go', 'cancel-callback-late', []],
  ['moving it', 'callback-save', ['move-callback-late', 'callback-tomorrow-morning']],
])('%s is refused in the sheet, beside the button, until it is done', async (_what, button, on) => {
  let isFull = true;
  const { commands } = await openList(withCallbacks, () => (isFull ? full : { ok: true }));
  for (const testId of on) await press(testId);
  commands.length = 0;
  await press(button);
  expect(get('refused').closest('[role="dialog"]')).not.toBeNull();
  expect(get('refused').textContent).toContain('Free some space, then press again');
  expect(useDesk.getState().refusal).toBeNull();
  isFull = false;
  await press(button);
  expect(find('refused')).toBeNull();
  expect(commands).toHaveLength(2);
});
