import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openServerStore } from '../../src/center/db/server-store.ts';
import { openStore, type Store } from '../../src/center/db/store.ts';
import { createDatabase, dropDatabase } from './postgres/server.ts';
import { temporaryRoot } from './temporary-root.ts';

/** One template for all test files: initdb takes seconds. */
export const testTemplateFolder = join(temporaryRoot, 'homeline-test-center-template');

export function temporaryFolder(): string {
  return mkdtempSync(join(temporaryRoot, 'homeline-center-'));
}

/**
 * An empty store, gone when it is closed: embedded, or, in the project `postgres`, a database of
 * its own on the tests' server.
 */
export async function openTestStore(): Promise<Store> {
  const serverUrl = process.env['HOMELINE_TEST_POSTGRES'];
  if (serverUrl === undefined) return openEmbeddedTestStore();
  const url = await createDatabase(serverUrl);
  return withEnd(await openServerStore({ url }), () => dropDatabase(serverUrl, url));
}

/** An empty embedded store, whatever the project. */
export async function openEmbeddedTestStore(): Promise<Store> {
  const folder = temporaryFolder();
  const opened = await openStore({ dataFolder: folder, templateFolder: testTemplateFolder });
  if (!opened.ok) throw new Error(opened.error.detail);
  return withEnd(opened.store, () => rmSync(folder, { recursive: true, force: true }));
}

/** A place for a store that nobody has opened, as options of the center's command. */
export type TestPlace = {
  readonly options: readonly string[];
  /** For files beside it. */
  readonly folder: string;
  /** Empty places, one of each engine this project has. */
  readonly others: () => Promise<readonly TestPlace[]>;
  readonly remove: () => Promise<void>;
};

/** In a folder, or, in the project `postgres`, in a database of its own. */
export async function newTestPlace(): Promise<TestPlace> {
  const serverUrl = process.env['HOMELINE_TEST_POSTGRES'];
  return serverUrl === undefined ? folderPlace() : databasePlace(serverUrl);
}

function folderPlace(): TestPlace {
  const folder = temporaryFolder();
  return {
    options: ['--data', join(folder, 'data')],
    folder,
    others: async () => [folderPlace()],
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function databasePlace(serverUrl: string): Promise<TestPlace> {
  const folder = temporaryFolder();
  const url = await createDatabase(serverUrl);
  return {
    options: ['--database', url],
    folder,
    others: async () => [await databasePlace(serverUrl), folderPlace()],
    remove: async () => {
      rmSync(folder, { recursive: true, force: true });
      await dropDatabase(serverUrl, url);
    },
  };
}

function withEnd(store: Store, end: () => void | Promise<void>): Store {
  return {
    ...store,
    close: async () => {
      await store.close();
      await end();
    },
  };
}
