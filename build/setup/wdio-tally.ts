import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { nothing, type Tally } from './tally.ts';

type HookEnd = { error?: unknown; title?: string };

/**
 * A WebdriverIO reporter that counts the tests of one worker in a JSON file, so that `npm test` can
 * sum them up. It is written after each test: a worker that dies keeps what it had counted.
 *
 * Use: `reporters: ['spec', [WdioTally, { outputDir: 'test-results/e2e', outputFileFormat:
 * ({ cid }) => `${cid}.json` }]]`; WebdriverIO makes `logFile` of these two.
 */
export class WdioTally extends EventEmitter {
  /** WebdriverIO waits for this before it ends a worker; every write here is done at once. */
  readonly isSynchronised = true;
  readonly #file: string;
  readonly #tally: Tally = { ...nothing };

  constructor(options: { logFile?: string }) {
    super();
    if (options.logFile === undefined) throw new Error('WdioTally needs an outputDir');
    this.#file = options.logFile;
    mkdirSync(dirname(this.#file), { recursive: true });
    // A spec that is tried again has the number, and so the file, of its first try.
    this.#tally.again = failuresIn(this.#file);
    this.#write();
    this.on('test:pass', () => this.#count('passed'));
    this.on('test:fail', () => this.#count('failed'));
    this.on('test:pending', () => this.#count('skipped'));
    // A failing hook takes its tests with it, silently: Mocha does not report those at all.
    this.on('hook:end', ({ error }: HookEnd) => {
      if (error !== undefined) this.#count('failed');
    });
  }

  #count(what: keyof Tally): void {
    this.#tally[what] += 1;
    this.#write();
  }

  #write(): void {
    writeFileSync(this.#file, JSON.stringify(this.#tally));
  }
}

function failuresIn(file: string): number {
  if (!existsSync(file)) return 0;
  return (JSON.parse(readFileSync(file, 'utf8')) as Tally).failed;
}
