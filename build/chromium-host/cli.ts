import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startApp } from './app.ts';
import { unpackOnce } from './asar.ts';
import { findChromium } from './chromium.ts';
import { type AppDescription, host } from './host.ts';
import { setPath } from './paths.ts';
import { addSwitch, parseSwitch } from './switches.ts';
import { CHROMIUM_MILESTONE, ELECTRON_VERSION } from './versions.ts';

/** The executable an app is started by; `process.argv[0]` of the app, as in Electron. */
const executable = process.env['HOMELINE_HOST_EXECUTABLE'] ?? process.execPath;
const resourcesPath = join(dirname(executable), 'resources');

/** The app's folder or file from the command line: `--app=PATH` wins over the first positional. */
function appFromArguments(given: string[]): string | undefined {
  const option = given.find((argument) => argument.startsWith('--app='))?.slice('--app='.length);
  const positional = given.find(
    (argument) => !argument.startsWith('-') && !/^data:/.test(argument),
  );
  return option ?? positional;
}

/** Reads package.json of a folder, an .asar that has been unpacked, or a single file's folder. */
function describe(path: string, packaged: boolean): AppDescription {
  const isFile = statSync(path).isFile();
  const appPath = isFile ? dirname(path) : path;
  const manifest = join(appPath, 'package.json');
  const { name, productName, version, main } = existsSync(manifest)
    ? (JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string | undefined>)
    : {};
  return {
    appPath,
    entry: isFile ? path : join(appPath, main ?? 'index.js'),
    name: productName ?? name ?? 'Electron',
    version: version ?? ELECTRON_VERSION,
    packaged,
    executable,
    resourcesPath,
  };
}

/** The packaged app beside the executable, or the one that the command line names. */
async function findApp(given: string[]): Promise<AppDescription> {
  const archive = join(resourcesPath, 'app.asar');
  if (existsSync(archive)) return describe(await unpackOnce(archive), true);
  const folder = join(resourcesPath, 'app');
  if (existsSync(folder)) return describe(folder, true);
  const named = appFromArguments(given);
  if (named === undefined) throw new Error('Usage: electron [switches] PATH-OF-APP');
  const path = resolve(named);
  if (!existsSync(path)) throw new Error(`Unable to find Electron app at ${path}`);
  return path.endsWith('.asar') ? describe(await unpackOnce(path), false) : describe(path, false);
}

/** Makes `process` look as an Electron main process sees it. */
function dress(description: AppDescription, given: string[]): void {
  process.argv = [executable, ...given];
  const define = (target: object, name: string, value: unknown) =>
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true });
  define(process.versions, 'electron', ELECTRON_VERSION);
  define(process.versions, 'chrome', `${CHROMIUM_MILESTONE}.0.0.0`);
  define(process, 'type', 'browser');
  define(process, 'resourcesPath', description.resourcesPath);
  if (!description.packaged) define(process, 'defaultApp', true);
  process.title = basename(description.name);
}

async function run(given: string[]): Promise<void> {
  if (given.includes('--version') || given.includes('-v')) {
    process.stdout.write(`v${ELECTRON_VERSION}\n`);
    return;
  }
  const description = await findApp(given);
  host.describe(description);
  findChromium();
  for (const argument of given) {
    const parsed = parseSwitch(argument);
    if (parsed !== undefined) addSwitch(host.switches, ...parsed);
  }
  const userData = host.switches.get('user-data-dir');
  if (userData) setPath('userData', resolve(userData));
  dress(description, given);
  await import(pathToFileURL(description.entry).href);
  await startApp();
}

run(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exit(1);
});
