import { expect, test } from 'vitest';
import { besiege } from './siege.ts';

test('a live call outlives a few thousand mutated messages, and is heard all the time', async () => {
  const report = await besiege({ mutations: 4_000, seed: 20_261_122 });
  console.log(JSON.stringify(report));
  expect(report.crashes).toEqual([]);
  expect(report).toMatchObject({ callIsUp: true, lineIsUp: true, connections: 1 });
  // How long a gap may be is judged by `npm run hostile`, on a machine that does nothing else.
  expect(report.gapAtAgentMs).not.toBeNull();
  expect(report.gapAtCustomerMs).not.toBeNull();
  // They were looked at, and not only dropped.
  expect(report.answers['400']).toBeGreaterThan(100);
  expect(report.answers['501']).toBeGreaterThan(10);
});
