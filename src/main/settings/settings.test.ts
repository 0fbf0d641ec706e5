import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { testFolder } from '../../../tests/support/journal.ts';

vi.mock('electron', () => {
  const app = { getPath: () => '/nowhere', getVersion: () => '0.0.0' };
  return { default: { app } };
});
const { languageOf, openSettings, readSettings } = await import('./settings.ts');

type Settings = Parameters<typeof readSettings>[1];
const defaults: Settings = {
  revision: 1,
  deskId: 'fresh-desk',
  centerAddress: '',
  loginName: '',
  language: 'vi',
  theme: 'system',
  singleKeys: true,
  audio: { microphone: null, speaker: null, ringer: null, processing: true },
  bounds: null,
};
const stored: Settings = {
  revision: 1,
  deskId: 'desk-7',
  centerAddress: 'center.example',
  loginName: 'alex',
  language: 'zh-CN',
  theme: 'dark',
  singleKeys: false,
  audio: { microphone: null, speaker: null, ringer: null, processing: true },
  bounds: { x: -8, y: 0, width: 1_280, height: 800 },
};

describe('stored settings', () => {
  test.each<[string, Record<string, unknown>, Partial<Settings>, string[]]>([
    ['nothing yet', {}, defaults, []],
    ['as they were', stored, stored, []],
    ['of the first days, without a revision', { ...stored, revision: undefined }, stored, []],
    [
      'of a newer Homeline: what we know is kept',
      { ...stored, revision: 9, fontSize: 18 },
      stored,
      [],
    ],
    [
      'a newer value we do not know',
      { ...stored, revision: 9, theme: 'sepia' },
      { ...stored, theme: 'system' },
      ['theme'],
    ],
    ['a revision that is no number', { ...stored, revision: 'one' }, stored, []],
    ['a negative revision', { ...stored, revision: -3 }, stored, []],
    ['a revision that is not a number', { ...stored, revision: Number.NaN }, stored, []],
    [
      'broken values: each is replaced alone',
      { ...stored, language: 'tlh', singleKeys: 'yes', bounds: { x: 1 } },
      { ...stored, language: 'vi', singleKeys: true, bounds: null },
      ['language', 'singleKeys', 'bounds'],
    ],
    [
      'a window of half pixels',
      { ...stored, bounds: { x: 0.5, y: 0, width: 10, height: 10 } },
      { ...stored, bounds: null },
      ['bounds'],
    ],
    [
      'an empty desk id, which no center takes',
      { ...stored, deskId: '' },
      { ...stored, deskId: 'fresh-desk' },
      ['deskId'],
    ],
    [
      'a desk id without end',
      { ...stored, deskId: 'x'.repeat(65) },
      { ...stored, deskId: 'fresh-desk' },
      ['deskId'],
    ],
    [
      'null where there was a text',
      { ...stored, loginName: null },
      { ...stored, loginName: '' },
      ['loginName'],
    ],
  ])('%s', (_name, from, settings, replaced) => {
    const read = readSettings(from, defaults);
    expect(read.settings).toEqual({ ...settings, revision: 1 });
    expect(read.replaced).toEqual(replaced);
  });

  test('read again are the same: reading is no migration of its own', () => {
    const once = readSettings({ ...stored, revision: 9, fontSize: 18 }, defaults);
    expect(readSettings(once.settings, defaults)).toEqual({
      settings: once.settings,
      replaced: [],
    });
  });
});

const fail = (error: unknown): never => {
  throw error;
};

describe('the settings file', () => {
  test('that the disk does not take is told, and what was set holds', () => {
    const folder = testFolder();
    const problems: unknown[] = [];
    const settings = openSettings(folder, 'desk-7', 'en', (error) => problems.push(error));
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'in the way');
    settings.set({ theme: 'dark' });
    expect(settings.get().theme).toBe('dark');
    expect(problems).toHaveLength(1);
  });

  test('keeps what was set, and the desk its id', () => {
    const folder = testFolder();
    openSettings(folder, 'desk-7', 'en', fail).set({ theme: 'dark', loginName: 'Nguyễn' });
    const again = openSettings(folder, 'another-id', 'vi', fail);
    expect(again.get()).toMatchObject({
      deskId: 'desk-7',
      theme: 'dark',
      loginName: 'Nguyễn',
      language: 'en',
    });
    expect(again.replaced).toEqual([]);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  test.each([
    ['no JSON', '{"theme": "da'],
    ['empty', ''],
  ])('that is %s begins again with the defaults', (_name, content) => {
    const folder = testFolder();
    writeFileSync(join(folder, 'settings.json'), content);
    const settings = openSettings(folder, 'desk-7', 'en', fail);
    expect(settings.get()).toMatchObject({ deskId: 'desk-7', theme: 'system' });
    settings.set({ theme: 'light' });
    expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')).theme).toBe('light');
  });

  test('names what could not be used, and takes no value that does not fit', () => {
    const folder = testFolder();
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...stored, theme: 7 }));
    const settings = openSettings(folder, 'fresh-desk', 'en', fail);
    expect(settings.replaced).toEqual(['theme']);
    expect(settings.get()).toEqual({ ...stored, theme: 'system' });
    expect(() => settings.set({ theme: 'sepia' as 'dark' })).toThrow();
    expect(settings.get().theme).toBe('system');
  });
});

test.each([
  [['en-GB'], 'en'],
  [['zh-TW', 'en'], 'zh-CN'],
  [['de-DE', 'vi-VN'], 'vi'],
  [['de', 'fr'], 'en'],
  [['VI'], 'vi'],
  [['english'], 'en'],
  [[], 'en'],
] as const)('a system that speaks %j is shown %s', (preferred, language) => {
  expect(languageOf(preferred)).toBe(language);
});
