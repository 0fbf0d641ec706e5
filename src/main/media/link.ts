import { type IpcMainEvent, ipcMain, type WebContents } from 'electron';
import { mediaChannels } from '../../contract/ipc/media-bridge.ts';
import type { PhoneLog } from '../sip/phone-log.ts';
import type { MediaLink } from './media-link.ts';
import { createRequestChannel } from './request-channel.ts';

/** The media link over Electron's IPC, and what the window tells it. */
export type ElectronMediaLink = {
  readonly link: MediaLink;
  /** From now on this is the media page; messages of any other sender are refused. */
  attach(page: WebContents): void;
  pageGone(): void;
  close(): void;
};

export function createElectronMediaLink(log: PhoneLog): ElectronMediaLink {
  let page: WebContents | null = null;
  const channel = createRequestChannel({
    send(id, request) {
      page?.send(mediaChannels.request, id, request);
    },
    refused(name) {
      log.warn({ channel: name }, 'media page sent what does not parse');
    },
  });

  /** Only the top frame of the page main opened itself may speak. */
  function isOurs(event: IpcMainEvent): boolean {
    const ours = page !== null && event.sender.id === page.id && event.senderFrame?.parent === null;
    if (!ours) log.warn({ sender: event.sender.id }, 'media message of a stranger refused');
    return ours;
  }
  const onReply = (event: IpcMainEvent, raw: unknown) => {
    if (isOurs(event)) channel.receiveReply(raw);
  };
  const onEvent = (event: IpcMainEvent, raw: unknown) => {
    if (isOurs(event)) channel.receiveEvent(raw);
  };
  ipcMain.on(mediaChannels.reply, onReply);
  ipcMain.on(mediaChannels.event, onEvent);

  return {
    link: channel.link,
    attach(next) {
      page = next;
    },
    pageGone() {
      page = null;
      channel.pageGone();
    },
    close() {
      ipcMain.off(mediaChannels.reply, onReply);
      ipcMain.off(mediaChannels.event, onEvent);
      channel.pageGone();
    },
  };
}
