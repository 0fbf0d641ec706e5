import { BrowserWindow } from 'electron';
import type { PhoneLog } from '../sip/phone-log.ts';
import { keepInside } from '../windows/desk-window.ts';
import { createMediaIpc } from './link.ts';
import {
  createMediaPages,
  type MediaPage,
  type MediaPageReports,
  type MediaPages,
} from './pages.ts';

/**
 * Opens the hidden media page and its spare, each in a process of its own, and opens them anew
 * whenever one dies.
 *
 * @param preload - Absolute path of `out/preload/media.cjs`.
 */
export function openMediaWindows(options: {
  readonly preload: string;
  readonly log: PhoneLog;
}): Pick<MediaPages, 'link' | 'hasSpare' | 'close'> {
  const { log } = options;
  const ipc = createMediaIpc(log);
  const processes = new Map<BrowserWindow, number>();

  function open(reports: MediaPageReports): MediaPage {
    const window = new BrowserWindow({
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
    const { webContents } = window;
    keepInside(window, 'app://media/');
    const send = ipc.attach(webContents, reports);
    webContents.on('render-process-gone', (_event, details) => {
      log.warn({ reason: details.reason }, 'media process gone');
      reports.gone();
    });
    webContents.on('did-finish-load', () => {
      const id = webContents.getOSProcessId();
      // Chromium may put pages of one site together; then one crash takes both.
      if (id !== 0 && [...processes.values()].includes(id))
        log.warn({}, 'media pages share a process');
      processes.set(window, id);
    });
    window.loadURL('app://media/media/index.html').catch((error: unknown) => {
      log.warn({ error: String(error) }, 'media page did not load');
    });
    return {
      send,
      close() {
        processes.delete(window);
        ipc.detach(webContents);
        window.destroy();
      },
    };
  }

  const pages = createMediaPages({
    open,
    withSpare: true,
    log,
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  pages.start();
  return {
    link: pages.link,
    hasSpare: pages.hasSpare,
    close() {
      pages.close();
      ipc.close();
    },
  };
}
