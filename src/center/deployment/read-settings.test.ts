import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from './read-settings.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(given: {
  commandLine?: Record<string, string>;
  environment?: NodeJS.ProcessEnv;
  content?: unknown;
}) {
  const path = join(folder, 'center.json');
  const { content, environment = {}, commandLine = {} } = given;
  if (content !== undefined) {
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return readSettings({ commandLine, environment, file: content === undefined ? null : path });
}

test('the command line goes before the environment, that before the file, that before the defaults', () => {
  const content = { data: '/file', port: 1, databaseWaitSeconds: 5, logLevel: 'warn' };
  const environment = { HOMELINE_CENTER_PORT: '2', HOMELINE_CENTER_DATABASE_WAIT_SECONDS: '6' };
  expect(read({ content, environment, commandLine: { port: '3' } })).toMatchObject({
    ok: true,
    settings: {
      data: '/file',
      port: 3,
      databaseWaitSeconds: 6,
      logLevel: 'warn',
      host: '127.0.0.1',
    },
  });
});

test('a store that is named nearer takes the place of one of the other kind', () => {
  const commandLine = { database: 'postgres://127.0.0.1/homeline' };
  const answer = read({ content: { data: '/file' }, commandLine });
  expect(answer).toMatchObject({ ok: true, settings: { database: commandLine.database } });
  expect(answer.ok && answer.settings.data).toBe(undefined);
});

const here = { data: '/somewhere' };
test.each([
  [
    'a name nobody knows',
    { content: { ...here, databse: 'x' } },
    /databse.*did you mean database\?/,
  ],
  [
    'a variable nobody knows',
    { content: here, environment: { HOMELINE_CENTER_TLSKEY: 'x' } },
    /HOMELINE_CENTER_TLSKEY.*HOMELINE_CENTER_TLS_KEY/,
  ],
  ['no store', {}, /either data .* or database/],
  ['two stores', { content: { ...here, database: 'postgres://x' } }, /either data .* or database/],
  ['a port that is none', { content: here, commandLine: { port: 'http' } }, /^port: /],
  ['half of TLS', { content: { ...here, tlsKey: 'key.pem' } }, /belong together/],
  ['plain http for everybody', { content: { ...here, host: '0.0.0.0' } }, /need TLS/],
  ['no JSON', { content: 'data: /x' }, /JSON/],
  ['a list', { content: '[]' }, /one JSON object/],
  ['another kind of database', { commandLine: { database: 'mysql://x' } }, /postgres:\/\//],
])('%s is refused in words that help', (_what, given, words) => {
  const answer = read(given);
  expect(answer.ok).toBe(false);
  expect(!answer.ok && answer.errors.join('\n')).toMatch(words);
});

test('behind a proxy plain http is listened for everywhere', () => {
  const commandLine = { host: '0.0.0.0', trustProxy: 'true' };
  expect(read({ content: here, commandLine })).toMatchObject({ ok: true });
});
