/** @vitest-environment happy-dom */
import { act, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { call, onCall } from '../../../../tests/pictures/fixtures/snapshot.ts';
import type { CallView } from '../../../contract/ipc/desk-snapshot.ts';
import { takeSnapshot } from '../../app/store/desk-store.ts';
import { languages, startMessages } from '../../messages/messages.ts';
import { SoundState } from './sound-state.tsx';

let place: HTMLElement;
let unmount: () => void = () => undefined;
let version = 0;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  place = document.createElement('p');
});
afterEach(() => unmount());

function draw(element: ReactElement): void {
  const root = createRoot(place);
  unmount = () => act(() => root.unmount());
  act(() => root.render(element));
}

function main(change: Partial<CallView>): void {
  version += 1;
  act(() => takeSnapshot({ ...onCall, version, call: { ...call, ...change } }));
}

test('a lost sound is a status, and that it is back needs no word', () => {
  main({ sound: 'whole' });
  draw(
    <I18nextProvider i18n={startMessages('en')}>
      <SoundState />
    </I18nextProvider>,
  );
  const status = place.querySelector('[role="status"]');
  expect(status?.textContent).toBe('');
  main({ sound: 'restoring' });
  expect(status?.textContent).toMatch(/^Restoring sound/);
  main({ sound: 'waits-for-line' });
  expect(status?.textContent).toMatch(/line/);
  main({ sound: 'whole' });
  expect(place.textContent).toBe('');
  expect(place.querySelector('[role="status"]')).toBe(status);
});

test('of a call that is over nothing is restored', () => {
  main({ sound: 'restoring', signalling: 'ended' });
  draw(
    <I18nextProvider i18n={startMessages('en')}>
      <SoundState />
    </I18nextProvider>,
  );
  expect(place.textContent).toBe('');
});

test.each(languages)('$name has words of its own for both', ({ code }) => {
  const { t } = startMessages(code);
  const said = [t('call.sound-restoring'), t('call.sound-waits-for-line')];
  expect(new Set(said).size).toBe(2);
  for (const text of said) expect(text).not.toContain('call.sound');
  if (code !== 'en') expect(said).not.toContain(startMessages('en').t('call.sound-restoring'));
});
