/** @vitest-environment happy-dom */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { withCallbacks, workedCallback } from '../../../../tests/pictures/fixtures/callbacks.ts';
import { work } from '../../../../tests/pictures/fixtures/snapshot.ts';
import { drawDesk, find, get } from '../../../../tests/support/drawn-desk.tsx';
import { perform } from '../../app/store/actions.ts';
import { actionKeys, chordLabel } from '../../app/store/keys.ts';
import { ReminderCards } from './reminder-cards.tsx';

/** The first reminder's callback is open as a preview. */
const opened = {
  ...withCallbacks,
  reminders: ['soon', 'late'],
  work: {
    ...work,
    stage: 'preview' as const,
    callback: workedCallback.work?.callback ?? null,
  },
};
const key = chordLabel(actionKeys['open-callback'].chord);

test('the key opens the card on top, which prints it', async () => {
  const { commands } = await drawDesk(<ReminderCards />, withCallbacks);
  expect(get('reminder-open-late').textContent).toContain(key);
  expect(perform('open-callback')).toBe(true);
  expect(commands).toContainEqual({ kind: 'open-callback', callbackId: 'late' });
});

test('what is open has no card, and the key is the next one’s', async () => {
  const { commands } = await drawDesk(<ReminderCards />, opened);
  expect(find('reminder-soon')).toBeNull();
  expect(get('reminder-open-late').textContent).toContain(key);
  expect(perform('open-callback')).toBe(true);
  expect(commands).toContainEqual({ kind: 'open-callback', callbackId: 'late' });
});

test('with nothing but the open one there is nothing to open', async () => {
  await drawDesk(<ReminderCards />, { ...opened, reminders: ['soon'] });
  expect(perform('open-callback')).toBe(false);
});
