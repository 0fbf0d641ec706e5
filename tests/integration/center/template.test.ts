import { cpSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, expect, test } from 'vitest';
import { readMigrations } from '../../../src/center/db/migrate.ts';
import { copyTemplate, ensureTemplate } from '../../../src/center/db/template.ts';
import { temporaryFolder, testTemplateFolder } from '../../support/center.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function removeEmptyFolders(root: string): number {
  let removed = 0;
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const path = join(root, entry.name);
    removed += removeEmptyFolders(path);
    if (readdirSync(path).length > 0) continue;
    rmdirSync(path);
    removed += 1;
  }
  return removed;
}

test('a template that lost its empty folders on the way is still a store', async () => {
  const template = await ensureTemplate(testTemplateFolder, readMigrations());
  const packed = join(folder, 'packed');
  cpSync(template, packed, { recursive: true });
  expect(removeEmptyFolders(packed)).toBeGreaterThan(0);

  const path = join(folder, 'store');
  copyTemplate(packed, path);
  const store = new PGlite(path);
  const { rows } = await store.query('select count(*)::int as tables from center');
  await store.close();
  expect(rows).toEqual([{ tables: 0 }]);
});
