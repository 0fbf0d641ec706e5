import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadScenario } from './load.ts';
import { linesOf, type Scenario, scenario } from './scenario.ts';

const shipped = join(import.meta.dirname, '../../../resources/practice/scenario.json');

async function loadShipped(): Promise<{
  scenario: Scenario;
  recordings: ReadonlyMap<string, Uint8Array>;
}> {
  const result = await loadScenario(shipped);
  if (!result.ok) throw new Error(result.detail);
  return result.loaded;
}

test('the scenario that comes with Homeline loads, with every recording it names', async () => {
  const { scenario: loaded, recordings } = await loadShipped();
  const said = loaded.customers.flatMap(linesOf).filter((line) => line.kind === 'say');
  expect(said.length).toBeGreaterThan(20);
  for (const { file } of said) expect(recordings.get(file)?.length).toBeGreaterThan(2000);
});

test('it has each behaviour, both directions and three languages', async () => {
  const { customers } = (await loadShipped()).scenario;
  expect(new Set(customers.map(({ behaviour }) => behaviour))).toEqual(
    new Set(['answer', 'dislike', 'busy', 'no-answer', 'reject', 'not-in-service']),
  );
  expect(customers.filter(({ inbound }) => inbound).length).toBeGreaterThan(1);
  expect(new Set(customers.map(({ language }) => language))).toEqual(new Set(['en', 'vi', 'zh']));
});

test('every number is one of those reserved for fiction', async () => {
  const { customers } = (await loadShipped()).scenario;
  for (const { number } of customers) expect(number).toMatch(/^\+1\d{3}55501\d{2}$/);
});

test('what is left out has a default', () => {
  const { anyone, voices, customers } = scenario.parse({
    version: 1,
    customers: [{ number: '+15035550100', name: 'A', lines: [{ listen: {} }, { wait: 5 }] }],
  });
  expect([anyone.behaviour, anyone.answerAfterMs, voices]).toEqual(['answer', 2000, 'voices']);
  expect(customers[0]?.lines).toEqual([
    { kind: 'listen', quietMs: 700, atMostMs: 20_000 },
    { kind: 'wait', durationMs: 5 },
  ]);
});

test.each([
  ['vi-VN', 'dislike-vietnamese.wav'],
  ['zh', 'dislike-mandarin.wav'],
  ['de', 'dislike-english.wav'],
])('a dislike without lines in %s is said by %s', (language, file) => {
  const { customers } = scenario.parse({
    version: 1,
    customers: [{ number: '+15035550100', name: 'A', behaviour: 'dislike', language }],
  });
  const lines = customers.flatMap(linesOf);
  expect(lines).toContainEqual({ kind: 'say', file });
  expect(lines.at(-1)).toEqual({ kind: 'hang-up' });
});
