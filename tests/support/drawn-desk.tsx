import { act, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { onTestFinished } from 'vitest';
import type { DeskSnapshot } from '../../src/contract/ipc/desk-snapshot.ts';
import { mirrorMain, useDesk } from '../../src/renderer/app/store/desk-store.ts';
import { startMessages } from '../../src/renderer/messages/messages.ts';
import { fakeMain } from '../pictures/fake-main.ts';

/** A part of the desk before a main that a test speaks for. Needs a document. */
export async function drawDesk(
  element: ReactElement,
  snapshot: DeskSnapshot,
  instead: Parameters<typeof fakeMain>[1] = {},
) {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  useDesk.setState(useDesk.getInitialState(), true);
  const main = fakeMain(snapshot, instead);
  const stop = await mirrorMain(main.api);
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  onTestFinished(() => {
    stop();
    act(() => root.unmount());
    place.remove();
  });
  await act(async () =>
    root.render(<I18nextProvider i18n={startMessages('en')}>{element}</I18nextProvider>),
  );
  return {
    commands: main.commands,
    show: (next: DeskSnapshot) => act(async () => main.show(next)),
  };
}

/** What carries this test id, anywhere on the page. */
export function find(testId: string): HTMLElement | null {
  return document.querySelector(`[data-testid="${testId}"]`);
}

export function get(testId: string): HTMLElement {
  const found = find(testId);
  if (!found) throw new Error(`nothing here is ${testId}`);
  return found;
}

export async function press(testId: string): Promise<void> {
  await act(async () => get(testId).click());
}

/** As if typed: React listens to the event, and asks the element for its own value. */
export async function typeInto(testId: string, text: string): Promise<void> {
  const field = get(testId);
  await act(async () => {
    field.focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** Until something is so; what React does meanwhile counts as done. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; !isSo(); turn += 1) {
    if (turn > 400) throw new Error('it never came to be');
    await act(() => new Promise((resolve) => setTimeout(resolve, 5)));
  }
}
