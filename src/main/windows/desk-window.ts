import { BrowserWindow } from 'electron';
import type { Log } from '../log/log.ts';

export type Bounds = { x: number; y: number; width: number; height: number };

const address = 'app://desk/renderer/index.html';

/**
 * The window with the desk page. When its renderer process dies the page is loaded again: calls
 * and everything typed are main's, so the page comes back with both.
 */
export function createDeskWindow(options: {
  readonly preload: string;
  readonly title: string;
  readonly bounds: Bounds | null;
  readonly dark: boolean;
  readonly log: Log;
  readonly onBounds: (bounds: Bounds) => void;
  readonly onClosed: () => void;
}): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    ...(options.bounds ?? {}),
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
  window.webContents.on('render-process-gone', (_event, details) => {
    options.log.error({ reason: details.reason }, 'desk page gone');
    if (details.reason !== 'clean-exit' && !window.isDestroyed()) {
      void window.loadURL(address);
    }
  });
  const remember = () => {
    if (!window.isMinimized() && !window.isMaximized()) options.onBounds(window.getBounds());
  };
  window.on('resize', remember);
  window.on('move', remember);
  window.on('closed', options.onClosed);
  void window.loadURL(address);
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
