import { existsSync, readFileSync } from 'node:fs';

/** A line of the app's structured log. */
export type LogLine = { readonly time: string; readonly msg: string } & Record<string, unknown>;

/** Reads what the app itself wrote down: the tour looks at it, but never acts through it. */
export function createEvidence(logPath: string) {
  function lines(): readonly LogLine[] {
    if (!existsSync(logPath)) return [];
    return readFileSync(logPath, 'utf8')
      .split('\n')
      .flatMap((line) => {
        if (line === '') return [];
        try {
          return [JSON.parse(line) as LogLine];
        } catch {
          // The last line may be half written while we read.
          return [];
        }
      });
  }

  return {
    all: (message: string) => lines().filter((line) => line.msg === message),

    last(message: string): LogLine | null {
      return lines().findLast((line) => line.msg === message) ?? null;
    },

    /** Waits until a line with this message is there that also fits. */
    async until(
      message: string,
      fits: (line: LogLine) => boolean = () => true,
      timeoutMs = 20_000,
    ): Promise<LogLine | null> {
      const end = Date.now() + timeoutMs;
      while (Date.now() < end) {
        const found = lines().findLast((line) => line.msg === message && fits(line));
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      return null;
    },
  };
}

export type Evidence = ReturnType<typeof createEvidence>;
