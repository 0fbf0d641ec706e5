import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { nearestName } from './nearest-name.ts';
import {
  type SettingName,
  type Settings,
  settingNames,
  settingsSchema,
  switches,
  wholeNumbers,
} from './settings.ts';

const prefix = 'HOMELINE_CENTER_';
/** Variables with that beginning which are no settings. */
const others: ReadonlySet<string> = new Set(['START', 'CONFIG', 'PASSWORD']);

type Read =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly errors: readonly string[] };

/**
 * A center's settings. What is given on the command line goes before the environment
 * (`HOMELINE_CENTER_TLS_KEY` for `tlsKey`), that before the file, and the file before the defaults.
 * A name that nobody knows is an error: a setting that is not heeded is worse than none.
 *
 * @param given.file path of a JSON file; else `HOMELINE_CENTER_CONFIG`.
 */
export function readSettings(given: {
  readonly commandLine: Readonly<Record<string, string>>;
  readonly environment: NodeJS.ProcessEnv;
  readonly file: string | null;
}): Read {
  const errors: string[] = [];
  const file = given.file ?? given.environment[`${prefix}CONFIG`] ?? null;
  const fromFile = file === null ? {} : readFile(file, errors);
  const fromEnvironment = readEnvironment(given.environment, errors);
  const fromCommandLine = Object.entries(given.commandLine).map(([name, text]) => [
    name,
    fromText(name, text),
  ]);
  // `data` and `database` are one choice: the one that is given first decides.
  const layers = [fromFile, fromEnvironment, Object.fromEntries(fromCommandLine)];
  const merged = layers.reduce((below, above) => {
    const choosesStore = 'data' in above || 'database' in above;
    const { data: _data, database: _database, ...rest } = below;
    return { ...(choosesStore ? rest : below), ...above };
  }, {});
  if (errors.length > 0) return { ok: false, errors };
  const parsed = settingsSchema.safeParse(merged);
  if (parsed.success) return { ok: true, settings: parsed.data };
  return { ok: false, errors: parsed.error.issues.map(line) };
}

function line(issue: z.core.$ZodIssue): string {
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`;
}

function readFile(path: string, errors: string[]): Record<string, unknown> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    errors.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    return {};
  }
  const parsed = z.record(z.string(), z.unknown()).safeParse(content);
  if (!parsed.success) {
    errors.push(`${path}: write one JSON object, such as {"data": "/var/lib/homeline"}`);
    return {};
  }
  const known = Object.entries(parsed.data).filter(([name]) => {
    if ((settingNames as string[]).includes(name)) return true;
    errors.push(`${path}: ${unknownName(name, name, (one) => one)}`);
    return false;
  });
  return Object.fromEntries(known);
}

function readEnvironment(
  environment: NodeJS.ProcessEnv,
  errors: string[],
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [variable, text] of Object.entries(environment)) {
    const rest = variable.slice(prefix.length);
    if (!variable.startsWith(prefix) || others.has(rest) || text === undefined) continue;
    const name = settingNames.find((one) => variableOf(one) === variable);
    if (name === undefined) errors.push(unknownName(variable, rest, variableOf));
    else values[name] = fromText(name, text);
  }
  return values;
}

function unknownName(shown: string, given: string, show: (name: SettingName) => string): string {
  const near = nearestName(given.replaceAll('_', ''), settingNames);
  const hint =
    near === null
      ? `there are: ${settingNames.map(show).join(', ')}`
      : `did you mean ${show(near as SettingName)}?`;
  return `${shown} is no setting; ${hint}`;
}

/** `tlsKey` → `HOMELINE_CENTER_TLS_KEY`. */
export function variableOf(name: SettingName): string {
  return prefix + name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** What a text says for a setting that is no text; what it cannot say the schema refuses. */
function fromText(name: string, text: string): unknown {
  if (wholeNumbers.has(name)) return /^\d+$/.test(text) ? Number(text) : text;
  if (!switches.has(name)) return text;
  if (text === 'true' || text === 'yes' || text === '1') return true;
  return text === 'false' || text === 'no' || text === '0' ? false : text;
}
