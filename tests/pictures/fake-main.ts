import type { DeskCommand } from '../../src/contract/ipc/desk-api.ts';
import type { DeskApi } from '../../src/contract/ipc/desk-bridge.ts';
import type { DeskSnapshot } from '../../src/contract/ipc/desk-snapshot.ts';
import { customers, leads } from './fixtures/people.ts';

/** Stands where the preload puts main: one snapshot, the records, and every command noted. */
export function fakeMain(snapshot: DeskSnapshot): { api: DeskApi; commands: DeskCommand[] } {
  const commands: DeskCommand[] = [];
  const api: DeskApi = {
    connect: () => Promise.resolve(snapshot),
    command: (command) => {
      commands.push(command);
      return Promise.resolve({ ok: true });
    },
    onSnapshot: () => () => undefined,
    onRecords: (listener) => {
      const { session } = snapshot;
      if (session.state === 'signed-in') {
        const { id: centerId, epoch } = session.center;
        listener({
          reset: true,
          position: { centerId, epoch, sequence: 1 },
          customers: [...customers],
          leads: [...leads],
        });
      }
      return () => undefined;
    },
  };
  return { api, commands };
}
