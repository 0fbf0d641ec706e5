import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, expect, test } from 'vitest';
import {
  DurableFileSystem,
  durableStartParameters,
} from '../../../src/center/db/durable-file-system.ts';
import { readMigrations } from '../../../src/center/db/migrate.ts';
import { copyTemplate, ensureTemplate } from '../../../src/center/db/template.ts';
import { temporaryFolder, testTemplateFolder } from '../../support/center.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function syncsOfTenCommits(name: string, startParameters: readonly string[]) {
  const path = join(folder, name);
  copyTemplate(await ensureTemplate(testTemplateFolder, readMigrations()), path);
  const files = new DurableFileSystem(path);
  const store = new PGlite({ fs: files, startParams: [...startParameters] });
  await store.exec('create table note (text text)');
  const before = files.syncs;
  for (let count = 0; count < 10; count += 1) {
    await store.query('insert into note values ($1)', ['acknowledged']);
  }
  const syncs = files.syncs - before;
  await store.close();
  return syncs;
}

test('every commit reaches the disk before it is answered', async () => {
  expect(await syncsOfTenCommits('durable', durableStartParameters)).toBeGreaterThanOrEqual(10);
});

test('the engine as it comes does not: what the start of a store looks for is there to be missed', async () => {
  expect(await syncsOfTenCommits('as-it-comes', PGlite.defaultStartParams)).toBe(0);
});
