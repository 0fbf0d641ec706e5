import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackageWithOptions } from '@electron/asar';
import { expect, it, onTestFinished } from 'vitest';
import { unpack, unpackOnce } from './asar.ts';

async function givenArchive(): Promise<{ folder: string; archive: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'asar-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'app', 'deep'), { recursive: true });
  await writeFile(join(folder, 'app', 'package.json'), '{"name":"packed"}');
  await writeFile(join(folder, 'app', 'deep', 'größe.txt'), 'inside '.repeat(1000));
  await writeFile(join(folder, 'app', 'run.sh'), '#!/bin/sh\n', { mode: 0o755 });
  await writeFile(join(folder, 'app', 'native.node'), 'beside');
  await writeFile(join(folder, 'app', 'empty'), '');
  const archive = join(folder, 'app.asar');
  await createPackageWithOptions(join(folder, 'app'), archive, { unpack: '*.node' });
  return { folder, archive };
}

it('unpacks what the official tool packs', async () => {
  const { folder, archive } = await givenArchive();
  const out = join(folder, 'out');
  await unpack(archive, out);
  expect(await readFile(join(out, 'package.json'), 'utf8')).toBe('{"name":"packed"}');
  expect(await readFile(join(out, 'deep', 'größe.txt'), 'utf8')).toBe('inside '.repeat(1000));
  expect(await readFile(join(out, 'native.node'), 'utf8')).toBe('beside');
  expect(await readFile(join(out, 'empty'), 'utf8')).toBe('');
  expect((await stat(join(out, 'run.sh'))).mode & 0o111).toBe(0o111);
});

it('unpacks once per content, into the cache', async () => {
  const { folder, archive } = await givenArchive();
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
  onTestFinished(() => {
    delete process.env['XDG_CACHE_HOME'];
  });
  const first = await unpackOnce(archive);
  await writeFile(join(first, 'mark'), '');
  expect(await unpackOnce(archive)).toBe(first);
  expect(await readFile(join(first, 'mark'), 'utf8')).toBe('');
});
