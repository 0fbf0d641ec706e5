import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { catalogues, languages } from './messages.ts';
import { pseudoText } from './pseudo.ts';

const isPlural = (key: string) => /_(one|other)$/.test(key);
const base = (key: string) => key.replace(/_(one|other)$/, '');
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);

const bases = [...new Set(Object.keys(en).map(base))].sort();

describe.each(Object.entries(catalogues))('%s', (code, words) => {
  const entries = Object.entries(words) as [string, string][];

  test('has every key and no other', () => {
    expect([...new Set(Object.keys(words).map(base))].sort()).toEqual(bases);
  });

  test('has each plural form its language knows', () => {
    const locale = code === 'pseudo' ? 'en' : code;
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
    const plurals = new Set(Object.keys(en).filter(isPlural).map(base));
    for (const plural of plurals) {
      for (const category of pluralCategories) {
        expect(words).toHaveProperty([`${plural}_${category}`]);
      }
    }
  });

  test('uses the placeholders of the English text', () => {
    for (const [key, text] of entries) {
      const english = en[key as keyof typeof en] ?? en[`${base(key)}_other` as keyof typeof en];
      expect(new Set(placeholders(text)), key).toEqual(new Set(placeholders(english)));
    }
  });

  test('says something everywhere', () => {
    for (const [key, text] of entries) expect(text.trim(), key).not.toBe('');
  });
});

/** A number, the name of the application and a unit are the same in every language. */
const sameEverywhere = ['dial.placeholder', 'settings.version', 'status.milliseconds'];

test('a sentence is translated, not copied', () => {
  for (const { code } of languages) {
    if (code === 'en') continue;
    const copied = Object.entries(catalogues[code])
      .filter(([key, text]) => text === en[key as keyof typeof en] && text.includes(' '))
      .map(([key]) => key);
    expect(copied.filter((key) => !sameEverywhere.includes(key))).toEqual([]);
  }
});

test('the pseudo language leaves placeholders alone', () => {
  expect(pseudoText('talked {{time}}')).toMatch(/^⟦tàlkéd \{\{time\}\}·+⟧$/);
});
