import { expect, test } from 'vitest';
import { pictures } from '../../../tests/pictures/fixtures/states.ts';
import { waitsIn } from './tab-attention.ts';
import type { PlaceId } from './tabs.ts';

const places: readonly PlaceId[] = ['today', 'person', 'script', 'summary', 'list', 'guide'];

test.each<[string, PlaceId[]]>([
  ['ready-list', []],
  ['preview', []],
  ['on-call', ['script']],
  ['ask', ['script']],
  ['several', ['person']],
  ['undo', ['today', 'script']],
  ['not-saved', ['script', 'summary']],
  ['wrap-up-offline', []],
])('%s: %j wait', (state, waiting) => {
  const snapshot = pictures[state]?.snapshot;
  if (!snapshot) throw new Error(`no picture ${state}`);
  expect(places.filter((place) => waitsIn(snapshot, place))).toEqual(waiting);
});

test('a wrap-up without an outcome waits', () => {
  const snapshot = pictures['wrap-up-offline']?.snapshot;
  if (!snapshot?.work) throw new Error('no wrap-up');
  const { work } = snapshot;
  const open = { ...work, summary: { ...work.summary, dispositionId: null } };
  expect(waitsIn({ ...snapshot, work: open }, 'summary')).toBe(true);
});
