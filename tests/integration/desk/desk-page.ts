import { type Chromium, type Page, startChromium } from '../../../build/headless-chromium.ts';
import type { Language } from '../../../src/renderer/messages/messages.ts';
import { serveGallery } from '../../pictures/gallery-server.ts';

export type Key = {
  readonly key: string;
  readonly code?: string;
  readonly ctrl?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
};

/** The desk in a real Chromium, before a stand-in for main that notes every command. */
export type DeskPage = {
  readonly page: Page;
  open(state: string, language?: Language): Promise<void>;
  /** main goes on to the snapshot of another picture. */
  turnTo(state: string): Promise<void>;
  press(key: Key): Promise<void>;
  focus(selector: string): Promise<void>;
  click(selector: string): Promise<void>;
  /** Commands since the page was opened, without what it sends by itself. */
  commands(): Promise<readonly { kind: string }[]>;
  /** `data-testid` of the focused element, or its role. */
  focused(): Promise<string | null>;
  exists(selector: string): Promise<boolean>;
  close(): Promise<void>;
};

const byItself = [
  'cache-position',
  'painted',
  'person-found',
  'tell-words',
  'name-person',
  'load-timeline',
  // The settings close the microphone when they go, whether or not it was tested.
  'test-microphone',
];

export async function openDeskPage(): Promise<DeskPage> {
  const gallery = await serveGallery();
  const chromium: Chromium = await startChromium();
  const { page } = chromium;
  await page.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await page.send('Emulation.setDeviceMetricsOverride', {
    width: 1440,
    height: 900,
    deviceScaleFactor: 1,
    mobile: false,
  });
  const settle = () =>
    page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))',
    );
  const quoted = (selector: string) => `document.querySelector(${JSON.stringify(selector)})`;
  return {
    page,
    open: async (state, language = 'en') => {
      const query = new URLSearchParams({ state, language });
      await page.send('Page.navigate', { url: `${gallery.address}/?${query}` });
      while (!(await page.evaluate<boolean>('window.pictureReady === true'))) {
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    turnTo: async (state) => {
      await page.evaluate(`window.turnTo(${JSON.stringify(state)})`);
      await settle();
      await settle();
    },
    press: async ({ key, code, ctrl, shift, alt }) => {
      const modifiers = (alt ? 1 : 0) + (ctrl ? 2 : 0) + (shift ? 8 : 0);
      const letter = /^[a-z]$/i.test(key);
      const event = {
        key,
        code: code ?? (letter ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key),
        modifiers,
        windowsVirtualKeyCode: virtualKey(key),
      };
      const text = modifiers === 0 && key.length === 1 ? { text: key } : {};
      const enter = key === 'Enter' && modifiers === 0 ? { text: '\r' } : {};
      await page.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, ...text, ...enter });
      await page.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
      await settle();
    },
    focus: async (selector) => {
      await page.evaluate(`${quoted(selector)}.focus()`);
      await settle();
    },
    click: async (selector) => {
      const [x, y] = await page.evaluate<[number, number]>(
        `(() => { const r = ${quoted(selector)}.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()`,
      );
      for (const type of ['mousePressed', 'mouseReleased']) {
        await page.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
      }
      await settle();
    },
    commands: async () => {
      const all = await page.evaluate<{ kind: string }[]>('window.sentCommands');
      return all.filter(({ kind }) => !byItself.includes(kind));
    },
    focused: () =>
      page.evaluate(
        `(() => { const a = document.activeElement; return a?.dataset.testid ?? (a?.hasAttribute('data-single-keys') ? 'script' : a?.tagName ?? null); })()`,
      ),
    exists: (selector) => page.evaluate(`${quoted(selector)} !== null`),
    close: async () => {
      await chromium.close();
      await gallery.close();
    },
  };
}

function virtualKey(key: string): number {
  const named: Readonly<Record<string, number>> = { Enter: 13, Escape: 27, Backspace: 8, '/': 191 };
  return named[key] ?? key.toUpperCase().charCodeAt(0);
}
