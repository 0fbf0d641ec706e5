import type * as Electron from 'electron';
import { KnownEvents } from './emitter.ts';
import { frameOf, senderEvent } from './frame.ts';
import { host } from './host.ts';
import { IpcMain, ipcMain, serveInvoke } from './ipc.ts';
import { imageFromPng } from './native-image.ts';
import { expectNavigation, forgetNavigations, offerNavigations } from './navigation.ts';
import type { Frame, Page } from './page.ts';
import type { FromPage } from './preload-world.ts';
import { fromChromium, originOf, toChromium } from './scheme.ts';
import { guard, unsupported } from './unsupported.ts';

const EVENTS = [
  'did-finish-load',
  'did-fail-load',
  'did-navigate',
  'did-start-loading',
  'dom-ready',
  'render-process-gone',
  'will-navigate',
  'will-attach-webview',
  'console-message',
  'destroyed',
  'ipc-message',
  'page-title-updated',
];

const LEVELS: Record<string, 'debug' | 'error' | 'warning'> = {
  debug: 'debug',
  error: 'error',
  assert: 'error',
  warning: 'warning',
};

/** What the window that owns a WebContents does for it, and hears from it. */
export type Owner = {
  painted(): void;
  focused(focused: boolean): void;
  zoom(factor: number): Promise<void>;
  session(): Electron.Session;
  /** Pushes the permission handlers' answers for an origin before it is loaded. */
  openOrigin(origin: string, contents: WebContents): Promise<void>;
};

type Mirror = Pick<
  Electron.WebContents,
  | 'send'
  | 'reload'
  | 'executeJavaScript'
  | 'getOSProcessId'
  | 'forcefullyCrashRenderer'
  | 'isDestroyed'
  | 'isCrashed'
  | 'isLoading'
  | 'getURL'
  | 'getTitle'
  | 'setZoomFactor'
  | 'getZoomFactor'
  | 'setWindowOpenHandler'
  | 'id'
>;

let nextId = 1;
const all = new Map<number, WebContents>();

/** The page of a window: Electron's `webContents` on one Chromium target. */
export class WebContents extends KnownEvents implements Mirror {
  readonly id = nextId++;
  readonly ipc = guard(new IpcMain(), 'webContents.ipc');
  readonly #owner: Owner;
  readonly #page: Promise<Page>;
  #attached: Page | undefined;
  #processId = 0;
  #destroyed = false;
  #crashed = false;
  #loading = false;
  #zoomFactor = 1;
  #pendingUrl: string | undefined;
  #openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | undefined;

  constructor(page: Promise<Page>, owner: Owner) {
    super('webContents', EVENTS);
    this.#owner = owner;
    this.#page = page;
    all.set(this.id, this);
    page
      .then((attached) => this.#attach(attached))
      .catch((error: Error) => {
        if (!this.#destroyed) host.say(`A window could not be opened: ${error.message}`);
      });
  }

  get session(): Electron.Session {
    return this.#owner.session();
  }

  get mainFrame(): Electron.WebFrameMain {
    return frameOf(this.#attached?.mainFrame ?? { id: '', url: '', main: true }, this.#processId);
  }

  /** Loads an address; settles when the page's `load` event has fired or the load has failed. */
  async loadURL(url: string): Promise<void> {
    this.#pendingUrl = url;
    this.#loading = true;
    this.#crashed = false;
    const page = await this.#page;
    await this.#owner.openOrigin(originOf(url), this);
    this.emit('did-start-loading');
    const loaded = new Promise<void>((resolve) => page.once('load', resolve));
    expectNavigation(page.targetId, toChromium(url));
    const { errorText } = await page.session.send<{ errorText?: string }>('Page.navigate', {
      url: toChromium(url),
    });
    if (errorText === undefined) return loaded;
    this.#loading = false;
    this.#pendingUrl = undefined;
    const description = errorText.replace(/^net::/, '');
    this.emit('did-fail-load', {}, -2, description, url, true, 0, 0);
    throw new Error(`${description} (-2) loading '${url}'`);
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    if (this.#attached !== undefined) this.#attached.post({ kind: 'message', channel, args });
    else {
      this.#page
        .then((page) => page.post({ kind: 'message', channel, args }))
        .catch((error: Error) => host.say(`'${channel}' was not delivered: ${error.message}`));
    }
  }

  reload(): void {
    this.#crashed = false;
    this.#do(async (page) => {
      expectNavigation(page.targetId, toChromium(this.getURL()));
      await page.session.send('Page.reload');
    });
  }

  // biome-ignore lint/suspicious/noExplicitAny: Electron declares the result as any.
  async executeJavaScript(code: string, userGesture = false): Promise<any> {
    return (await this.#page).evaluate(code, userGesture);
  }

  getOSProcessId(): number {
    return this.#processId;
  }

  forcefullyCrashRenderer(): void {
    this.#do(async (page) => {
      // The renderer that would answer is gone by then: the crash is reported by the browser.
      page.session.send('Page.crash').catch(() => undefined);
    });
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isCrashed(): boolean {
    return this.#crashed;
  }

  isLoading(): boolean {
    return this.#loading;
  }

  getURL(): string {
    return this.#pendingUrl ?? this.#attached?.mainFrame.url ?? '';
  }

  getTitle(): string {
    return this.#attached?.title ?? '';
  }

  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0");
    this.#zoomFactor = factor;
    this.#do(() => this.#owner.zoom(factor));
  }

  getZoomFactor(): number {
    return this.#zoomFactor;
  }

  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.#openHandler = handler;
  }

  async capturePage(rectangle?: Electron.Rectangle): Promise<Electron.NativeImage> {
    const page = await this.#page;
    const { data } = await page.session.send<{ data: string }>('Page.captureScreenshot', {
      format: 'png',
      ...(rectangle === undefined ? {} : { clip: { ...rectangle, scale: 1 } }),
    });
    return imageFromPng(Buffer.from(data, 'base64'));
  }

  /** Runs `work` when the page exists; a failure is said aloud, unless the page has gone. */
  #do(work: (page: Page) => Promise<void>): void {
    this.#page.then(work).catch((error: Error) => {
      if (!this.#destroyed) host.say(error.message);
    });
  }

  #attach(page: Page): void {
    this.#attached = page;
    page.on('dom-ready', () => this.emit('dom-ready', {}));
    page.on('load', () => {
      this.#loading = false;
      this.emit('did-finish-load', {});
    });
    offerNavigations(page.targetId, (event, url) => this.emit('will-navigate', event, url));
    page.on('paint', () => this.#owner.painted());
    page.on('navigated', (url) => {
      this.#pendingUrl = undefined;
      this.emit('did-navigate', {}, url, 200, 'OK');
    });
    page.on('process', (id) => {
      this.#processId = id;
    });
    page.on('window-open', (url, frameName, features) => this.#opened(url, frameName, features));
    page.on('from-page', (message, frame) => this.#receive(message, frame));
    page.on('console', (type, message, sourceId, lineNumber) => {
      const level = LEVELS[type] ?? 'info';
      const frame = this.mainFrame;
      this.emit('console-message', { level, message, lineNumber, sourceId, frame });
    });
  }

  #opened(url: string, frameName: string, features: string): void {
    const details = {
      url: fromChromium(url),
      frameName,
      features,
      disposition: 'foreground-tab' as const,
      referrer: { url: '', policy: 'default' as const },
    };
    const answer = this.#openHandler?.(details);
    if (answer?.action === 'deny') return;
    unsupported('window.open that is not denied by setWindowOpenHandler');
  }

  #receive(message: FromPage, frame: Frame): void {
    const event = senderEvent(this, frame, this.#processId);
    switch (message.kind) {
      case 'focus':
      case 'blur':
        this.#owner.focused(message.kind === 'focus');
        return;
      case 'title':
        if (this.#attached !== undefined) this.#attached.title = message.title;
        this.emit('page-title-updated', event, message.title, true);
        return;
      case 'preload-error':
        host.say(`Unable to load preload script: ${message.message}`);
        return;
      case 'send': {
        const { channel, args } = message;
        const reply = (to: string, ...values: unknown[]) => this.send(to, ...values);
        this.emit('ipc-message', event, channel, ...args);
        this.ipc.emit(channel, { ...event, reply }, ...args);
        ipcMain.emit(channel, { ...event, reply }, ...args);
        return;
      }
      case 'invoke':
        serveInvoke([this.ipc, ipcMain], event as Electron.IpcMainInvokeEvent, message, (answer) =>
          this.#attached?.post(answer),
        ).catch((error: Error) => host.say(error.message));
    }
  }

  /** Called by the window when the target's renderer has ended. */
  static crash(contents: WebContents, details: Electron.RenderProcessGoneDetails): void {
    contents.#crashed = true;
    contents.#loading = false;
    contents.#attached?.lose();
    contents.emit('render-process-gone', {}, details);
  }

  /** Called by the window when the target is gone. */
  static destroy(contents: WebContents): void {
    if (contents.#destroyed) return;
    contents.#destroyed = true;
    if (contents.#attached !== undefined) forgetNavigations(contents.#attached.targetId);
    all.delete(contents.id);
    contents.emit('destroyed');
  }
}

guard(WebContents.prototype, 'webContents');

export const webContents = guard(
  {
    getAllWebContents: (): WebContents[] => [...all.values()],
    fromId: (id: number): WebContents | undefined => all.get(id),
  },
  'webContents',
);
