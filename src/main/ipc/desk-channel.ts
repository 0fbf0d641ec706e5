import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import {
  type DeskCommand,
  type DeskRecords,
  type DeskReply,
  deskCommand,
} from '../../contract/ipc/desk-api.ts';
import { deskChannels } from '../../contract/ipc/desk-bridge.ts';
import type { DeskSnapshot } from '../../contract/ipc/desk-snapshot.ts';
import type { SoundLevels } from '../../contract/ipc/preferences.ts';
import type { Log } from '../log/log.ts';

/**
 * The desk page's channel. Each message is checked twice: it must come from the desk window's own
 * main frame, and it must fit its schema. Anything else is answered with a typed error.
 */
export function createDeskChannel(options: {
  readonly window: () => BrowserWindow | null;
  /** The page was loaded and asks for the newest snapshot. */
  readonly connect: () => DeskSnapshot;
  readonly carryOut: (command: DeskCommand) => Promise<DeskReply>;
  readonly log: Log;
}) {
  const { log } = options;

  function fromDesk(event: IpcMainInvokeEvent): boolean {
    const contents = options.window()?.webContents;
    const frame = event.senderFrame;
    return (
      contents !== undefined &&
      event.sender.id === contents.id &&
      frame !== null &&
      frame.parent === null &&
      new URL(frame.url).host === 'desk'
    );
  }

  ipcMain.handle(deskChannels.connect, (event) => {
    if (!fromDesk(event)) throw new Error('not the desk');
    return options.connect();
  });

  ipcMain.handle(deskChannels.command, async (event, raw: unknown): Promise<DeskReply> => {
    if (!fromDesk(event)) throw new Error('not the desk');
    const parsed = deskCommand.safeParse(raw);
    if (!parsed.success) {
      const path = parsed.error.issues[0]?.path.join('.') ?? '';
      log.warn({ path }, 'desk command refused');
      return { ok: false, error: { kind: 'invalid', path } };
    }
    try {
      return await options.carryOut(parsed.data);
    } catch (error) {
      log.error({ error: String(error), command: parsed.data.kind }, 'desk command failed');
      return { ok: false, error: { kind: 'failed' } };
    }
  });

  const send = (channel: string, value: unknown) => {
    const window = options.window();
    if (window && !window.isDestroyed()) window.webContents.send(channel, value);
  };
  return {
    sendSnapshot: (snapshot: DeskSnapshot) => send(deskChannels.snapshot, snapshot),
    sendRecords: (records: DeskRecords) => send(deskChannels.records, records),
    sendLevels: (levels: SoundLevels) => send(deskChannels.levels, levels),
  };
}
