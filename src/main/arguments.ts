import { resolve } from 'node:path';
import { isLogLevel, type LogLevel } from './log/log.ts';

/** What the command line of the app may say. */
export type Arguments = {
  /** Start the practice center and exchange at once, before anybody signs in. */
  readonly practice: boolean;
  /** A practice customer calls a newcomer who is ready and waits. */
  readonly greeting: boolean;
  readonly leadListPath: string | null;
  readonly scriptPath: string | null;
  readonly scenarioPath: string | null;
  readonly logLevel: LogLevel;
  /** The log tells every two seconds what main holds. */
  readonly logResources: boolean;
};

/** @param argv - As `process.argv`; unknown switches belong to the runtime and are left alone. */
export function readArguments(argv: readonly string[], folder: string): Arguments {
  const value = (name: string): string | null => {
    const prefix = `--${name}=`;
    const found = argv.findLast((argument) => argument.startsWith(prefix));
    return found === undefined ? null : found.slice(prefix.length);
  };
  const path = (name: string): string | null => {
    const given = value(name);
    return given === null || given === '' ? null : resolve(folder, given);
  };
  const level = value('log-level') ?? 'info';
  return {
    practice: argv.includes('--practice'),
    greeting: !argv.includes('--no-greeting'),
    leadListPath: path('leads'),
    scriptPath: path('script'),
    scenarioPath: path('scenario'),
    logLevel: isLogLevel(level) ? level : 'info',
    logResources: argv.includes('--log-resources'),
  };
}
