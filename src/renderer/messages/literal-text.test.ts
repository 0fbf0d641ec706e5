import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

/** Attributes that people read or hear. */
const told = new Set(['aria-label', 'placeholder', 'title', 'alt', 'label', 'aria-description']);
const letters = /\p{L}/u;

type Node = { type?: string; value?: unknown; name?: { name?: string } } & Record<string, unknown>;

/** Every text of a component that does not come from the catalogue. */
function literalTexts(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source);
  expect(errors).toEqual([]);
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, value, name } = node as Node;
    if (type === 'JSXText' && letters.test(String(value))) found.push(String(value).trim());
    if (type === 'JSXAttribute' && told.has(name?.name ?? '')) {
      const text = (value as Node | null)?.['value'];
      if (typeof text === 'string' && letters.test(text)) found.push(text);
    }
    for (const part of Object.values(node)) visit(part);
  };
  visit(program);
  return found;
}

const files = globSync('src/renderer/**/*.tsx', { cwd: process.cwd() });

test('there are components to look at', () => {
  expect(files.length).toBeGreaterThan(40);
});

test.each(files)('%s', (file) => {
  expect(literalTexts(file, readFileSync(file, 'utf8'))).toEqual([]);
});

test('a literal is found, in text and in what is read aloud', () => {
  const source = 'const a = <p aria-label="Name"><b>Hello</b>{t("x")} · 12</p>';
  expect(literalTexts('x.tsx', source)).toEqual(['Name', 'Hello']);
});
