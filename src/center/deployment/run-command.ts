import { writeBackup } from '../backup/write-backup.ts';
import { countRows } from '../db/dump.ts';
import { organisationIsThere } from '../db/organisation.ts';
import type { Store } from '../db/store.ts';
import { type CommandOutcome, runUserCommand, type StoreCommand } from './user-commands.ts';

/** Carries out a command on an open store, in a center that serves or beside it. */
export async function runCommand(store: Store, command: StoreCommand): Promise<CommandOutcome> {
  switch (command.kind) {
    case 'backup': {
      try {
        const rows = await writeBackup(store.db, command.file, store.identity.centerId);
        return { ok: true, lines: [`${command.file} holds ${rows} rows.`] };
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        return { ok: false, detail: `The backup was not written: ${detail}` };
      }
    }
    case 'check': {
      const { centerId, epoch } = store.identity;
      const isThere = await organisationIsThere(store.db);
      const rows = await countRows(store.db);
      const setUp = isThere ? 'set up' : 'not set up: run `init`';
      return { ok: true, lines: [`center ${centerId}, epoch ${epoch}, ${setUp}, ${rows} rows`] };
    }
    default:
      return runUserCommand(store.db, command);
  }
}
