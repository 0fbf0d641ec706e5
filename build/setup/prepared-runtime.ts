import { chooseRuntime } from '../runtime.mjs';
import { ensureSystem } from './debian.ts';
import { chromedriverNeed, chromiumNeed, fontNeeds } from './system-needs.ts';

/** The executable the app runs on, ready to run. */
export type PreparedRuntime = { name: string; executable: string; environment: NodeJS.ProcessEnv };

/**
 * Chooses the runtime, saying which in one line, and installs what it needs on this machine.
 *
 * @param options.steered Whether a driver will steer the app: tests and the tour. The tests look at
 *   the Chromium host too, whatever the app itself runs on.
 */
export async function ensureRuntime(options: { steered: boolean }): Promise<PreparedRuntime> {
  const runtime = await chooseRuntime();
  const onLinux = process.platform === 'linux';
  const needsChromium = runtime.name === 'chromium' || (options.steered && onLinux);
  await ensureSystem([
    ...(needsChromium ? [chromiumNeed] : []),
    ...(options.steered && onLinux ? [chromedriverNeed] : []),
    ...fontNeeds,
  ]);
  return {
    name: runtime.name,
    executable: runtime.executable,
    environment: {
      ...process.env,
      HOMELINE_RUNTIME: runtime.name,
      ELECTRON_OVERRIDE_DIST_PATH: runtime.distPath,
    },
  };
}
