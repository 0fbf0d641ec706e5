import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';
import { cacheFolder, inRepository, repository } from './paths.mjs';
import { runLogged, SetupProblem, step, tail } from './step.mjs';

/** Everything a build depends on. */
const sources = [
  'src',
  'resources',
  'build/jssip',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const stampFile = inRepository('out', 'stamp');

/** Builds the app into `out/` unless it was built from exactly these sources. */
export async function ensureBuilt(): Promise<void> {
  const wanted = fingerprint(sources, (file) => !/\.test\.tsx?$/.test(file));
  if (isStamped(stampFile, wanted)) return;
  await step('build', async () => {
    rmSync(stampFile, { force: true });
    await node('build-jssip.log', ['build/jssip/build.ts']);
    await node('build.log', ['node_modules/electron-vite/bin/electron-vite.js', 'build']);
  });
  stamp(stampFile, wanted);
}

async function node(logName: string, args: string[]): Promise<void> {
  const logFile = join(cacheFolder, logName);
  const env = { ...process.env, NODE_ENV: 'production' };
  const code = await runLogged(process.execPath, args, { cwd: repository, env, logFile });
  if (code === 0) return;
  throw new SetupProblem(
    `The build failed (node ${args.join(' ')}, code ${code}):\n${tail(logFile)}`,
    `The whole log is ${logFile}.`,
  );
}
