import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { testFolder } from '../../../tests/support/journal.ts';

vi.mock('electron', () => {
  const app = { getPath: () => '/nowhere', getVersion: () => '0.0.0' };
  return { default: { app } };
});
const { defaultSettings, languageOf, openSettings, readSettings } = await import('./settings.ts');

type Settings = Parameters<typeof readSettings>[1];
const defaults: Settings = defaultSettings('fresh-desk', 'vi');
const place = { x: -8, y: 0, width: 1_280, height: 800 };
const stored: Settings = {
  ...defaults,
  deskId: 'desk-7',
  centerAddress: 'center.example',
  loginName: 'alex',
  language: 'zh-CN',
  theme: 'dark',
  textPercent: 150,
  singleKeys: false,
  phoneLinks: true,
  keys: { mute: { chord: { with: 'primary-shift', key: 'u' }, single: null } },
  notifications: { shown: true, names: false },
  audio: { microphone: 'Evolve2', speaker: null, ringer: 'Speakers', processing: true },
  deskPlaces: { last: place, byDisplay: { '1': place }, maximized: true },
  headset: 'Alder 20',
  hotkeys: {
    on: false,
    mediaKeys: false,
    keys: { ...defaults.hotkeys.keys, hold: null, mute: 'Alt+F9' },
  },
};
/** As the first revision wrote it. */
const first = {
  revision: 1,
  deskId: 'desk-7',
  centerAddress: 'center.example',
  loginName: 'alex',
  language: 'zh-CN',
  theme: 'dark',
  singleKeys: false,
  audio: { microphone: 'a1b2', speaker: null, ringer: 'c3d4', processing: false },
  bounds: place,
};
const migrated: Settings = {
  ...defaults,
  deskId: 'desk-7',
  centerAddress: 'center.example',
  loginName: 'alex',
  language: 'zh-CN',
  theme: 'dark',
  singleKeys: false,
  audio: { microphone: null, speaker: null, ringer: null, processing: false },
  deskPlaces: { last: place, byDisplay: {}, maximized: false },
};

describe('stored settings', () => {
  test.each<[string, Record<string, unknown>, Settings, string[]]>([
    ['nothing yet', {}, defaults, []],
    ['as they were', stored, stored, []],
    ['of the first revision', first, migrated, []],
    ['of the first days, without a revision', { ...first, revision: undefined }, migrated, []],
    ['a revision that is no number', { ...first, revision: 'one' }, migrated, []],
    ['a negative revision', { ...first, revision: -3 }, migrated, []],
    ['a revision that is not a number', { ...first, revision: Number.NaN }, migrated, []],
    [
      'broken values: each is replaced alone',
      { ...stored, language: 'tlh', singleKeys: 'yes', deskPlaces: { last: { x: 1 } } },
      { ...stored, language: 'vi', singleKeys: true, deskPlaces: defaults.deskPlaces },
      ['language', 'singleKeys', 'deskPlaces'],
    ],
    [
      'a window of half pixels',
      { ...first, bounds: { x: 0.5, y: 0, width: 10, height: 10 } },
      { ...migrated, deskPlaces: defaults.deskPlaces },
      ['deskPlaces'],
    ],
    [
      'text of no size',
      { ...stored, textPercent: 0 },
      { ...stored, textPercent: 100 },
      ['textPercent'],
    ],
    [
      'a key nobody can press',
      { ...stored, keys: { mute: { chord: { with: 'meta', key: 'm' }, single: null } } },
      { ...stored, keys: {} },
      ['keys'],
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
    expect(readSettings(from, defaults)).toEqual({ settings, replaced, newer: false });
  });

  test('of a newer Homeline are not guessed at; the desk keeps its id', () => {
    const newer = { ...stored, revision: 9, fontSize: 18, theme: 'sepia' };
    expect(readSettings(newer, defaults)).toEqual({
      settings: { ...defaults, deskId: 'desk-7' },
      replaced: [],
      newer: true,
    });
  });

  test('read again are the same: reading is no migration of its own', () => {
    const once = readSettings(first, defaults);
    expect(readSettings(once.settings, defaults)).toEqual(once);
  });
});

const fail = (error: unknown): never => {
  throw error;
};

describe('the settings file', () => {
  test('laid down before the first start, is completed with defaults and the system’s language', () => {
    const folder = testFolder();
    const laidDown = { revision: 2, centerAddress: 'https://center.example.com' };
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(laidDown));
    const store = openSettings(folder, 'fresh-desk', 'vi', fail);
    expect(store.problem).toBeNull();
    expect(store.get()).toEqual({ ...defaults, centerAddress: 'https://center.example.com' });
  });

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
    expect(again.problem).toBeNull();
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  const begins = (content: string) => {
    const folder = testFolder();
    writeFileSync(join(folder, 'settings.json'), content);
    const settings = openSettings(folder, 'fresh-desk', 'en', fail);
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    return { folder, settings, read };
  };

  test.each([
    ['no JSON', '{"theme": "da'],
    ['empty', ''],
    ['a list', '[1, 2]'],
    ['a word', '"dark"'],
    ['bytes', '\u0000\u0001PK'],
  ])('that is %s is kept aside, and defaults are used', (_name, content) => {
    const { settings, read } = begins(content);
    expect(settings.get()).toMatchObject({ deskId: 'fresh-desk', theme: 'system' });
    expect(settings.problem).toEqual({
      kind: 'broken',
      names: [],
      file: 'settings-set-aside-1.json',
    });
    settings.set({ theme: 'light' });
    expect(read('settings-set-aside-1.json')).toBe(content);
    expect(JSON.parse(read('settings.json')).theme).toBe('light');
  });

  test('from the future is kept aside whole, and defaults are used', () => {
    const content = JSON.stringify({ ...stored, revision: 9, wallpaper: { tile: true } });
    const { settings, read } = begins(content);
    expect(settings.get()).toEqual({ ...defaults, language: 'en', deskId: 'desk-7' });
    expect(settings.problem?.kind).toBe('newer');
    settings.set({ theme: 'dark' });
    expect(read('settings-set-aside-1.json')).toBe(content);
  });

  test('with wrong types is kept aside, names what was replaced and keeps the rest', () => {
    const content = JSON.stringify({ ...stored, theme: 7 });
    const { folder, settings, read } = begins(content);
    expect(settings.problem).toEqual({
      kind: 'replaced',
      names: ['theme'],
      file: 'settings-set-aside-1.json',
    });
    expect(settings.get()).toEqual({ ...stored, theme: 'system' });
    expect(read('settings-set-aside-1.json')).toBe(content);
    // What it has become is whole: the next start has nothing to tell.
    expect(openSettings(folder, 'another-desk', 'en', fail).problem).toBeNull();
  });

  test('that is broken again and again is kept each time', () => {
    const { folder } = begins('first');
    writeFileSync(join(folder, 'settings.json'), 'second');
    const again = openSettings(folder, 'fresh-desk', 'en', fail);
    expect(again.problem?.file).toBe('settings-set-aside-2.json');
    expect(readFileSync(join(folder, 'settings-set-aside-1.json'), 'utf8')).toBe('first');
  });

  test('that cannot be kept aside is not written over', () => {
    const folder = testFolder();
    // A directory of that name can neither be read nor copied as a file.
    mkdirSync(join(folder, 'settings.json'));
    const problems: unknown[] = [];
    const settings = openSettings(folder, 'desk-7', 'en', (error) => problems.push(error));
    settings.set({ theme: 'dark' });
    expect(settings.get().theme).toBe('dark');
    expect(settings.problem).toEqual({ kind: 'broken', names: [], file: null });
    expect(problems).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  test('takes no value that does not fit', () => {
    const settings = openSettings(testFolder(), 'fresh-desk', 'en', fail);
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
