import type { Chromium } from './chromium.ts';
import type { Switches } from './switches.ts';

/** What the command line and the app's package.json say. */
export type AppDescription = {
  appPath: string;
  entry: string;
  name: string;
  version: string;
  packaged: boolean;
  executable: string;
  resourcesPath: string;
};

/** The one running host: what its parts need to know of each other. */
class Host {
  /** Switches for Chromium, from the command line and `app.commandLine`. */
  readonly switches: Switches = new Map();
  #description: AppDescription | undefined;
  #chromium: Chromium | undefined;

  get description(): AppDescription {
    if (this.#description === undefined) throw new Error('The Chromium host has no app.');
    return this.#description;
  }

  describe(description: AppDescription): void {
    this.#description = description;
  }

  get chromium(): Chromium | undefined {
    return this.#chromium;
  }

  /** Chromium, or Electron's own complaint about an API that needs `ready`. */
  required(api: string): Chromium {
    if (this.#chromium === undefined) {
      throw new Error(`${api} cannot be used before the app is ready`);
    }
    return this.#chromium;
  }

  start(chromium: Chromium): void {
    this.#chromium = chromium;
  }

  /** Something a person should read, on stderr. */
  say(text: string): void {
    process.stderr.write(`[chromium-host] ${text}\n`);
  }
}

export const host = new Host();
