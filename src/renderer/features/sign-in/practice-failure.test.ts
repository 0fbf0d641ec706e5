import { expect, test } from 'vitest';
import { practiceFailure } from './practice-failure.ts';

test.each([
  ['lead-list: people.csv: no column: phone', 'lead-list', 'people.csv: no column: phone'],
  ['script: damp.json: page “a” is missing', 'script', 'damp.json: page “a” is missing'],
  ['bad-scenario: people.json: no people', 'scenario', 'people.json: no people'],
  ['sample: no folder', 'sample', 'no folder'],
  ['store: cannot be written', 'store', 'cannot be written'],
  ['folder-in-use: held by another process', 'folder-in-use', 'held by another process'],
  ['port: taken', 'port', 'taken'],
  ['port-refused', 'port', ''],
  ['internal: at line 3', 'other', 'internal: at line 3'],
  ['the practice center ended with code 9', 'other', 'the practice center ended with code 9'],
  ['toString: x', 'other', 'toString: x'],
])('%s', (reason, words, detail) => {
  expect(practiceFailure(reason)).toEqual({ words: `practice-failure.${words}`, detail });
});
