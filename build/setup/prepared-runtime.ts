import { ensureSystem } from './debian.ts';
import { inRepository } from './paths.mjs';
import { chromedriverNeed, chromiumNeed, fontNeeds } from './system-needs.ts';

/** The executable the app runs on, ready to run. */
export type PreparedRuntime = { name: string; executable: string; environment: NodeJS.ProcessEnv };

/**
 * Chooses the runtime and installs what it needs on this machine.
 */
export async function ensureRuntime({ forTests }: { forTests: boolean }): Promise<PreparedRuntime> {
  const folder = inRepository('build', 'chromium-host', 'dist');
  await ensureSystem([chromiumNeed, ...fontNeeds, ...(forTests ? [chromedriverNeed] : [])]);
  return {
    name: 'chromium',
    executable: `${folder}/electron`,
    environment: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: folder },
  };
}
