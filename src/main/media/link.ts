import { type IpcMainEvent, ipcMain, type WebContents } from 'electron';
import { mediaChannels } from '../../contract/ipc/media-bridge.ts';
import type { PhoneLog } from '../sip/phone-log.ts';
import type { MediaPage, MediaPageReports } from './pages.ts';

/** Electron's IPC with the media pages: each is heard as itself, and a stranger not at all. */
export type MediaIpc = {
  /** From now on messages of this page are its reports; it is sent requests by what is returned. */
  attach(page: WebContents, reports: MediaPageReports): MediaPage['send'];
  detach(page: WebContents): void;
  close(): void;
};

export function createMediaIpc(log: PhoneLog): MediaIpc {
  const pages = new Map<number, MediaPageReports>();

  /** Only the top frame of a page main opened itself may speak. */
  function reportsOf(event: IpcMainEvent): MediaPageReports | null {
    const reports = pages.get(event.sender.id);
    if (reports !== undefined && event.senderFrame?.parent === null) return reports;
    log.warn({ sender: event.sender.id }, 'media message of a stranger refused');
    return null;
  }
  const onReply = (event: IpcMainEvent, raw: unknown) => reportsOf(event)?.reply(raw);
  const onEvent = (event: IpcMainEvent, raw: unknown) => reportsOf(event)?.event(raw);
  ipcMain.on(mediaChannels.reply, onReply);
  ipcMain.on(mediaChannels.event, onEvent);

  return {
    attach(page, reports) {
      pages.set(page.id, reports);
      return (id, request) => page.send(mediaChannels.request, id, request);
    },
    detach(page) {
      pages.delete(page.id);
    },
    close() {
      ipcMain.off(mediaChannels.reply, onReply);
      ipcMain.off(mediaChannels.event, onEvent);
    },
  };
}
