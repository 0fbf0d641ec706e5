import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type TourRuntime = {
  readonly name: 'electron' | 'chromium-host';
  readonly executable: string;
  /** The driver that fits the runtime; null lets WebdriverIO find the one of real Electron. */
  readonly chromedriver: string | null;
};

type Chosen = { readonly name: 'electron' | 'chromium'; readonly executable: string };
const distributionDriver = '/usr/bin/chromedriver';

/** The runtime for this machine, by the same choice as `npm start`. */
export async function chosenRuntime(repository: string): Promise<TourRuntime> {
  const { chooseRuntime } = (await import(
    pathToFileURL(join(repository, 'build/runtime.mjs')).href
  )) as { chooseRuntime: () => Promise<Chosen> };
  const { name, executable } = await chooseRuntime();
  if (name === 'electron') return { name, executable, chromedriver: null };
  return {
    name: 'chromium-host',
    executable,
    chromedriver: existsSync(distributionDriver) ? distributionDriver : null,
  };
}
