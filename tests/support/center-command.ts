import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { TestPlace } from './test-store.ts';

const program = join(import.meta.dirname, '../../src/cli/center.ts');

/** Whoever is added by these commands has it. */
export const password = 'correct horse battery';

/** `npm run center -- …` on a place for a store, which is the usual one when none is named. */
export function centerCommands(usual: () => TestPlace) {
  const running: ChildProcess[] = [];

  function start(args: readonly string[], to: TestPlace = usual()) {
    const child = spawn(process.execPath, [program, ...args, ...to.options], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HOMELINE_CENTER_PASSWORD: password },
    });
    running.push(child);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { child, ended, output: () => output, errors: () => errors };
  }

  return {
    async run(args: readonly string[], to?: TestPlace) {
      const one = start(args, to);
      const code = await one.ended;
      return { code, output: one.output(), errors: one.errors() };
    },

    /** Serves on a free port, and waits until it listens. */
    async serve(to?: TestPlace) {
      const one = start(['serve', '--port', '0'], to);
      const url = await new Promise<string>((resolve, reject) => {
        one.child.stdout.on('data', () => {
          const [, found] = /listens on (\S+)/.exec(one.output()) ?? [];
          if (found !== undefined) resolve(found);
        });
        one.child.once('exit', () => reject(new Error(one.errors())));
      });
      return { ...one, url };
    },

    async killAll(): Promise<void> {
      for (const child of running.splice(0)) {
        if (child.exitCode !== null) continue;
        child.kill('SIGKILL');
        await new Promise((resolve) => child.once('exit', resolve));
      }
    },
  };
}
