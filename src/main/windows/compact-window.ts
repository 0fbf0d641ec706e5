import { BrowserWindow } from 'electron';
import type { Bounds } from '../../domain/window-place/window-place.ts';
import type { Log } from '../log/log.ts';
import { keepInside } from './desk-window.ts';
import { whenRested } from './resting.ts';

const address = 'app://desk/renderer/compact.html';

/**
 * The compact bar: a window of its own over all others, for the time the agent works in another
 * program. Its page is a stranger as much as the desk's: same preload, same sandbox.
 */
export function createCompactWindow(options: {
  readonly preload: string;
  readonly title: string;
  readonly bounds: Bounds;
  readonly dark: boolean;
  readonly log: Log;
  readonly onBounds: (bounds: Bounds) => void;
  readonly onClosed: () => void;
}): BrowserWindow {
  const window = new BrowserWindow({
    ...options.bounds,
    title: options.title,
    backgroundColor: options.dark ? '#1C1E24' : '#FFFFFF',
    show: false,
    frame: false,
    alwaysOnTop: true,
    skipTaskbar: true,
    resizable: false,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  });
  keepInside(window, 'app://desk/renderer/compact.html');
  window.webContents.on('render-process-gone', (_event, details) => {
    options.log.error({ reason: details.reason }, 'compact bar gone');
    // The desk has everything: a bar that died is closed, and opened again by whoever wants it.
    if (details.reason !== 'clean-exit') window.destroy();
  });
  whenRested(window, options.onBounds);
  window.on('closed', options.onClosed);
  window
    .loadURL(address)
    .then(() => {
      // Whoever types in another program goes on typing there.
      if (!window.isDestroyed()) window.showInactive();
    })
    .catch((error: unknown) => options.log.error({ error: String(error) }, 'no compact bar'));
  return window;
}
