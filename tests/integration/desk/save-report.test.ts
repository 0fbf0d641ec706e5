import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFloor } from '../../../src/main/floor/floor.ts';
import { startCuttableProxy } from '../../support/cuttable-proxy.ts';

const rows = ['row,outcome', ...Array.from({ length: 20_000 }, (_, n) => `${n + 1},imported`)];
const report = `${rows.join('\n')}\n`;

test('a network lost in the middle of a report leaves nothing, and the same press gets it whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'homeline-reports-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const half = Buffer.from(report.slice(0, report.length / 2));
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(200, { 'content-type': 'text/csv' });
    if (asked > 1) response.end(report);
    else response.write(half, () => void cutWhenWritten());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const proxy = await startCuttableProxy(`http://127.0.0.1:${port}`);
  onTestFinished(() => proxy.close());

  /** Cuts once part of the report is on the disk, under whatever name. */
  async function cutWhenWritten(): Promise<void> {
    for (;;) {
      const [name] = await readdir(folder);
      if (name && (await readFile(join(folder, name))).length > 0) return proxy.cut();
    }
  }

  const floor = createFloor({
    base: () => proxy.url,
    accessToken: () => Promise.resolve('token'),
    downloads: () => folder,
  });
  const press = () => floor({ kind: 'save-report', leadListId: 'list-1', name: 'spring.csv' });
  expect(await press()).toEqual({ ok: false, error: { kind: 'unreachable' } });
  expect(await readdir(folder)).toEqual([]);
  proxy.mend();
  const path = join(folder, 'spring report.csv');
  expect(await press()).toEqual({ ok: true, value: { path } });
  expect(await readdir(folder)).toEqual(['spring report.csv']);
  expect(await readFile(path, 'utf8')).toBe(report);
});
