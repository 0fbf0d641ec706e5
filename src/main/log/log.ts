import pino, { type Logger } from 'pino';
import { createLogFile } from './log-file.ts';
import { redact } from './redaction.ts';

export type Log = Logger;

const levels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof levels)[number];

export function isLogLevel(text: string): text is LogLevel {
  return (levels as readonly string[]).includes(text);
}

/** One JSON object a line, redacted and rotated. A full disk stops the log, never the phone. */
export function createLog(options: {
  readonly path: string;
  readonly level: LogLevel;
  readonly maxBytes?: number;
}): Log {
  const file = createLogFile({
    path: options.path,
    maxBytes: options.maxBytes ?? 2_000_000,
    keep: 5,
  });
  let lost = 0;
  return pino(
    { level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    {
      write(line: string): void {
        try {
          const note = lost > 0 ? `{"msg":"log lines lost","count":${lost}}\n` : '';
          file.write(note + redact(line));
          lost = 0;
        } catch {
          // Nowhere to tell it: counted, and told by the next line that can be written.
          lost += 1;
        }
      },
    },
  );
}
