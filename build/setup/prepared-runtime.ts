import { existsSync } from 'node:fs';
import { ensureSystem } from './debian.ts';
import { inRepository } from './paths.mjs';
import { chromedriverNeed, chromiumNeed, fontNeeds } from './system-needs.ts';

/** The executable the app runs on, ready to run. */
export type PreparedRuntime = { name: string; executable: string; environment: NodeJS.ProcessEnv };

/**
 * Chooses the runtime and installs what it needs on this machine.
 *
 * @param options.steered Whether a driver will steer the app: tests and the tour.
 */
export async function ensureRuntime(options: { steered: boolean }): Promise<PreparedRuntime> {
  const electron = inRepository('node_modules', 'electron', 'dist', 'electron');
  const folder = inRepository('build', 'chromium-host', 'dist');
  await ensureSystem([chromiumNeed, ...fontNeeds, ...(options.steered ? [chromedriverNeed] : [])]);
  const name = process.env['HOMELINE_RUNTIME'] ?? (existsSync(electron) ? 'electron' : 'chromium');
  return {
    name,
    executable: name === 'electron' ? electron : `${folder}/electron`,
    environment: { ...process.env, HOMELINE_RUNTIME: name, ELECTRON_OVERRIDE_DIST_PATH: folder },
  };
}
