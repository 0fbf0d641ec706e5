import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFolder } from '../../support/center.ts';

/** Names that practice itself gives. */
const practice = ['Alex Rivera', 'Practice center'];
/** References of receipts; dates, which follow the language but stand in no catalogue. */
const shapes = [/^[A-Z]-[\da-f]{8}(?:\/\d+)?$/, /^[A-Z][a-z]{2} \d{1,2}(?:, \d{4})?$/];

/** Every whole text of the sample's files, and the names of its people as they are written. */
function sampleWords(): ReadonlySet<string> {
  const words = new Set(practice);
  const addAll = (value: unknown): void => {
    if (typeof value === 'string') words.add(value);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(addAll);
  };
  for (const file of globSync('*.json', { cwd: sampleFolder })) {
    addAll(JSON.parse(readFileSync(join(sampleFolder, file), 'utf8')));
  }
  for (const file of globSync('*.txt', { cwd: sampleFolder })) {
    for (const row of readFileSync(join(sampleFolder, file), 'utf8').split('\n')) {
      const cells = row.split('\t');
      for (const cell of cells) for (const part of cell.split(';')) words.add(part.trim());
      const [title = '', first = '', middle = '', last = ''] = cells.slice(5, 9);
      const [town = '', region = '', , postalCode = ''] = cells.slice(12, 16);
      words.add([postalCode, town, region].filter(Boolean).join(' '));
      for (const name of [
        [title, first],
        [title, last],
        [first, middle, last],
        [first, last],
        [last, middle, first],
      ]) {
        words.add(name.filter(Boolean).join(' '));
        words.add(name.join(''));
      }
    }
  }
  return words;
}

const words = sampleWords();

/** Whether a text is the campaign's, the script's or somebody's, and so the same in all languages. */
export function isData(text: string): boolean {
  return text
    .split(' · ')
    .every((part) => words.has(part) || shapes.some((shape) => shape.test(part)));
}
