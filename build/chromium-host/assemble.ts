/**
 * Writes a folder that stands alone, as electron-builder's `electronDist` expects it: the
 * executable, the host's modules, a Node beside them, the version and the licences.
 *
 * `node build/chromium-host/assemble.ts FOLDER`
 */
import { chmod, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ELECTRON_VERSION } from './versions.ts';

const source = fileURLToPath(new URL('.', import.meta.url));
const electronLicence = fileURLToPath(
  new URL('../../node_modules/electron/LICENSE', import.meta.url),
);

const CHROMIUM_LICENCE = `<!doctype html><title>Chromium</title>
<p>This package runs the Chromium that is installed on the machine, under that one's licences
(see chrome://credits there). No part of Chromium is in this package.</p>
`;

/** @param folder - Made when it is not there. */
export async function assemble(folder: string): Promise<void> {
  await mkdir(join(folder, 'host'), { recursive: true });
  await mkdir(join(folder, 'resources'), { recursive: true });
  for (const name of await readdir(source)) {
    if (!/\.ts$/.test(name) || /\.test\.ts$/.test(name)) continue;
    await copyFile(join(source, name), join(folder, 'host', name));
  }
  // Node takes the modules for ESM by the nearest package.json.
  await writeFile(join(folder, 'host', 'package.json'), '{ "type": "module" }\n');
  await copyFile(join(source, 'dist', 'electron'), join(folder, 'electron'));
  await copyFile(process.execPath, join(folder, 'node'));
  await Promise.all(['electron', 'node'].map((name) => chmod(join(folder, name), 0o755)));
  await writeFile(join(folder, 'version'), ELECTRON_VERSION);
  await copyFile(electronLicence, join(folder, 'LICENSE'));
  await writeFile(join(folder, 'LICENSES.chromium.html'), CHROMIUM_LICENCE);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('Usage: node build/chromium-host/assemble.ts FOLDER');
  await assemble(resolve(folder));
}
