import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { $, browser, expect } from '@wdio/globals';
import { endApp, openDesk, restart, startAgain, userData } from './support/app.ts';
import {
  at,
  chooseOutcome,
  hangUp,
  openFromList,
  press,
  signInToPractice,
  talks,
} from './support/desk.ts';
import { readWindow } from './support/interface.ts';
import { isData } from './support/sample-words.ts';

const languages = ['en', 'zh-CN', 'vi'] as const;
type Language = (typeof languages)[number];

/** Written alike everywhere: each language's own name, the product's, an address, a unit. */
const alike = /^(?:English|简体中文|Tiếng Việt|Homeline(?: [\d.]+)?|VIP|https:\S+|\d+ ms)$/;
/** What a text looks like that the catalogue does not have. */
const key = /^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z\d]+)*$/;

describe('three languages', () => {
  before(async () => {
    await openDesk();
    await signInToPractice();
  });

  it('change every word of the desk and of the settings, and back', async () => {
    await differ();
  });

  it('change every word of the key sheet', async () => {
    await differ(() => press('key-sheet'));
  });

  it('change every word around a person and a script', async () => {
    await openFromList("Margaret O'Brien");
    await differ();
  });

  it('change every word of a call and its keypad, which goes on', async () => {
    await press('dial');
    const callId = await talks();
    await differ(() => press('keypad'));
    expect(await talks()).toBe(callId);
  });

  it('change every word of the wrap-up and keep what is written', async () => {
    await hangUp();
    await press('note');
    await browser.keys([...'周五 thứ Sáu']);
    await chooseOutcome('interested');
    await differ();
    await expect(at('note')).toHaveValue('周五 thứ Sáu');
  });

  it('change every word of the receipts', async () => {
    await press('next');
    await expect(at('waiting')).toHaveText('0');
    await differ(() => press('receipts'));
  });

  it('are kept over a restart, and the door speaks them', async () => {
    const doors = new Map<Language, readonly string[]>();
    for (const language of languages) {
      await signedIn();
      await speak(language);
      await restart();
      await expect(at('sign-in-practice')).toBeClickable();
      await expect($('html')).toHaveAttribute('lang', language);
      doors.set(language, words(await readWindow()));
    }
    expectNothingShared(doors);
  });
});

describe('a language that nobody speaks', () => {
  before(async () => {
    await endApp();
    const file = join(userData(), 'settings.json');
    const settings = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...settings, language: 'pseudo' }));
    await startAgain();
  });

  it('leaves no word on the door that is not of the catalogue', async () => {
    await expect(at('sign-in-practice')).toBeClickable();
    await onlyCatalogue();
  });

  it('leaves none on the desk and what opens over it', async () => {
    await signInToPractice();
    await onlyCatalogue();
    for (const opener of ['settings', 'key-sheet', 'receipts']) {
      await press(opener);
      await onlyCatalogue();
      await browser.keys('Escape');
    }
  });

  it('leaves none around a call', async () => {
    await openFromList('Trần Văn Minh');
    await onlyCatalogue();
    await press('dial');
    await talks();
    await press('keypad');
    await onlyCatalogue();
    await browser.keys('Escape');
    await hangUp();
    await onlyCatalogue();
  });
});

async function signedIn(): Promise<void> {
  if (await at('sign-in-practice').isExisting()) await signInToPractice();
}

/** Chooses a language as an agent does. */
async function speak(language: Language): Promise<void> {
  await press('settings');
  await press(`language-${language}`);
  await expect($('html')).toHaveAttribute('lang', language);
}

/** Reads the window in each language, and in the first again: no word is in two of them. */
async function differ(open?: () => Promise<void>): Promise<void> {
  const read = new Map<Language, string[]>();
  for (const language of [...languages, languages[0]]) {
    await speak(language);
    const seen = await readWindow();
    await closeOverlay();
    if (open) {
      await open();
      seen.push(...(await readWindow()));
      await closeOverlay();
    }
    read.set(language, [...(read.get(language) ?? []), ...words(seen)]);
  }
  expectNothingShared(read);
}

async function closeOverlay(): Promise<void> {
  await browser.keys('Escape');
  await expect($('.popover, [role="dialog"]')).not.toBeExisting();
}

/** What of it must be in the language of the desk. */
function words(seen: readonly string[]): string[] {
  expect(seen.filter((text) => key.test(text) || text.includes('{{'))).toEqual([]);
  const own = seen.filter((text) => !isCommon(text));
  expect(own.length).toBeGreaterThan(5);
  return own;
}

function expectNothingShared(read: ReadonlyMap<Language, readonly string[]>): void {
  for (const [language, texts] of read) {
    for (const [other, otherTexts] of read) {
      if (language === other) continue;
      const shared = texts.filter((text) => otherTexts.includes(text));
      expect({ language, other, shared }).toEqual({ language, other, shared: [] });
    }
  }
}

/** Text in no brackets is somebody's, or the name of a language. */
async function onlyCatalogue(): Promise<void> {
  const seen = await readWindow();
  expect(seen.some((text) => text.includes('⟦'))).toBe(true);
  expect(seen.filter((text) => !text.includes('⟦') && !isCommon(text))).toEqual([]);
}

function isCommon(text: string): boolean {
  return isData(text) || alike.test(text);
}
