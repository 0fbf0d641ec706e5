import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { restoreBackup } from '../center/backup/restore.ts';
import { organisationIsThere } from '../center/db/organisation.ts';
import { askServing } from '../center/deployment/control.ts';
import { exitCodes, openByName } from '../center/deployment/open.ts';
import { readSettings } from '../center/deployment/read-settings.ts';
import { runCommand } from '../center/deployment/run-command.ts';
import { serve } from '../center/deployment/serve.ts';
import { optionOf, type Settings, settingNames } from '../center/deployment/settings.ts';
import { readCommand } from './center/read-command.ts';
import { usage } from './center/usage.ts';

// npm run center -- COMMAND …: a center of its own, and what an administrator does with it.

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

const own = [
  'organisation',
  'country',
  'login',
  'name',
  'role',
  'extension',
  'sip',
  'password-file',
] as const;

async function main(): Promise<number> {
  let values: Record<string, string | boolean | undefined>;
  let positionals: string[];
  try {
    ({ values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        config: { type: 'string' },
        'generate-password': { type: 'boolean' },
        ...Object.fromEntries(own.map((name) => [name, { type: 'string' as const }])),
        ...Object.fromEntries(
          settingNames.map((name) => [optionOf(name), { type: 'string' as const }]),
        ),
      },
    }));
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return exitCodes.usage;
  }
  if (values['help'] === true) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const commandLine: Record<string, string> = {};
  for (const name of settingNames) {
    const value = values[optionOf(name)];
    if (typeof value === 'string') commandLine[name] = value;
  }
  const file = typeof values['config'] === 'string' ? values['config'] : null;
  const read = readSettings({ commandLine, environment: process.env, file });
  if (!read.ok) {
    for (const line of read.errors) say(line);
    return exitCodes.usage;
  }
  const { settings } = read;
  const [word = 'serve', ...rest] = positionals;
  if (word === 'serve') return serveUntilToldToEnd(settings);
  if (word === 'migrate') return onStore(settings, async () => ['The store is up to date.']);
  if (word === 'restore') return restore(settings, rest);
  const command = await readCommand(word, rest, values, process.env);
  if (!command.ok) {
    say(command.isFile ? command.detail : `${command.detail}\n\n${usage}`);
    return command.isFile ? exitCodes.wrong : exitCodes.usage;
  }
  if (settings.data !== undefined) {
    const answer = await askServing(settings.data, command.value);
    if (answer) return tell(answer, command.generated);
  }
  const use = command.value.kind === 'init' ? 'make' : 'command';
  const opened = await openByName(settings, use, say);
  if (!opened.ok) {
    say(opened.error.detail);
    return opened.error.exitCode;
  }
  const outcome = await runCommand(opened.store, command.value, () => undefined);
  await opened.store.close();
  return tell(outcome, command.generated);
}

/** @param generated a password that was made up, for whoever has to hand it on. */
function tell(
  outcome: Awaited<ReturnType<typeof runCommand>>,
  generated: string | null = null,
): number {
  if (!outcome.ok) {
    say(outcome.detail);
    return exitCodes.wrong;
  }
  if (generated !== null) process.stdout.write(`password: ${generated} (shown this once)\n`);
  for (const line of outcome.lines) process.stdout.write(`${line}\n`);
  return 0;
}

async function onStore(settings: Settings, work: () => Promise<string[]>): Promise<number> {
  const opened = await openByName(settings, 'make', say);
  if (!opened.ok) {
    say(opened.error.detail);
    return opened.error.exitCode;
  }
  const lines = await work();
  await opened.store.close();
  return tell({ ok: true, lines });
}

async function restore(settings: Settings, [file]: readonly string[]): Promise<number> {
  if (file === undefined) {
    say(`Name the backup.\n\n${usage}`);
    return exitCodes.usage;
  }
  const place =
    settings.database === undefined
      ? { dataFolder: settings.data ?? '' }
      : { url: settings.database };
  const outcome = await restoreBackup(resolve(file), place);
  if (!outcome.ok) {
    say(outcome.detail);
    return exitCodes.wrong;
  }
  const lines = [`${outcome.rows} rows of center ${outcome.centerId}; everybody signs in again.`];
  return tell({ ok: true, lines });
}

async function serveUntilToldToEnd(settings: Settings): Promise<number> {
  const log = pino(
    { name: 'center', level: settings.logLevel },
    pino.destination({ dest: 2, sync: true }),
  );
  const opened = await openByName(settings, 'serve', say);
  if (!opened.ok) {
    say(opened.error.detail);
    return opened.error.exitCode;
  }
  const { store } = opened;
  if (!(await organisationIsThere(store.db))) {
    await store.close();
    say('This store has no organisation yet. Run: npm run center -- init --organisation NAME …');
    return exitCodes.wrong;
  }
  const served = await serve(settings, store, log);
  if (!served.ok) {
    say(served.detail);
    return served.exitCode;
  }
  process.stdout.write(`The center listens on ${served.serving.url}\n`);
  await new Promise<void>((settle) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => settle());
  });
  // A second signal ends it at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  await served.serving.close();
  return 0;
}

process.exitCode = await main();
// Whatever still holds this process (a pooled connection, a timer) has nothing more to do.
process.exit();
