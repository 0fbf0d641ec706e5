import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from '../chromium-host/assemble.ts';
import { ensureBuilt } from './built-app.ts';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';
import { cacheFolder, inRepository, repository } from './paths.mjs';
import type { PreparedRuntime } from './prepared-runtime.ts';
import { runLogged, SetupProblem, step, tail } from './step.mjs';

/** Where electron-builder puts the unpacked app, by platform and processor. */
function unpackedFolder(): string {
  const processor = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'darwin') return inRepository('dist', `mac${processor}`);
  const system = process.platform === 'win32' ? 'win' : 'linux';
  return inRepository('dist', `${system}${processor}-unpacked`);
}

function executableIn(folder: string): string {
  if (process.platform === 'darwin') {
    return join(folder, 'Homeline.app', 'Contents', 'MacOS', 'Homeline');
  }
  return join(folder, process.platform === 'win32' ? 'Homeline.exe' : 'homeline');
}

/**
 * Packs the built app with electron-builder's `dir` target, unless exactly this was packed: around
 * real Electron where the runtime is that, else around the Chromium host's folder.
 *
 * @returns the executable of the packed app.
 */
export async function ensurePacked(runtime: PreparedRuntime): Promise<string> {
  await ensureBuilt();
  const folder = unpackedFolder();
  const stampFile = join(folder, '.packed-from');
  const sources = ['src', 'resources', 'build', 'electron-builder.yml', 'package-lock.json'];
  const wanted = `${runtime.name} ${fingerprint(sources, (file) => !/\.test\.tsx?$/.test(file))}`;
  if (isStamped(stampFile, wanted)) return executableIn(folder);
  await step(`pack (${runtime.name})`, async () => {
    rmSync(folder, { recursive: true, force: true });
    const isHost = runtime.name === 'chromium';
    const electronDist = isHost
      ? await hostFolder()
      : inRepository('node_modules', 'electron', 'dist');
    await pack(electronDist, runtime.name);
  });
  stamp(stampFile, wanted);
  return executableIn(folder);
}

async function hostFolder(): Promise<string> {
  const folder = inRepository('dist', 'chromium-host');
  rmSync(folder, { recursive: true, force: true });
  await assemble(folder);
  return folder;
}

async function pack(electronDist: string, runtime: string): Promise<void> {
  const logFile = join(cacheFolder, 'pack.log');
  const args = ['build/setup/electron-builder.ts', electronDist, runtime];
  const code = await runLogged(process.execPath, args, { cwd: repository, logFile });
  if (code === 0) return;
  throw new SetupProblem(
    `electron-builder ended with code ${code}:\n${tail(logFile)}`,
    `The whole log is ${logFile}.`,
  );
}
