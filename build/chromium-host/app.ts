import { close as closeInspector, url as inspectorUrl } from 'node:inspector';
import type * as Electron from 'electron';
import { launchChromium } from './chromium.ts';
import { KnownEvents } from './emitter.ts';
import { host } from './host.ts';
import { getPath, setPath } from './paths.ts';
import { interceptRequests } from './protocol.ts';
import { record } from './recording.ts';
import { hasLock, releaseLock, requestLock } from './single-instance.ts';
import { addSwitch } from './switches.ts';
import { watchTargets } from './targets.ts';
import { guard } from './unsupported.ts';
import { endUtilityProcesses } from './utility-process.ts';
import { BrowserWindow, windowEvents } from './window.ts';

const EVENTS = [
  'activate',
  'before-quit',
  'browser-window-blur',
  'browser-window-created',
  'browser-window-focus',
  'open-url',
  'quit',
  'ready',
  'render-process-gone',
  'second-instance',
  'web-contents-created',
  'will-finish-launching',
  'will-quit',
  'window-all-closed',
];

/** An app that puts things in order after Chromium has gone may take so long. */
const PATIENCE_MS = 10_000;

type Mirror = Pick<
  Electron.App,
  | 'whenReady'
  | 'isReady'
  | 'quit'
  | 'exit'
  | 'getPath'
  | 'setPath'
  | 'getName'
  | 'setName'
  | 'getVersion'
  | 'getAppPath'
  | 'isPackaged'
  | 'getLocale'
  | 'getSystemLocale'
  | 'getPreferredSystemLanguages'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'enableSandbox'
  | 'setAppUserModelId'
  | 'setAsDefaultProtocolClient'
  | 'removeAsDefaultProtocolClient'
  | 'focus'
  | 'setBadgeCount'
  | 'name'
>;

/** The application: lifecycle, paths, lock. */
class App extends KnownEvents implements Mirror {
  readonly #ready: Promise<void>;
  #becomeReady: () => void = () => undefined;
  #isReady = false;
  #quitting = false;
  #exitCode = 0;
  #name: string | undefined;

  readonly commandLine = guard(
    {
      appendSwitch: (name: string, value = ''): void => addSwitch(host.switches, name, value),
      hasSwitch: (name: string): boolean => host.switches.has(name),
      getSwitchValue: (name: string): string => host.switches.get(name) ?? '',
    } satisfies Pick<Electron.CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue'>,
    'app.commandLine',
  );

  constructor() {
    super('app', EVENTS);
    this.#ready = new Promise((resolve) => {
      this.#becomeReady = resolve;
    });
    windowEvents.on('all-closed', () => this.#allClosed());
    windowEvents.on('render-process-gone', (contents, details) =>
      this.emit('render-process-gone', {}, contents, details),
    );
  }

  get name(): string {
    return this.getName();
  }

  set name(name: string) {
    this.setName(name);
  }

  get isPackaged(): boolean {
    return host.description.packaged;
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  getName(): string {
    return this.#name ?? host.description.name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getVersion(): string {
    return host.description.version;
  }

  getAppPath(): string {
    return host.description.appPath;
  }

  getPath(name: string): string {
    return getPath(name);
  }

  setPath(name: string, path: string): void {
    setPath(name, path);
  }

  getLocale(): string {
    return host.switches.get('lang') || this.getSystemLocale();
  }

  getSystemLocale(): string {
    return this.getPreferredSystemLanguages()[0] ?? 'en-US';
  }

  getPreferredSystemLanguages(): string[] {
    const { LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = process.env;
    const given = [...(LANGUAGE ?? '').split(':'), LC_ALL, LC_MESSAGES, LANG];
    const tags = given
      .map((value) => (value ?? '').replace(/[.@].*$/, '').replace('_', '-'))
      .filter((tag) => /^[a-z]{2,3}(-[A-Z]{2})?$/.test(tag));
    return tags.length === 0 ? ['en-US'] : [...new Set(tags)];
  }

  requestSingleInstanceLock(data: Record<string, unknown> = {}): boolean {
    const self = { argv: process.argv, cwd: process.cwd(), data };
    return requestLock(getPath('userData'), self, (second) => {
      const tell = () => this.emit('second-instance', {}, second.argv, second.cwd, second.data);
      this.#ready.then(tell).catch((error: Error) => host.say(error.message));
    });
  }

  hasSingleInstanceLock(): boolean {
    return hasLock();
  }

  releaseSingleInstanceLock(): void {
    releaseLock();
  }

  /** Every page is sandboxed already. */
  enableSandbox(): void {
    if (this.#isReady) {
      throw new Error('app.enableSandbox() can only be called before app is ready');
    }
  }

  /** Windows' taskbar identity: nothing on Linux, in Electron too. */
  setAppUserModelId(): void {
    return;
  }

  /** Electron asks the desktop's own tool; there is none here, and it says so in the same way. */
  setAsDefaultProtocolClient(): boolean {
    return false;
  }

  removeAsDefaultProtocolClient(): boolean {
    return false;
  }

  focus(): void {
    BrowserWindow.getAllWindows()
      .find((window) => window.isVisible())
      ?.focus();
  }

  /** Where the desktop has badges; the count is recorded. */
  setBadgeCount(count = 0): boolean {
    record('app.setBadgeCount', count);
    return true;
  }

  quit(): void {
    if (this.#quitting || this.#prevented('before-quit')) return;
    this.#quitting = true;
    for (const window of BrowserWindow.getAllWindows()) window.close();
    if (BrowserWindow.getAllWindows().length > 0) {
      this.#quitting = false;
      return;
    }
    if (this.#prevented('will-quit')) {
      this.#quitting = false;
      return;
    }
    this.exit(this.#exitCode);
  }

  exit(code = 0): void {
    this.#quitting = true;
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    this.emit('quit', {}, code);
    end(code).catch((error: Error) => {
      host.say(error.message);
      process.exit(1);
    });
  }

  /** Starts Chromium, then lets the app know; called once the app's entry has been evaluated. */
  static async start(app: App): Promise<void> {
    app.emit('will-finish-launching');
    if (app.#quitting) return;
    const chromium = await launchChromium(getPath('userData'), host.switches);
    chromium.process.on('exit', (code) => app.#chromiumEnded(code ?? 1));
    await Promise.all([watchTargets(chromium), interceptRequests(chromium)]);
    host.start(chromium);
    app.#isReady = true;
    app.#becomeReady();
    app.emit('ready', {}, {});
  }

  #prevented(event: 'before-quit' | 'will-quit'): boolean {
    let prevented = false;
    this.emit(event, {
      preventDefault: () => {
        prevented = true;
      },
      get defaultPrevented() {
        return prevented;
      },
    });
    return prevented;
  }

  #allClosed(): void {
    if (this.#quitting) return;
    if (!this.emit('window-all-closed')) this.quit();
  }

  #chromiumEnded(code: number): void {
    if (this.#quitting) return;
    if (code !== 0) host.say(`Chromium ended unexpectedly (${code}).`);
    this.#exitCode = code === 0 ? 0 : 1;
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    if (this.#quitting) return;
    if (this.#prevented('before-quit')) {
      // It quits by itself once it is done, as it would with its windows still open.
      setTimeout(() => this.exit(this.#exitCode), PATIENCE_MS);
      return;
    }
    this.#quitting = true;
    this.#prevented('will-quit');
    this.exit(this.#exitCode);
  }
}

/** Ends the utility processes and Chromium (which writes its profile to disk), then this process. */
async function end(code: number): Promise<void> {
  endUtilityProcesses();
  const { chromium } = host;
  if (chromium !== undefined && chromium.process.exitCode === null) {
    const ended = new Promise((resolve) => chromium.process.once('exit', resolve));
    chromium.connection.browser.send('Browser.close').catch(() => chromium.process.kill());
    const patience = setTimeout(() => chromium.process.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(patience);
  }
  // Node would wait for a connected debugger to leave; Electron does not.
  if (inspectorUrl() !== undefined) closeInspector();
  process.exit(code);
}

export const app = guard(new App(), 'app');

/** Runs the app that `host.description` describes, from its evaluated entry on. */
export function startApp(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => app.quit());
  }
  return App.start(app);
}
