import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
/** The color tokens of the rule with this selector. */
function pairsOf(selector: string): ReadonlyMap<string, { light: string; dark: string }> {
  const start = css.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`no rule ${selector}`);
  const rule = css.slice(start, css.indexOf('\n}', start));
  const found = rule.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g);
  return new Map(
    [...found].map((match) => [match[1] ?? '', { light: match[2] ?? '', dark: match[3] ?? '' }]),
  );
}

const usual = pairsOf(':root');
const strong = pairsOf(':root[data-contrast="more"]');

/** Relative luminance, WCAG 2.2, of `#rrggbb`. */
function luminance(color: string): number {
  const channels = [1, 3, 5].map((start) => {
    const value = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['ground', 'surface', 'surface-soft', 'surface-raised', 'hover', 'pressed'];
const states = ['ready', 'talk', 'ring', 'hold', 'danger', 'wrap', 'away'];
/** Ink that may stand on which ground, as the components use them. */
const textPairs: readonly (readonly [ink: string, ground: string])[] = [
  ...['ink', 'ink-soft'].flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
  ...['ground', 'surface', 'surface-soft', 'surface-raised', 'hover'].map(
    (ground) => ['ink-faint', ground] as const,
  ),
  ...['accent', ...states].flatMap((ink) =>
    ['ground', 'surface', 'surface-soft', 'surface-raised', 'hover'].map(
      (ground) => [ink, ground] as const,
    ),
  ),
  ...states.flatMap(
    (state) =>
      [
        [state, `${state}-ground`],
        ['ink', `${state}-ground`],
      ] as const,
  ),
  ['accent', 'accent-ground'],
  ['ink', 'accent-ground'],
  ['ink-soft', 'accent-ground'],
  ['on-accent', 'accent-solid'],
  ['on-accent', 'accent-solid-hover'],
  ['on-danger', 'danger-solid'],
  ['on-danger', 'danger-solid-hover'],
];
/** Edges and rings that carry meaning (WCAG 2.2, 1.4.11). */
const edgePairs: readonly (readonly [edge: string, ground: string])[] = [
  'surface',
  'surface-soft',
  'surface-raised',
].flatMap((ground) => [
  ['line-field', ground],
  ['focus', ground],
]) as [string, string][];

function token(pairs: typeof usual, name: string, theme: 'light' | 'dark'): string {
  const pair = pairs.get(name);
  if (!pair) throw new Error(`no token --${name}`);
  return pair[theme];
}

/** WCAG 2.2: 1.4.3 for every look, 1.4.6 for whoever asks for more. */
describe.each([
  ['light', usual, 4.5],
  ['dark', usual, 4.5],
  ['light', strong, 7],
  ['dark', strong, 7],
] as const)('%s', (theme, pairs, least) => {
  test.each(textPairs)(`text %s on %s is ${least}:1`, (ink, ground) => {
    expect(contrast(token(pairs, ink, theme), token(pairs, ground, theme))).toBeGreaterThanOrEqual(
      least,
    );
  });
  test.each(edgePairs)('edge %s on %s', (edge, ground) => {
    expect(contrast(token(pairs, edge, theme), token(pairs, ground, theme))).toBeGreaterThanOrEqual(
      3,
    );
  });
});

test('high contrast has a color for each token of the usual look', () => {
  expect([...strong.keys()].sort()).toEqual([...usual.keys()].sort());
});
