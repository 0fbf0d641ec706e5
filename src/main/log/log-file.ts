import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A log file that never grows without end: at `maxBytes` it becomes `.1`, that one `.2`, and so on
 * up to `keep`. Written at once, so that the lines before a crash are there.
 */
export function createLogFile(options: {
  readonly path: string;
  readonly maxBytes: number;
  readonly keep: number;
}) {
  const { path, maxBytes, keep } = options;
  let size: number | null = null;

  /** Asked at the first line, not before: a disk in trouble must not keep the app from starting. */
  function begin(): number {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return existsSync(path) ? statSync(path).size : 0;
  }

  function rotate(): void {
    rmSync(`${path}.${keep}`, { force: true });
    for (let index = keep - 1; index >= 1; index -= 1) {
      if (existsSync(`${path}.${index}`)) renameSync(`${path}.${index}`, `${path}.${index + 1}`);
    }
    renameSync(path, `${path}.1`);
  }

  return {
    write(line: string): void {
      const bytes = Buffer.byteLength(line);
      let before = size ?? begin();
      // Until the line is written nothing is known: somebody may have thrown the file away.
      size = null;
      if (before > 0 && before + bytes > maxBytes) {
        rotate();
        before = 0;
      }
      appendFileSync(path, line, { mode: 0o600 });
      size = before + bytes;
    },
  };
}
