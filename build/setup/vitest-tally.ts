import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { nothing, type Tally } from './tally.ts';

/** Names the file that the tally is kept in. */
export const tallyVariable = 'HOMELINE_TALLY';

/**
 * A Vitest reporter that counts in a JSON file, written after each test: a run that crashes or is
 * ended for its time keeps what it had counted. Vitest's own JSON report comes only at the end.
 */
export default class VitestTally implements Reporter {
  readonly #file: string;
  readonly #tally: Tally = { ...nothing };

  constructor() {
    const file = process.env[tallyVariable];
    if (file === undefined) throw new Error(`VitestTally needs ${tallyVariable}`);
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
  }

  onTestCaseResult(test: TestCase): void {
    const { state } = test.result();
    if (state !== 'pending') this.#count(state);
    if ((test.diagnostic()?.retryCount ?? 0) > 0) this.#count('again');
  }

  /** A file or a suite that broke outside of its tests (while it loads, in a hook) is one failure. */
  onTestModuleEnd(module: TestModule): void {
    const broken = [module, ...module.children.allSuites()].filter(
      (suite) => suite.errors().length > 0,
    );
    for (const _ of broken) this.#count('failed');
  }

  #count(what: keyof Tally): void {
    this.#tally[what] += 1;
    writeFileSync(this.#file, JSON.stringify(this.#tally));
  }
}
