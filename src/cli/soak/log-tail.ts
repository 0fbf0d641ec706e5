import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import type { LogLine } from '../tour/evidence.ts';

export type LogTail = {
  /** The first line from `mark` on that fits; null when it does not come in time. */
  until(
    mark: number,
    fits: (line: LogLine) => boolean,
    timeoutMs?: number,
  ): Promise<LogLine | null>;
  /** Lines since a mark. */
  since(mark: number): readonly LogLine[];
  /** How many lines there are by now. */
  mark(): number;
};

const lookEveryMs = 20;

/** Follows a growing log and parses each line once: a long shift writes many. */
export function followLog(path: string): LogTail {
  const lines: LogLine[] = [];
  let position = 0;
  let rest = '';

  function look(): void {
    if (!existsSync(path)) return;
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      // A file that was turned over begins anew.
      if (size < position) position = 0;
      const bytes = Buffer.alloc(size - position);
      position += readSync(file, bytes, 0, bytes.length, position);
      const parts = (rest + bytes.toString('utf8')).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        if (part !== '') lines.push(JSON.parse(part) as LogLine);
      }
    } finally {
      closeSync(file);
    }
  }

  return {
    async until(mark, fits, timeoutMs = 20_000) {
      const end = performance.now() + timeoutMs;
      for (;;) {
        look();
        const found = lines.slice(mark).find(fits);
        if (found) return found;
        if (performance.now() > end) return null;
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    },
    since(mark) {
      look();
      return lines.slice(mark);
    },
    mark() {
      look();
      return lines.length;
    },
  };
}
