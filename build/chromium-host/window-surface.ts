import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { type Chromium, findChromium } from './chromium.ts';
import { host } from './host.ts';
import { nextTargetAt } from './targets.ts';

type State = 'normal' | 'minimized' | 'maximized';

/** The desktop that a window is laid out on: the same as `screen` reports. */
const DEFAULT_SIZE = { width: 800, height: 600 };

/**
 * Where a window is, how large and in which state. The model answers at once, as Electron does;
 * Chromium follows. Width and height are those of the page: there is no frame to add.
 */
export class WindowSurface extends EventEmitter<{ moved: []; resized: [] }> {
  readonly #chromium: Chromium;
  readonly #opened: Promise<{ targetId: string; sessionId: string; windowId: number }>;
  readonly #minimum: { width: number; height: number };
  #open: (opened: { targetId: string; sessionId: string; windowId: number }) => void = () =>
    undefined;
  #bounds: Electron.Rectangle;
  #state: State = 'normal';
  #zoom = 1;
  readonly hiddenAtFirst: boolean;

  constructor(
    chromium: Chromium,
    options: Electron.BrowserWindowConstructorOptions,
    visible: boolean,
  ) {
    super();
    this.#chromium = chromium;
    this.hiddenAtFirst = !visible;
    this.#minimum = { width: options.minWidth ?? 0, height: options.minHeight ?? 0 };
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: Math.max(options.width ?? DEFAULT_SIZE.width, this.#minimum.width),
      height: Math.max(options.height ?? DEFAULT_SIZE.height, this.#minimum.height),
    };
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  get bounds(): Electron.Rectangle {
    return this.#bounds;
  }

  get state(): State {
    return this.#state;
  }

  /** Called once, when the target exists. */
  opened(target: { targetId: string; sessionId: string; windowId: number }): void {
    this.#open(target);
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    const before = this.#bounds;
    const next = { ...before, ...bounds };
    next.width = Math.max(next.width, this.#minimum.width);
    next.height = Math.max(next.height, this.#minimum.height);
    this.#bounds = next;
    this.#later(async ({ windowId }) => {
      const { browser } = this.#chromium.connection;
      const { x, y, width, height } = next;
      await browser.send('Browser.setWindowBounds', { windowId, bounds: { left: x, top: y } });
      await browser.send('Browser.setContentsSize', { windowId, width, height });
      await this.#applyZoom();
    });
    if (next.x !== before.x || next.y !== before.y) this.emit('moved');
    if (next.width !== before.width || next.height !== before.height) this.emit('resized');
  }

  /** Without a display there is nothing to minimise: the page stays as it is, only the model moves. */
  setState(state: State): void {
    this.#state = state;
    if (this.#chromium.headless) return;
    this.#later(async ({ windowId }) => {
      await this.#chromium.connection.browser.send('Browser.setWindowBounds', {
        windowId,
        bounds: { windowState: state },
      });
    });
  }

  bringToFront(): void {
    this.#later(({ sessionId }) =>
      this.#chromium.connection.session(sessionId).send('Page.bringToFront'),
    );
  }

  async zoom(factor: number): Promise<void> {
    this.#zoom = factor;
    await this.#applyZoom();
  }

  close(): void {
    this.#later(({ targetId }) =>
      this.#chromium.connection.browser.send('Target.closeTarget', { targetId }),
    );
  }

  /** A zoomed page has fewer, larger CSS pixels, as with the browser's own zoom. */
  async #applyZoom(): Promise<void> {
    const { sessionId } = await this.#opened;
    const session = this.#chromium.connection.session(sessionId);
    if (this.#zoom === 1) await session.send('Emulation.clearDeviceMetricsOverride');
    else {
      await session.send('Emulation.setDeviceMetricsOverride', {
        width: Math.round(this.#bounds.width / this.#zoom),
        height: Math.round(this.#bounds.height / this.#zoom),
        deviceScaleFactor: this.#zoom,
        mobile: false,
      });
    }
  }

  #later(
    work: (target: { targetId: string; sessionId: string; windowId: number }) => Promise<unknown>,
  ): void {
    this.#opened.then(work).catch((error: Error) => {
      if (!/No target|not found|ended|closed/i.test(error.message)) host.say(error.message);
    });
  }
}

/**
 * Opens the Chromium window for a surface. With a display it is an app window (no tabs, no address
 * bar), which only Chromium's own command line opens; without one, an ordinary window.
 */
export async function openTarget(
  chromium: Chromium,
  surface: WindowSurface,
): Promise<{ targetId: string; sessionId: string }> {
  const { browser } = chromium.connection;
  const { x: left, y: top, width, height } = surface.bounds;
  const targetId = chromium.headless
    ? (
        await browser.send<{ targetId: string }>('Target.createTarget', {
          url: 'about:blank',
          newWindow: true,
          ...{ left, top, width, height },
        })
      ).targetId
    : await openAppWindow(chromium.userData);
  const [{ sessionId }, { windowId }] = await Promise.all([
    browser.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true }),
    browser.send<{ windowId: number }>('Browser.getWindowForTarget', { targetId }),
  ]);
  chromium.connection.session(sessionId);
  await sizeContents(browser, { windowId, width, height });
  if (!chromium.headless && surface.hiddenAtFirst) {
    await browser.send('Browser.setWindowBounds', {
      windowId,
      bounds: { windowState: 'minimized' },
    });
  }
  surface.opened({ targetId, sessionId, windowId });
  return { targetId, sessionId };
}

/** A window that has just opened may have its page a moment later. */
async function sizeContents(
  browser: Chromium['connection']['browser'],
  size: { windowId: number; width: number; height: number },
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await browser.send('Browser.setContentsSize', size);
      return;
    } catch (error) {
      const isEarly = error instanceof Error && /Active contents not found/.test(error.message);
      if (!isEarly) throw error;
      if (tries === 25) {
        // The page is there and only its contents cannot be sized: the window can.
        const { windowId, width, height } = size;
        await browser.send('Browser.setWindowBounds', { windowId, bounds: { width, height } });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function openAppWindow(userData: string): Promise<string> {
  const url = `data:text/html,${randomUUID()}`;
  const target = nextTargetAt(url);
  const child = spawn(
    findChromium(),
    [
      `--app=${url}`,
      `--user-data-dir=${userData}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    { stdio: 'ignore' },
  );
  child.on('error', (error) => host.say(error.message));
  return target;
}
