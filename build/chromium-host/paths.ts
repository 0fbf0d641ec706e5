import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { host } from './host.ts';

const set = new Map<string, string>();

function configHome(): string {
  return process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
}

const FOLDERS: Record<string, () => string> = {
  home: () => homedir(),
  appData: () => configHome(),
  userData: () => join(getPath('appData'), host.description.name),
  sessionData: () => getPath('userData'),
  temp: () => tmpdir(),
  exe: () => host.description.executable,
  module: () => host.description.executable,
  desktop: () => join(homedir(), 'Desktop'),
  documents: () => join(homedir(), 'Documents'),
  downloads: () => join(homedir(), 'Downloads'),
  music: () => join(homedir(), 'Music'),
  pictures: () => join(homedir(), 'Pictures'),
  videos: () => join(homedir(), 'Videos'),
  logs: () => join(getPath('userData'), 'logs'),
  crashDumps: () => join(getPath('userData'), 'Crashpad'),
};

/** `app.getPath`. */
export function getPath(name: string): string {
  const folder = FOLDERS[name];
  if (folder === undefined) throw new Error(`Failed to get '${name}' path`);
  return set.get(name) ?? folder();
}

/** `app.setPath`; creates the folder, as Electron does. */
export function setPath(name: string, path: string): void {
  if (FOLDERS[name] === undefined) throw new Error(`Failed to set path '${name}'`);
  if (!isAbsolute(path)) throw new Error('Path must be absolute');
  mkdirSync(name === 'logs' ? dirname(path) : path, { recursive: true });
  set.set(name, path);
}
