import type { DeskCommand } from '../../src/contract/ipc/desk-api.ts';
import { startDesk } from '../../src/renderer/app/start.tsx';
import { startCompact } from '../../src/renderer/app/start-compact.tsx';
import { setOverlay, setView } from '../../src/renderer/app/store/desk-store.ts';
import { useImport } from '../../src/renderer/features/floor/lists/import-store.ts';
import { linkCache } from '../../src/renderer/local-db/cache-link.ts';
import { database } from '../../src/renderer/local-db/database.ts';
import { fakeMain } from './fake-main.ts';
import { pictures } from './fixtures/states.ts';

declare global {
  interface Window {
    /** For the photographer: set once the picture stands still. */
    pictureReady?: boolean;
    sentCommands?: readonly DeskCommand[];
    /** Goes on to another state, as main would. */
    turnTo?: (state: string) => void;
  }
}

const asked = new URLSearchParams(location.search);
const picture = pictures[asked.get('state') ?? ''];
if (!picture) throw new Error(`no such state; there are ${Object.keys(pictures).join(', ')}`);
const { app } = picture.snapshot;
const { api, commands, show } = fakeMain({
  ...picture.snapshot,
  app: {
    ...app,
    language: (asked.get('language') ?? app.language) as typeof app.language,
    theme: (asked.get('theme') ?? app.theme) as typeof app.theme,
    textPercent: Number(asked.get('text') ?? app.textPercent),
  },
});
window.sentCommands = commands;
window.turnTo = (state) => {
  const next = pictures[state];
  if (next) show(next.snapshot);
};

const root = document.getElementById('desk');
if (!root) throw new Error('the page has no place for the desk');
if (picture.page === 'compact') {
  root.id = 'compact';
  // The bar reads the records that the desk keeps.
  linkCache(api, database, () => Promise.resolve());
  await startCompact(api, root);
} else {
  await startDesk(api, root);
}
await document.fonts.ready;
await settled();
if (picture.floor) {
  useImport.setState(picture.floor);
  setView('floor');
}
await settled();
if (picture.overlay) setOverlay(picture.overlay);
await settled();
if (picture.type) await typeInto(picture.type.into, picture.type.text);
for (const control of [picture.press ?? []].flat()) {
  (await found(control)).click();
  await settled();
}
if (picture.focus && !picture.overlay)
  (await found(picture.focus)).focus({ focusVisible: true } as FocusOptions);
await settled();
if (picture.show) (await found(picture.show)).scrollIntoView({ block: 'end' });
await settled();
window.pictureReady = true;

/**
 * An element, in the place that holds it: where the places are tabs, its tab is opened. A picture of
 * what is not there would be a picture of something else.
 */
async function found(selector: string): Promise<HTMLElement> {
  const tabs = document.querySelectorAll<HTMLElement>('.tabs-frame [role="tab"]');
  for (const tab of [null, ...tabs]) {
    tab?.click();
    if (tab) await settled();
    const element = document.querySelector<HTMLElement>(selector);
    if (element) return element;
  }
  throw new Error(`nothing here is ${selector}`);
}

/** As if typed: React listens to the event, and asks the element for its own value. */
async function typeInto(selector: string, text: string): Promise<void> {
  const input = await found(selector);
  input.focus();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve, 400));
  await settled();
}

/** Until the cache has answered and the frames after it are painted. */
async function settled(): Promise<void> {
  do await new Promise((resolve) => setTimeout(resolve, 60));
  while (document.querySelector('[aria-busy="true"]'));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}
