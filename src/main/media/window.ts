import { BrowserWindow } from 'electron';
import type { PhoneLog } from '../sip/phone-log.ts';
import { keepInside } from '../windows/desk-window.ts';
import type { ElectronMediaLink } from './link.ts';

export type MediaWindow = { close(): void };

/** A page that dies at once again and again must not eat the machine. */
const restartMs = 250;

/**
 * Opens the hidden media page and opens it anew whenever its process dies.
 *
 * @param preload - Absolute path of `out/preload/media.cjs`.
 */
export function openMediaWindow(options: {
  readonly link: ElectronMediaLink;
  readonly preload: string;
  readonly log: PhoneLog;
}): MediaWindow {
  const { link, log } = options;
  let closed = false;
  let window: BrowserWindow | null = null;

  function open(): void {
    const opened = new BrowserWindow({
      show: false,
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        backgroundThrottling: false,
        autoplayPolicy: 'no-user-gesture-required',
      },
    });
    window = opened;
    keepInside(opened, 'app://media/');
    link.attach(opened.webContents);
    opened.webContents.on('render-process-gone', (_event, details) => {
      if (closed || window !== opened) return;
      log.warn({ reason: details.reason }, 'media page gone');
      window = null;
      link.pageGone();
      opened.destroy();
      setTimeout(() => {
        if (!closed) open();
      }, restartMs);
    });
    opened.loadURL('app://media/media/index.html').catch((error: unknown) => {
      log.warn({ error: String(error) }, 'media page did not load');
    });
  }

  open();
  return {
    close() {
      closed = true;
      window?.destroy();
      window = null;
    },
  };
}
