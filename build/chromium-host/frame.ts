import type * as Electron from 'electron';
import type { Frame } from './page.ts';
import { originOf } from './scheme.ts';
import { guard } from './unsupported.ts';

/** A frame as `event.senderFrame` and `webContents.mainFrame` show it. */
export function frameOf(frame: Frame, processId: number): Electron.WebFrameMain {
  const view = {
    url: frame.url,
    origin: originOf(frame.url),
    routingId: frame.main ? 1 : 2,
    processId,
    parent: null,
    isDestroyed: () => false,
  };
  return guard(view, 'webFrameMain') as unknown as Electron.WebFrameMain;
}

/** What `ipcMain` listeners and handlers get first. */
export function senderEvent(sender: unknown, frame: Frame, processId: number) {
  return {
    sender: sender as Electron.WebContents,
    senderFrame: frameOf(frame, processId),
    processId,
    frameId: 1,
    type: 'frame' as const,
    ports: [],
    preventDefault: () => undefined,
    defaultPrevented: false,
  };
}
