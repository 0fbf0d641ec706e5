import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openServerStoreInTime } from '../db/server-store.ts';
import { openStore, type Store } from '../db/store.ts';
import type { Settings } from './settings.ts';

/** Exit codes, so that whoever supervises a center can tell what is worth another try. */
export const exitCodes = {
  /** What was asked for cannot be done as it was asked. */
  wrong: 1,
  /** The command line, a setting or the configuration file is wrong. */
  usage: 2,
  /** The store or the port is held by another process. */
  inUse: 3,
  /** The database could not be reached in time: try again later. */
  unreachable: 4,
  /** The store was made by a newer version. */
  newer: 5,
} as const;

export type OpenOutcome =
  | { readonly ok: true; readonly store: Store }
  | {
      readonly ok: false;
      readonly error: {
        readonly exitCode: number;
        readonly detail: string;
        readonly inUse: boolean;
      };
    };

/** What a store is opened for; `make` and `serve` make one where there is none. */
type StoreUse = 'serve' | 'make' | 'command';

/**
 * Opens the store that the settings name.
 *
 * @param use `serve` holds a database for one center alone and watches it. `command` needs a store
 *   that is there: a folder that was mistyped is not made into one.
 * @param say where a wait for the database is told.
 */
export async function openByName(
  settings: Settings,
  use: StoreUse,
  say: (line: string) => void,
): Promise<OpenOutcome> {
  if (settings.database !== undefined) return openServer(settings, settings.database, use, say);
  const dataFolder = settings.data ?? '';
  if (use === 'command' && !existsSync(join(dataFolder, 'store'))) {
    const detail = `There is no store in ${resolve(dataFolder)}. Look at --data; init makes a new one.`;
    return { ok: false, error: { exitCode: exitCodes.wrong, detail, inUse: false } };
  }
  const templateFolder = join(dataFolder, 'template');
  const opened = await openStore({ dataFolder, templateFolder });
  // Needed once, for an empty folder; a center has one store and needs no second template.
  if (existsSync(templateFolder)) rmSync(templateFolder, { recursive: true });
  if (opened.ok) return opened;
  const { kind, detail } = opened.error;
  const inUse = kind === 'folder-in-use';
  const exitCode = inUse ? exitCodes.inUse : kind === 'newer' ? exitCodes.newer : exitCodes.wrong;
  return { ok: false, error: { exitCode, detail, inUse } };
}

async function openServer(
  settings: Settings,
  url: string,
  use: StoreUse,
  say: (line: string) => void,
): Promise<OpenOutcome> {
  let told = '';
  const opened = await openServerStoreInTime(
    {
      url,
      serve: use === 'serve',
      connections: settings.databaseConnections,
      waitSeconds: settings.databaseWaitSeconds,
    },
    ({ detail }) => {
      if (detail !== told) say(`${detail} Trying again for ${settings.databaseWaitSeconds} s.`);
      told = detail;
    },
  );
  if (opened.ok) return opened;
  const { kind, detail } = opened.error;
  const exitCode = {
    unreachable: exitCodes.unreachable,
    'in-use': exitCodes.inUse,
    newer: exitCodes.newer,
    refused: exitCodes.wrong,
  }[kind];
  return { ok: false, error: { exitCode, detail, inUse: kind === 'in-use' } };
}
