import { writeBackup } from '../backup/write-backup.ts';
import { countRows } from '../db/dump.ts';
import { organisationIsThere, soleOrganisation } from '../db/organisation.ts';
import type { Store } from '../db/store.ts';
import { runPutCommand } from './put-commands.ts';
import { type CommandOutcome, runUserCommand, type StoreCommand } from './user-commands.ts';

/**
 * Carries out a command on an open store, in a center that serves or beside it.
 *
 * @param feedMoved called after a commit that desks are to be told of. Beside a center that serves
 * from the same database nobody can be called: it looks there by itself.
 */
export async function runCommand(
  store: Store,
  command: StoreCommand,
  feedMoved: () => void,
): Promise<CommandOutcome> {
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
    case 'campaign-put':
    case 'campaign-list':
    case 'script-put':
    case 'reasons-put':
    case 'pbx-put':
    case 'organisation-set': {
      const { db } = store;
      const written = { db, organisationId: soleOrganisation, now: Date.now, feedMoved };
      return runPutCommand(written, command);
    }
    default:
      return runUserCommand(store.db, command);
  }
}
