import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { saveReportAs } from './saved-report.ts';

const whole = 'row,outcome\n1,imported\n2,skipped\n';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeline-reports-'));
});
afterEach(() => rm(folder, { recursive: true }));

function body(...parts: (string | Error)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const part = parts.shift();
      if (part === undefined) controller.close();
      else if (part instanceof Error) controller.error(part);
      else controller.enqueue(new TextEncoder().encode(part));
    },
  });
}

test('a report that breaks off leaves nothing, and the next try gives all of it', async () => {
  const broken = body(whole.slice(0, 15), new TypeError('terminated'));
  expect(await saveReportAs('spring.csv', folder, broken)).toEqual({ kind: 'broken-off' });
  expect(await readdir(folder)).toEqual([]);
  const again = await saveReportAs('spring.csv', folder, body(whole.slice(0, 15), whole.slice(15)));
  const path = join(folder, 'spring report.csv');
  expect(again).toEqual({ kind: 'saved', path });
  expect(await readdir(folder)).toEqual(['spring report.csv']);
  expect(await readFile(path, 'utf8')).toBe(whole);
});

test('until it is whole it has another name', async () => {
  const names: string[][] = [];
  const bytes = new ReadableStream<Uint8Array>({
    async pull(controller) {
      names.push(await readdir(folder));
      if (names.length === 1) controller.enqueue(new TextEncoder().encode(whole));
      else controller.close();
    },
  });
  await saveReportAs('spring.csv', folder, bytes);
  expect(names.at(-1)).toEqual(['spring report.csv.part']);
});

test('takes no name that is there, that is being saved, or that a stopped app left', async () => {
  await writeFile(join(folder, 'spring report.csv'), 'another');
  await writeFile(join(folder, 'spring report 2.csv.part'), 'half of one');
  const saved = await Promise.all([
    saveReportAs('spring.csv', folder, body(whole)),
    saveReportAs('spring.csv', folder, body(whole)),
  ]);
  expect(saved.map((one) => (one.kind === 'saved' ? one.path : '')).sort()).toEqual([
    join(folder, 'spring report 3.csv'),
    join(folder, 'spring report 4.csv'),
  ]);
  expect(await readFile(join(folder, 'spring report.csv'), 'utf8')).toBe('another');
});

test.each([
  ['../../etc/passwd.csv', 'passwd report.csv'],
  ['.hidden:*?.xlsx', 'hidden___ report.csv'],
  ['…', '_ report.csv'],
  ['danh sách tháng 3.csv', 'danh sách tháng 3 report.csv'],
])('a list called %s is a file of this folder', async (name, file) => {
  await saveReportAs(name, folder, body(whole));
  expect(await readdir(folder)).toEqual([file]);
});
