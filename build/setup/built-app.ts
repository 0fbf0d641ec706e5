import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';
import { cacheFolder, inRepository, repository } from './paths.mjs';
import { runLogged, SetupProblem, step, tail } from './step.mjs';

/** The libraries we build ourselves and import by name (`#jssip`), and what they are made from. */
const libraries = {
  sources: ['build/jssip', 'package-lock.json'],
  stampFile: inRepository('out', 'jssip', 'stamp'),
};
const app = {
  sources: ['src', 'resources', 'electron.vite.config.ts', 'package.json', ...libraries.sources],
  stampFile: inRepository('out', 'stamp'),
};

/** Builds the libraries into `out/` unless they were built from exactly these sources. */
export async function ensureLibraries(): Promise<void> {
  await ensure(libraries, 'build of JsSIP', () =>
    node('build-jssip.log', ['build/jssip/build.ts']),
  );
}

/** Builds the libraries and the app into `out/` unless they were built from exactly these sources. */
export async function ensureBuilt(): Promise<void> {
  await ensureLibraries();
  const electronVite = 'node_modules/electron-vite/bin/electron-vite.js';
  await ensure(app, 'build', () => node('build.log', [electronVite, 'build']));
}

async function ensure(
  product: { sources: string[]; stampFile: string },
  title: string,
  build: () => Promise<void>,
): Promise<void> {
  const wanted = fingerprint(product.sources, (file) => !/\.test\.tsx?$/.test(file));
  if (isStamped(product.stampFile, wanted)) return;
  await step(title, async () => {
    rmSync(product.stampFile, { force: true });
    await build();
  });
  stamp(product.stampFile, wanted);
}

async function node(logName: string, args: string[]): Promise<void> {
  const logFile = join(cacheFolder, logName);
  const env = { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' };
  const code = await runLogged(process.execPath, args, { cwd: repository, env, logFile });
  if (code === 0) return;
  throw new SetupProblem(
    `The build failed (node ${args.join(' ')}, code ${code}):\n${tail(logFile)}`,
    `The whole log is ${logFile}.`,
  );
}
