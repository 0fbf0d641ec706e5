import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '../../build/headless-chromium.ts';
import { visibleTexts } from '../support/visible-texts.ts';

/**
 * Finds words that the catalogue does not have: in the pseudo-locale everything of the catalogue
 * stands in brackets, and what is left must be data of the fixtures or the way a language writes
 * days, times and amounts.
 */

/** Somebody's own words are marked as such, for their direction; the script's are merged with them. */
const without = 'kbd, textarea, script, style, pre, bdi, [dir="auto"], [data-testid="script-text"]';

/** Of the catalogue, innermost first: a word may be merged into a sentence. */
const bracketed = /⟦[^⟦⟧]*⟧/g;

/** Of no catalogue: names of languages, the product's, days and months, units, countries by prefix. */
const alike = [
  /\b(?:English|Homeline|Esc)\b|简体中文|Tiếng Việt/g,
  /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/g,
  /\b\d+ (?:ms|dB|kB|MB)\b|\bCA\$/g,
  // An endless word of somebody hostile.
  /(\p{L})\1{9,}/gu,
  /^\p{Lu}[\p{L} ]+ \+\d{1,3}$/gu,
];

const literal = /'((?:[^'\\\n]|\\.)+)'|"((?:[^"\\\n]|\\.)+)"|`((?:[^`\\]|\\.)+)`/g;

/** Every text in the source of the fixtures, the longest first; single words in small letters are codes. */
function dataOfFixtures(): readonly string[] {
  const texts = globSync('fixtures/*.ts', { cwd: import.meta.dirname }).flatMap((file) => {
    const source = readFileSync(join(import.meta.dirname, file), 'utf8');
    return [...source.matchAll(literal)].flatMap(([, single, double, template]) =>
      (single ?? double ?? template ?? '').split(/\$\{[^}]*\}|\\n|\\u[\dA-F]{4}|\n|: /),
    );
  });
  return [...new Set(texts.map((text) => text.replaceAll(/\s+/g, ' ').trim()))]
    .filter((text) => /\p{L}/u.test(text) && !/^[a-z-]+$/.test(text))
    .toSorted((a, b) => b.length - a.length);
}

const data = dataOfFixtures();

/** What of the page in sight is neither of the catalogue nor data, as it stands there. */
export async function foreignWords(page: Page): Promise<readonly string[]> {
  const seen = await page.evaluate<string[]>(
    `(${visibleTexts.toString()})(${JSON.stringify(without)})`,
  );
  return seen.filter((text) => /\p{L}/u.test(withoutKnown(text)));
}

function withoutKnown(text: string): string {
  let left = text;
  for (let before = ''; before !== left; ) {
    before = left;
    left = left.replaceAll(bracketed, ' ');
  }
  for (const known of data) left = left.replaceAll(known, ' ');
  for (const shape of alike) left = left.replaceAll(shape, ' ');
  return left;
}
