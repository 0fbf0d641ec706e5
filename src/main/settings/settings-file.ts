import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What lies on the disk before anybody has read it. */
export type StoredSettings =
  | { readonly kind: 'none' }
  | { readonly kind: 'read'; readonly stored: Record<string, unknown> }
  | { readonly kind: 'unreadable' };

/** Reads `settings.json`. A file that is no JSON object is unreadable, whatever else it is. */
export function readSettingsFile(folder: string): StoredSettings {
  const path = settingsPath(folder);
  if (!existsSync(path)) return { kind: 'none' };
  try {
    const stored: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof stored === 'object' && stored !== null && !Array.isArray(stored)
      ? { kind: 'read', stored: stored as Record<string, unknown> }
      : { kind: 'unreadable' };
  } catch {
    return { kind: 'unreadable' };
  }
}

/**
 * Copies `settings.json` beside itself under a name that was free, so that nothing of it is lost
 * when defaults are written. Returns the copy's file name; throws what the disk says.
 */
export function setSettingsAside(folder: string): string {
  let number = 1;
  while (existsSync(asidePath(folder, number))) number += 1;
  const path = asidePath(folder, number);
  copyFileSync(settingsPath(folder), path);
  return basename(path);
}

function settingsPath(folder: string): string {
  return join(folder, 'settings.json');
}

function asidePath(folder: string, number: number): string {
  return join(folder, `settings-set-aside-${number}.json`);
}
