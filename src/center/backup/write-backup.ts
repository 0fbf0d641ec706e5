import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createGzip } from 'node:zlib';
import { dumpTables, migrationsOf, readRows } from '../db/dump.ts';
import type { Db } from '../db/store.ts';
import { syncFolder } from '../db/sync-tree.ts';
import { type BackupLine, backupFormat } from './backup-format.ts';

/**
 * Writes a store to one file while it works: a snapshot of one moment, the same format from
 * either engine. The file appears whole, under its name, or not at all; one that is there is not
 * overwritten. Nobody but its owner may read it: it holds customers, and hashes of passwords.
 *
 * @returns how many rows it holds.
 */
export async function writeBackup(db: Db, path: string, centerId: string): Promise<number> {
  const partial = `${path}.partial`;
  await refuseExisting(path);
  const file = await open(partial, 'w', 0o600);
  try {
    const gzip = createGzip();
    const written = copyTo(gzip, file);
    // Looked at below; a disk that is full before that must not end the center.
    written.catch(() => undefined);
    const digest = createHash('sha256');
    const put = async (line: BackupLine) => {
      const text = `${JSON.stringify(line)}\n`;
      if (line.kind !== 'end') digest.update(text);
      if (!gzip.write(text)) await Promise.race([once(gzip, 'drain'), written]);
    };
    let rows = 0;
    await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (transaction) => {
        const tables = await dumpTables(transaction);
        await put({
          kind: 'header',
          format: backupFormat,
          centerId,
          migrations: [...(await migrationsOf(transaction))],
        });
        for (const table of tables) {
          await put({
            kind: 'table',
            name: table.name,
            columns: table.columns.map((column) => ({ ...column })),
          });
          for await (const batch of readRows(transaction, table)) {
            for (const row of batch) await put({ kind: 'row', values: [...row] });
            rows += batch.length;
          }
        }
      });
    await put({ kind: 'end', rows, sha256: digest.digest('hex') });
    gzip.end();
    await written;
    await file.sync();
    await file.close();
    await refuseExisting(path);
    await rename(partial, path);
    syncFolder(dirname(path));
    return rows;
  } catch (error) {
    await file.close();
    await rm(partial, { force: true });
    throw error;
  }
}

async function copyTo(
  source: AsyncIterable<Buffer>,
  file: Awaited<ReturnType<typeof open>>,
): Promise<void> {
  for await (const chunk of source) await file.write(chunk);
}

async function refuseExisting(path: string): Promise<void> {
  const existing = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (existing === null) return;
  await existing.close();
  throw new Error(`${path} is there already; name another file`);
}
