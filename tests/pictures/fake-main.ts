import type { DeskCommand, DeskReply } from '../../src/contract/ipc/desk-api.ts';
import type { DeskApi } from '../../src/contract/ipc/desk-bridge.ts';
import type { DeskSnapshot } from '../../src/contract/ipc/desk-snapshot.ts';
import type { FloorReply, FloorRequest } from '../../src/contract/ipc/floor-api.ts';
import { pastCalls } from './fixtures/callbacks.ts';
import { colleagues } from './fixtures/colleagues.ts';
import { floorAnswer } from './fixtures/floor.ts';
import { customers, leads } from './fixtures/people.ts';
import { qualitySeries, reportText } from './fixtures/quality.ts';

/** What somebody says in main's place; undefined for the usual answer. */
type Instead = {
  readonly command?: (command: DeskCommand) => Promise<DeskReply> | undefined;
  readonly floor?: (request: FloorRequest) => Promise<FloorReply> | undefined;
};

/** Stands where the preload puts main: one snapshot, the records, and every command noted. */
export function fakeMain(
  snapshot: DeskSnapshot,
  instead: Instead = {},
): {
  api: DeskApi;
  commands: DeskCommand[];
  /** What main would send next. */
  show(next: DeskSnapshot): void;
} {
  let version = snapshot.version;
  let listener: (next: DeskSnapshot) => void = () => undefined;
  const commands: DeskCommand[] = [];
  const api: DeskApi = {
    connect: () => Promise.resolve(snapshot),
    command: (command) => {
      commands.push(command);
      const told = instead.command?.(command);
      if (told) return told;
      if (command.kind === 'list-calls') {
        return Promise.resolve({ ok: true, calls: [...pastCalls] });
      }
      if (command.kind === 'preview-black-box') {
        return Promise.resolve({ ok: true, blackBox: { reportId: 'report-1', text: reportText } });
      }
      // A center that knows no more than this computer.
      if (command.kind === 'find-customers') {
        return Promise.resolve({ ok: true, found: { hits: [], more: false } });
      }
      if (command.kind === 'list-colleagues') {
        return Promise.resolve({ ok: true, colleagues: [...colleagues] });
      }
      return Promise.resolve({ ok: true });
    },
    floor: <Request extends FloorRequest>(request: Request) =>
      (instead.floor?.(request) ?? Promise.resolve(floorAnswer(request))) as Promise<
        FloorReply<Request['kind']>
      >,
    onSnapshot: (heard) => {
      listener = heard;
      return () => undefined;
    },
    onLevels: (hear) => {
      hear({ sent: 0.12, heard: null });
      return () => undefined;
    },
    onQuality: (hear) => {
      hear(qualitySeries);
      return () => undefined;
    },
    onRecords: (hear) => {
      const { session } = snapshot;
      if (session.state === 'signed-in') {
        const { id: centerId, epoch } = session.center;
        hear({
          reset: true,
          position: { centerId, epoch, sequence: 1 },
          customers: [...customers],
          leads: [...leads],
        });
      }
      return () => undefined;
    },
  };
  return {
    api,
    commands,
    show: (next) => {
      version += 1;
      listener({ ...next, version });
    },
  };
}
