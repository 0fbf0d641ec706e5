import { afterAll, expect, test } from 'vitest';
import { makeNamespaces } from './namespaces.ts';
import { runFlips } from './run-flips.ts';

/** A few of what `npm run heal` does twenty times. */
const namespaces = makeNamespaces();
if ('reason' in namespaces) {
  console.warn(`SKIPPED: the network is not changed under a call, because ${namespaces.reason}.`);
}
afterAll(() => {
  if ('remove' in namespaces) namespaces.remove();
});

test.skipIf('reason' in namespaces)(
  'the network changes under a call: a new way, the same call, and both hear each other again',
  async () => {
    if ('reason' in namespaces) return;
    const flips = await runFlips(namespaces, { runs: 3, seed: 1 });
    for (const { customerMs, agentMs } of flips) {
      console.log(`customer ${customerMs} ms, agent ${Math.round(agentMs)} ms without sound`);
    }
    expect(flips.map(({ lost }) => lost)).toEqual([null, null, null]);
  },
);
