import { spawn } from 'node:child_process';
import { repository } from './paths.mjs';
import { comesFromTerminal } from './step.mjs';

/**
 * Runs a program on this terminal and resolves to its exit code; interrupts are handed on to it.
 *
 * @param folder where it runs.
 */
export function runVisibly(
  file: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  folder: string = repository,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: folder, env: environment, stdio: 'inherit' });
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    const handOn = (signal: NodeJS.Signals) => {
      if (!comesFromTerminal(signal)) child.kill(signal);
    };
    for (const signal of signals) process.on(signal, handOn);
    child.once('error', reject);
    child.once('exit', (code) => {
      for (const signal of signals) process.off(signal, handOn);
      resolve(code ?? 130);
    });
  });
}
