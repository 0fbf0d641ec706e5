import { BrowserWindow } from 'electron';
import type { Bounds } from '../../domain/window-place/window-place.ts';
import type { Log } from '../log/log.ts';
import { whenRested } from './resting.ts';

const address = 'app://desk/renderer/index.html';
/** A page that dies at once again and again must not eat the machine. */
const repeatedWithinMs = 2_000;
const restartMs = 1_000;

/**
 * The window with the desk page. When its renderer process dies the page is loaded again: calls
 * and everything typed are main's, so the page comes back with both.
 */
export function createDeskWindow(options: {
  readonly preload: string;
  readonly title: string;
  readonly bounds: Bounds;
  readonly maximized: boolean;
  readonly dark: boolean;
  readonly log: Log;
  readonly onBounds: (bounds: Bounds) => void;
  readonly onMaximized: (maximized: boolean) => void;
  readonly onFocus: () => void;
  /** The agent closes it; false keeps it. */
  readonly mayClose: () => boolean;
  readonly onClosed: () => void;
}): BrowserWindow {
  const window = new BrowserWindow({
    ...options.bounds,
    minWidth: 420,
    minHeight: 480,
    title: options.title,
    backgroundColor: options.dark ? '#14151A' : '#F6F5F2',
    show: true,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  });
  keepInside(window, 'app://desk/');
  // A load that fails is told by the next `render-process-gone`, or by nothing but this line.
  const load = () => {
    if (window.isDestroyed()) return;
    window.loadURL(address).catch((error: unknown) => {
      options.log.error({ error: String(error) }, 'desk page did not load');
    });
  };
  let diedAtMs = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, details) => {
    options.log.error({ reason: details.reason }, 'desk page gone');
    if (details.reason === 'clean-exit') return;
    const isRepeated = performance.now() - diedAtMs < repeatedWithinMs;
    diedAtMs = performance.now();
    if (isRepeated) setTimeout(load, restartMs);
    else load();
  });
  whenRested(window, options.onBounds);
  window.on('maximize', () => options.onMaximized(true));
  window.on('unmaximize', () => options.onMaximized(false));
  window.on('focus', options.onFocus);
  window.on('close', (event) => {
    if (!options.mayClose()) event.preventDefault();
  });
  window.on('closed', options.onClosed);
  if (options.maximized) window.maximize();
  load();
  return window;
}

/** No page opens windows or goes anywhere but its own origin. */
export function keepInside(window: BrowserWindow, origin: string): void {
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event, url) => {
    if (!url.startsWith(origin)) event.preventDefault();
  });
  window.webContents.on('will-attach-webview', (event) => event.preventDefault());
}
