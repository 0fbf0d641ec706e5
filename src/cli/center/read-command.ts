import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type StoreCommand, storeCommand } from '../../center/deployment/user-commands.ts';

type Values = Readonly<Record<string, string | boolean | undefined>>;
type Read =
  | { readonly ok: true; readonly value: StoreCommand; readonly generated: string | null }
  | {
      readonly ok: false;
      readonly detail: string;
      /** It is the file that is wrong, and not the words. */
      readonly isFile: boolean;
    };

/** A file that was named cannot be read, or is no JSON. */
class FileError extends Error {}

const twoWords = ['user', 'script', 'campaign', 'not-ready-reasons', 'pbx', 'organisation'];

/** What somebody wants done to a store, from the words and options of a command line. */
export async function readCommand(
  word: string,
  rest: readonly string[],
  values: Values,
  environment: NodeJS.ProcessEnv,
): Promise<Read> {
  const kind = twoWords.includes(word) ? `${word} ${rest[0] ?? ''}` : word;
  let draft: unknown;
  let generated: string | null = null;
  try {
    const secret = () => {
      const given = readPassword(values, environment);
      if (given !== null) return given;
      generated = randomBytes(12).toString('base64url');
      return generated;
    };
    draft = draftOf(kind, rest, values, secret);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, detail, isFile: error instanceof FileError };
  }
  const refused = (detail: string): Read => ({ ok: false, detail, isFile: false });
  if (draft === null) return refused(`There is no command ${kind.trim()}.`);
  const parsed = storeCommand.safeParse(draft);
  if (parsed.success) return { ok: true, value: parsed.data, generated };
  const [issue] = parsed.error.issues;
  return refused(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function draftOf(
  kind: string,
  rest: readonly string[],
  values: Values,
  password: () => string,
): unknown {
  const loginName = values['login'];
  const person = (role: unknown) => ({
    loginName,
    name: values['name'] ?? loginName,
    role,
    extension: values['extension'] ?? '',
    sip: typeof values['sip'] === 'string' ? readJson(values['sip']) : null,
    password: password(),
  });
  switch (kind) {
    case 'init':
      return {
        kind: 'init',
        organisation: values['organisation'],
        country: values['country'],
        administrator: person('administrator'),
      };
    case 'user add':
      return { kind: 'user-add', user: person(values['role'] ?? 'agent') };
    case 'user list':
      return { kind: 'user-list' };
    case 'user password':
      return { kind: 'user-password', loginName, password: password() };
    case 'user activate':
    case 'user deactivate':
      return { kind: 'user-active', loginName, active: kind === 'user activate' };
    case 'script put':
      return { kind: 'script-put', ...readNamed(rest[1]) };
    case 'campaign put':
      return { kind: 'campaign-put', ...readNamed(rest[1]) };
    case 'campaign list':
      return { kind: 'campaign-list' };
    case 'not-ready-reasons put':
      return { kind: 'reasons-put', ...readNamed(rest[1]) };
    case 'pbx put':
      return { kind: 'pbx-put', ...readNamed(rest[1]) };
    case 'organisation set':
      return { kind: 'organisation-set', name: values['name'], country: values['country'] };
    case 'backup':
      return { kind: 'backup', file: rest[0] === undefined ? undefined : resolve(rest[0]) };
    case 'check':
      return { kind: 'check' };
    default:
      return null;
  }
}

/** Null when one is to be made up. */
function readPassword(values: Values, environment: NodeJS.ProcessEnv): string | null {
  if (values['generate-password'] === true) return null;
  const file = values['password-file'];
  if (typeof file === 'string') return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  const given = environment['HOMELINE_CENTER_PASSWORD'];
  if (given !== undefined) return given;
  throw new Error(
    'Give a password: --password-file FILE, HOMELINE_CENTER_PASSWORD, or --generate-password.',
  );
}

/** @throws Error when none is named, FileError when there is no JSON in it. */
function readNamed(path: string | undefined): { file: string; content: unknown } {
  if (path === undefined) throw new Error('Name the file.');
  return { file: basename(path), content: readJson(path) };
}

/** @throws FileError */
function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new FileError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
