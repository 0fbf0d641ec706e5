import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type * as Electron from 'electron';
import { KnownEvents } from './emitter.ts';
import { host } from './host.ts';
import { themeChanged } from './native-theme.ts';
import { Page } from './page.ts';
import { trackProcess } from './process-id.ts';
import { record } from './recording.ts';
import { hostSession, session } from './session.ts';
import { watchTarget } from './targets.ts';
import { guard } from './unsupported.ts';
import { WebContents } from './web-contents.ts';
import { checkOptions } from './window-options.ts';
import { openTarget, WindowSurface } from './window-surface.ts';

const EVENTS = [
  'blur',
  'close',
  'closed',
  'focus',
  'hide',
  'maximize',
  'minimize',
  'move',
  'ready-to-show',
  'resize',
  'restore',
  'show',
  'unmaximize',
];

const windows = new Map<number, BrowserWindow>();
let nextId = 1;
let focusedWindow: BrowserWindow | undefined;

type Mirror = Pick<
  Electron.BrowserWindow,
  | 'id'
  | 'loadURL'
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'focus'
  | 'blur'
  | 'isVisible'
  | 'isFocused'
  | 'isDestroyed'
  | 'isMinimized'
  | 'minimize'
  | 'restore'
  | 'maximize'
  | 'unmaximize'
  | 'isMaximized'
  | 'close'
  | 'destroy'
  | 'getBounds'
  | 'getNormalBounds'
  | 'flashFrame'
  | 'isAlwaysOnTop'
  | 'setTitle'
  | 'getTitle'
  | 'capturePage'
>;

/** A window: one Chromium target, with Electron's bookkeeping of shown, focused and closed. */
export class BrowserWindow extends KnownEvents implements Mirror {
  readonly id = nextId++;
  readonly webContents: WebContents;
  readonly #surface: WindowSurface;
  readonly #alwaysOnTop: boolean;
  #title: string;
  #visible: boolean;
  #destroyed = false;
  #painted = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', EVENTS);
    checkOptions(options);
    const chromium = host.required('BrowserWindow');
    this.#title = options.title ?? host.description.name;
    this.#visible = options.show ?? true;
    this.#alwaysOnTop = options.alwaysOnTop ?? false;
    this.#surface = new WindowSurface(chromium, options, this.#visible);
    const page = this.#open(options.webPreferences ?? {});
    const contents: WebContents = new WebContents(page, {
      painted: () => this.#paint(),
      focused: (focused) => this.#setFocused(focused),
      zoom: (factor) => this.#surface.zoom(factor),
      session: () => session.defaultSession,
      openOrigin: (origin) => hostSession().openOrigin(origin, contents as never),
    });
    this.webContents = contents;
    contents.on('did-finish-load', () => this.#paint());
    this.#surface.on('moved', () => this.emit('move'));
    this.#surface.on('resized', () => this.emit('resize'));
    windows.set(this.id, this);
    if (this.#visible) setImmediate(() => this.#setFocused(true));
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focusedWindow ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return windows.get(id) ?? null;
  }

  static fromWebContents(contents: unknown): BrowserWindow | null {
    return [...windows.values()].find((window) => window.webContents === contents) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    if (this.#visible) return;
    this.#visible = true;
    this.#surface.setState('normal');
    this.emit('show');
  }

  hide(): void {
    if (!this.#visible) return;
    this.#visible = false;
    this.#surface.setState('minimized');
    this.#setFocused(false);
    this.emit('hide');
  }

  focus(): void {
    this.#surface.bringToFront();
    this.#setFocused(true);
  }

  blur(): void {
    this.#setFocused(false);
  }

  isVisible(): boolean {
    return this.#visible && !this.#destroyed;
  }

  isFocused(): boolean {
    return focusedWindow === this;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  minimize(): void {
    this.#changeState('minimized', 'minimize');
    this.#setFocused(false);
  }

  isMinimized(): boolean {
    return this.#surface.state === 'minimized' && this.#visible;
  }

  maximize(): void {
    if (!this.#visible) this.showInactive();
    this.#changeState('maximized', 'maximize');
  }

  isMaximized(): boolean {
    return this.#surface.state === 'maximized';
  }

  unmaximize(): void {
    if (this.isMaximized()) this.#changeState('normal', 'unmaximize');
  }

  restore(): void {
    if (this.isMinimized()) this.#changeState('normal', 'restore');
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#surface.bounds };
  }

  /** The model keeps the bounds of a maximised window as they were before. */
  getNormalBounds(): Electron.Rectangle {
    return this.getBounds();
  }

  isAlwaysOnTop(): boolean {
    return this.#alwaysOnTop;
  }

  flashFrame(flag: boolean): void {
    record('window.flashFrame', this, flag);
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#surface.setBounds(bounds);
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  getTitle(): string {
    return this.webContents.getTitle() || this.#title;
  }

  capturePage(rectangle?: Electron.Rectangle): Promise<Electron.NativeImage> {
    return this.webContents.capturePage(rectangle);
  }

  /** Closes unless a `close` listener prevents it. */
  close(): void {
    if (this.#destroyed) return;
    let prevented = false;
    this.emit('close', {
      preventDefault: () => {
        prevented = true;
      },
      get defaultPrevented() {
        return prevented;
      },
    });
    if (!prevented) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#surface.close();
    this.#gone();
  }

  async #open(preferences: Electron.WebPreferences): Promise<Page> {
    const chromium = host.required('BrowserWindow');
    const { targetId, sessionId } = await openTarget(chromium, this.#surface);
    const page = new Page(targetId, chromium.connection.session(sessionId));
    watchTarget(targetId, {
      crashed: (status, exitCode) => this.#crash(status, exitCode),
      destroyed: () => this.#closedFromOutside(),
    });
    trackProcess(page);
    await page.prepare({
      preloadSource: preferences.preload ? readFileSync(preferences.preload, 'utf8') : '',
      argv: preferences.additionalArguments ?? [],
    });
    await themeChanged(page);
    return page;
  }

  #paint(): void {
    if (this.#painted) return;
    this.#painted = true;
    this.emit('ready-to-show');
  }

  #changeState(state: 'minimized' | 'maximized' | 'normal', event: string): void {
    if (this.#surface.state === state) return;
    this.#surface.setState(state);
    this.emit(event);
  }

  #setFocused(focused: boolean): void {
    if (this.#destroyed || focused === this.isFocused() || (focused && !this.#visible)) return;
    const before = focusedWindow;
    focusedWindow = focused ? this : undefined;
    if (before !== undefined && before !== this) before.emit('blur');
    this.emit(focused ? 'focus' : 'blur');
  }

  #crash(status: string, exitCode: number): void {
    const details = { reason: reasonOf(status), exitCode };
    WebContents.crash(this.webContents, details);
    windowEvents.emit('render-process-gone', this.webContents, details);
  }

  #closedFromOutside(): void {
    if (this.#destroyed) return;
    this.emit('close', { preventDefault: () => undefined, defaultPrevented: false });
    this.#gone();
  }

  #gone(): void {
    if (this.#destroyed) return;
    this.#setFocused(false);
    this.#destroyed = true;
    windows.delete(this.id);
    WebContents.destroy(this.webContents);
    this.emit('closed');
    if (windows.size === 0) windowEvents.emit('all-closed');
  }
}

guard(BrowserWindow.prototype, 'BrowserWindow');
guard(BrowserWindow, 'BrowserWindow');

/** What `app` hears of all windows. */
export const windowEvents = new EventEmitter<{
  'all-closed': [];
  'render-process-gone': [contents: WebContents, details: Electron.RenderProcessGoneDetails];
}>();

function reasonOf(status: string): Electron.RenderProcessGoneDetails['reason'] {
  if (/killed/.test(status)) return 'killed';
  if (/oom/.test(status)) return 'oom';
  if (/abnormal/.test(status)) return 'abnormal-exit';
  return /launch/.test(status) ? 'launch-failed' : 'crashed';
}
