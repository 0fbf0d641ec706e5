/** Parts of the desktop that the host does not touch: recorded, and driven by tests. */
import type * as Electron from 'electron';
import { KnownEvents } from './emitter.ts';
import { host } from './host.ts';
import { record } from './recording.ts';
import { guard } from './unsupported.ts';

/** `new Notification(…).show()` is recorded; a test emits `click`, `close` or `reply` on it. */
export class Notification
  extends KnownEvents
  implements Pick<Electron.Notification, 'show' | 'close' | 'title' | 'body'>
{
  title: string;
  body: string;

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super('Notification', ['show', 'click', 'close', 'reply', 'action', 'failed']);
    this.title = options.title ?? '';
    this.body = options.body ?? '';
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    record('notification.show', this);
    setImmediate(() => this.emit('show', {}));
  }

  close(): void {
    record('notification.close', this);
    setImmediate(() => this.emit('close', {}));
  }
}

/** A recorded tray icon; a test emits `click` on it. */
export class Tray
  extends KnownEvents
  implements Pick<Electron.Tray, 'setToolTip' | 'setTitle' | 'destroy' | 'isDestroyed'>
{
  #destroyed = false;

  constructor(image: Electron.NativeImage | string) {
    super('Tray', ['click', 'double-click', 'right-click']);
    record('new Tray', this, image);
  }

  setToolTip(toolTip: string): void {
    record('tray.setToolTip', this, toolTip);
  }

  setTitle(title: string): void {
    record('tray.setTitle', this, title);
  }

  setImage(image: Electron.NativeImage | string): void {
    record('tray.setImage', this, image);
  }

  setContextMenu(menu: unknown): void {
    record('tray.setContextMenu', this, menu);
  }

  destroy(): void {
    this.#destroyed = true;
    record('tray.destroy', this);
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }
}

for (const [name, made] of Object.entries({ Notification, Tray })) {
  guard(made.prototype, name);
  guard(made, name);
}

const shortcuts = new Map<string, () => void>();

export const globalShortcut = guard(
  {
    register(accelerator: string, callback: () => void): boolean {
      if (shortcuts.has(accelerator)) return false;
      shortcuts.set(accelerator, callback);
      return true;
    },
    registerAll(accelerators: string[], callback: () => void): void {
      for (const accelerator of accelerators) shortcuts.set(accelerator, callback);
    },
    isRegistered: (accelerator: string): boolean => shortcuts.has(accelerator),
    unregister(accelerator: string): void {
      shortcuts.delete(accelerator);
    },
    unregisterAll: (): void => shortcuts.clear(),
  } satisfies Pick<
    Electron.GlobalShortcut,
    'register' | 'registerAll' | 'isRegistered' | 'unregister' | 'unregisterAll'
  >,
  'globalShortcut',
);

/** What pressing a registered key does; false when nobody registered it. */
export function pressShortcut(accelerator: string): boolean {
  const callback = shortcuts.get(accelerator);
  callback?.();
  return callback !== undefined;
}

/** A test emits `suspend`, `resume`, `lock-screen` and `unlock-screen`. */
export const powerMonitor = guard(
  new KnownEvents('powerMonitor', [
    'suspend',
    'resume',
    'lock-screen',
    'unlock-screen',
    'on-ac',
    'on-battery',
    'shutdown',
  ]),
  'powerMonitor',
);

export const shell = guard(
  {
    async openExternal(url: string): Promise<void> {
      record('shell.openExternal', url);
      host.say(`Would open ${new URL(url).origin} in the web browser.`);
    },
    async openPath(path: string): Promise<string> {
      record('shell.openPath', path);
      return '';
    },
    showItemInFolder(path: string): void {
      record('shell.showItemInFolder', path);
    },
  } satisfies Pick<typeof Electron.shell, 'openExternal' | 'openPath' | 'showItemInFolder'>,
  'shell',
);

let clipboardText = '';

export const clipboard = guard(
  {
    writeText(text: string): void {
      clipboardText = text;
    },
    readText: (): string => clipboardText,
    clear(): void {
      clipboardText = '';
    },
  },
  'clipboard',
);

const DISPLAY = {
  id: 1,
  label: 'Display',
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1080 },
  size: { width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1080 },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
} satisfies Partial<Electron.Display>;

let plugged: readonly Partial<Electron.Display>[] = [DISPLAY];

function display(index: number): Electron.Display {
  return guard(
    structuredClone(plugged[index] ?? DISPLAY),
    'Display',
  ) as unknown as Electron.Display;
}

class Screen
  extends KnownEvents
  implements Pick<Electron.Screen, 'getPrimaryDisplay' | 'getAllDisplays'>
{
  constructor() {
    super('screen', ['display-added', 'display-removed', 'display-metrics-changed']);
  }

  getPrimaryDisplay(): Electron.Display {
    return display(0);
  }

  getAllDisplays(): Electron.Display[] {
    return plugged.map((_one, index) => display(index));
  }

  getDisplayMatching(_rectangle: Electron.Rectangle): Electron.Display {
    return display(0);
  }

  getDisplayNearestPoint(_point: Electron.Point): Electron.Display {
    return display(0);
  }
}

export const screen = guard(new Screen(), 'screen');

/** Plugs and unplugs displays, the first of them primary: for tests. */
export function setDisplays(areas: readonly Electron.Rectangle[]): void {
  const before = plugged;
  plugged = areas.map((area, index) => ({
    ...DISPLAY,
    id: index + 1,
    bounds: area,
    workArea: area,
    size: { width: area.width, height: area.height },
    workAreaSize: { width: area.width, height: area.height },
  }));
  for (const gone of before.slice(plugged.length)) screen.emit('display-removed', {}, gone);
  for (const added of plugged.slice(before.length)) screen.emit('display-added', {}, added);
  screen.emit('display-metrics-changed', {}, display(0), ['bounds', 'workArea']);
}
