import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Flip } from './flips.ts';
import type { Namespaces } from './namespaces.ts';

/** Changes the network under a call so many times; `onFlip` hears of each. */
export async function runFlips(
  namespaces: Namespaces,
  options: { readonly runs: number; readonly seed: number; onFlip?(flip: Flip): void },
): Promise<Flip[]> {
  const script = join(import.meta.dirname, 'flips.ts');
  const { agent, pbx } = namespaces;
  const words = [process.execPath, script, pbx, `${options.runs}`, `${options.seed}`];
  const child = spawn('ip', ['netns', 'exec', agent, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const flips: Flip[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) continue;
    const flip: Flip = JSON.parse(line);
    flips.push(flip);
    options.onFlip?.(flip);
  }
  return flips;
}
