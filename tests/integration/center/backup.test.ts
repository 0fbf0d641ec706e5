import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { writeBackup } from '../../../src/center/backup/write-backup.ts';
import { openTestStore, temporaryFolder } from '../../support/test-store.ts';

/** A disk that is full, for files of this ending. */
vi.mock(import('node:fs/promises'), async (original) => {
  const real = await original();
  const open: typeof real.open = async (path, ...rest) => {
    const file = await real.open(path, ...rest);
    if (!String(path).endsWith('.partial')) return file;
    file.write = () => Promise.reject(new Error('ENOSPC: no space left on device'));
    return file;
  };
  return { ...real, default: { ...real.default, open }, open };
});

test('a backup that the disk has no room for fails with a word, and the store works on', async () => {
  const store = await openTestStore();
  const folder = temporaryFolder();
  // More than is held in memory on the way to the disk.
  await sql`create table filler as select md5(n::text) as text from generate_series(1, 20000) n`.execute(
    store.db,
  );
  const file = join(folder, 'backup');
  await expect(writeBackup(store.db, file, 'c1')).rejects.toThrow('ENOSPC');
  expect(existsSync(`${file}.partial`) || existsSync(file)).toBe(false);
  expect((await sql`select 1 as one`.execute(store.db)).rows).toEqual([{ one: 1 }]);
  await store.close();
  rmSync(folder, { recursive: true });
});
