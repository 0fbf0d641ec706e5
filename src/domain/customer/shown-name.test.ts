import { expect, test } from 'vitest';
import { shownName } from './shown-name.ts';

test.each([
  ['an override', '\u202Eecnailla', 'ecnailla'],
  ['an override amid the name', 'Bank \u202Dof\u202C \u202EynoloC\u202C', 'Bank of ynoloC'],
  ['isolates', '\u2066Nora\u2069 \u2067Bell\u2068\u2069', 'Nora Bell'],
  ['marks', '\u200ENora\u200F \u061CBell', 'Nora Bell'],
  ['controls', 'No\u0000ra\u0007 Be\u009Bll\u007F', 'Nora Bell'],
  ['an escape of a terminal', '\u001B[31mNora', '[31mNora'],
  ['lines', 'Nora\r\nBell\u2028Jr.', 'Nora Bell Jr.'],
  ['what has no width', 'No\u200Bra\uFEFF Be\u2060ll', 'Nora Bell'],
])('%s', (_name, written, shown) => {
  expect(shownName(written)).toBe(shown);
  expect(shownName(shown)).toBe(shown);
});

test.each([
  'שרה לוי',
  'محمد عبد الله',
  // Persian, with the joiner that its spelling needs.
  'مهدی\u200Cنژاد',
  'Nguyễn Thị Hà',
  'O\u2019Brien',
  '欧阳若曦',
  'Zo\u0065\u0308',
  '👩\u200D🔧 Ana',
])('%s stays as it is', (name) => {
  expect(shownName(name)).toBe(name);
});
