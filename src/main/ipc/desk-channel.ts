import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import {
  type DeskCommand,
  type DeskRecords,
  type DeskReply,
  deskCommand,
} from '../../contract/ipc/desk-api.ts';
import { deskChannels } from '../../contract/ipc/desk-bridge.ts';
import type { DeskSnapshot } from '../../contract/ipc/desk-snapshot.ts';
import { type FloorReply, type FloorRequest, floorRequest } from '../../contract/ipc/floor-api.ts';
import type { SoundLevels } from '../../contract/ipc/preferences.ts';
import type { QualitySeries } from '../../contract/ipc/quality-view.ts';
import type { Log } from '../log/log.ts';

/** All the compact bar may ask for: what its buttons do. */
const ofCompact: ReadonlySet<DeskCommand['kind']> = new Set([
  'answer',
  'reject',
  'hang-up',
  'mute',
  'hold',
  'next',
  'do-not-call',
  'set-ready',
  'set-compact',
  'show-desk',
]);

/**
 * The channel of the desk page and of the compact bar. Each message is checked twice: it must come
 * from such a window's own main frame, and it must fit its schema (the bar's are few). Anything
 * else is answered with a typed error.
 */
export function createDeskChannel(options: {
  readonly windows: () => {
    readonly desk: BrowserWindow | null;
    readonly compact: BrowserWindow | null;
  };
  /** The desk page was loaded and asks for the newest snapshot. */
  readonly connect: () => DeskSnapshot;
  /** The newest snapshot for the bar, which types nothing. */
  readonly look: () => DeskSnapshot;
  readonly carryOut: (command: DeskCommand) => Promise<DeskReply>;
  /** The floor manager’s screens. */
  readonly floor: (request: FloorRequest) => Promise<FloorReply>;
  readonly log: Log;
}) {
  const { log } = options;

  function senderOf(event: IpcMainInvokeEvent): 'desk' | 'compact' {
    const { desk, compact } = options.windows();
    const frame = event.senderFrame;
    const isPage = frame !== null && frame.parent === null && URL.parse(frame.url)?.host === 'desk';
    if (isPage && desk?.webContents.id === event.sender.id) return 'desk';
    if (isPage && compact?.webContents.id === event.sender.id) return 'compact';
    throw new Error('not the desk');
  }

  ipcMain.handle(deskChannels.connect, (event) => {
    return senderOf(event) === 'desk' ? options.connect() : options.look();
  });

  ipcMain.handle(deskChannels.command, async (event, raw: unknown): Promise<DeskReply> => {
    const sender = senderOf(event);
    const parsed = deskCommand.safeParse(raw);
    if (!parsed.success) {
      const path = parsed.error.issues[0]?.path.join('.') ?? '';
      log.warn({ path }, 'desk command refused');
      return { ok: false, error: { kind: 'invalid', path } };
    }
    if (sender === 'compact' && !ofCompact.has(parsed.data.kind)) {
      log.warn({ command: parsed.data.kind }, 'not for the compact bar');
      return { ok: false, error: { kind: 'invalid', path: 'kind' } };
    }
    try {
      return await options.carryOut(parsed.data);
    } catch (error) {
      log.error({ error: String(error), command: parsed.data.kind }, 'desk command failed');
      return { ok: false, error: { kind: 'failed' } };
    }
  });

  ipcMain.handle(deskChannels.floor, async (event, raw: unknown): Promise<FloorReply> => {
    if (senderOf(event) !== 'desk') throw new Error('not the desk');
    const parsed = floorRequest.safeParse(raw);
    if (!parsed.success) {
      const path = parsed.error.issues[0]?.path.join('.') ?? '';
      log.warn({ path }, 'floor request refused');
      return { ok: false, error: { kind: 'invalid', path } };
    }
    try {
      return await options.floor(parsed.data);
    } catch (error) {
      log.error({ error: String(error), request: parsed.data.kind }, 'floor request failed');
      return { ok: false, error: { kind: 'failed' } };
    }
  });

  const sendTo = (window: BrowserWindow | null, channel: string, value: unknown) => {
    if (window && !window.isDestroyed()) window.webContents.send(channel, value);
  };
  const send = (channel: string, value: unknown) => sendTo(options.windows().desk, channel, value);
  return {
    sendSnapshot(snapshot: DeskSnapshot): void {
      send(deskChannels.snapshot, snapshot);
      sendTo(options.windows().compact, deskChannels.snapshot, snapshot);
    },
    sendRecords: (records: DeskRecords) => send(deskChannels.records, records),
    sendLevels: (levels: SoundLevels) => send(deskChannels.levels, levels),
    sendQuality: (series: QualitySeries) => send(deskChannels.quality, series),
  };
}
