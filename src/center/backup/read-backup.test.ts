import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backupFormat } from './backup-format.ts';
import { BackupError, checkBackup } from './read-backup.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const header = { kind: 'header', format: backupFormat, centerId: 'c', migrations: ['001-a.sql'] };
const table = { kind: 'table', name: 'customer', columns: [{ name: 'id', type: 'text' }] };
const row = { kind: 'row', values: ['Nguyễn\n张伟'] };

function end(rows: number, ...lines: object[]): object {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return { kind: 'end', rows, sha256: createHash('sha256').update(text).digest('hex') };
}

function file(...lines: object[]): string {
  const path = join(folder, 'backup');
  writeFileSync(path, gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
  return path;
}

test('a whole backup says what it is', async () => {
  const lines = [header, table, row, row];
  expect(await checkBackup(file(...lines, end(2, ...lines)))).toMatchObject({ rows: 2 });
});

const whole = [header, table, row];
test.each([
  ['without its end', whole, 'cut short'],
  ['with a row less', [header, table, end(1, ...whole)], 'changed'],
  ['with a row more', [...whole, row, end(2, ...whole)], 'changed'],
  ['with another row', [header, table, { ...row, values: ['x'] }, end(1, ...whole)], 'changed'],
  ['that goes on', [...whole, end(1, ...whole), row], 'after its end'],
  ['without its header', [table, row, end(1, table, row)], 'does not begin'],
  ['of a later format', [{ ...header, format: 'homeline-center-backup/9' }], 'format'],
  ['with a line of something else', [header, { kind: 'poem' }], 'none of a backup'],
])('one %s is refused', async (_what, lines, words) => {
  await expect(checkBackup(file(...lines))).rejects.toThrow(words);
});

test('bytes that end too early, and bytes that are no gzip', async () => {
  const path = join(folder, 'bytes');
  const bytes = gzipSync(`${JSON.stringify(header)}\n`.repeat(50));
  writeFileSync(path, bytes.subarray(0, -6));
  await expect(checkBackup(path)).rejects.toThrow(BackupError);
  writeFileSync(path, 'hello');
  await expect(checkBackup(path)).rejects.toThrow(BackupError);
});
