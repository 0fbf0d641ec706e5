import { describe, expect, test } from 'vitest';
import { pingEveryMs } from '../../../src/main/sip/socket.ts';
import { startCuttableProxy } from '../../support/cuttable-proxy.ts';
import { startScriptedPbx } from '../../support/scripted-pbx.ts';
import { both, cleanUpAfterEach } from './bench.ts';

// The cable is pulled somewhere: nothing comes any more, and nobody says so.

const keep = cleanUpAfterEach();

test('two pings are within ten seconds', () => {
  expect(2 * pingEveryMs).toBeLessThanOrEqual(10_000);
});

describe.each(both)('$name', ({ isOurs, start }) => {
  test('a frozen way: stock believes in it for ever, ours opens a new socket', async () => {
    const pbx = keep(await startScriptedPbx(), (each) => each.close());
    const proxy = keep(await startCuttableProxy(pbx.url), (each) => each.close());
    const phone = keep(start([proxy.url]), (each) => each.stop());
    await phone.until(({ isRegistered }) => isRegistered);
    proxy.freeze();
    if (!isOurs) {
      // Longer than ours takes, below.
      await new Promise((resolve) => setTimeout(resolve, 3 * pingEveryMs));
      expect(phone.isRegistered).toBe(true);
      return;
    }
    await phone.until(({ isRegistered }) => !isRegistered);
    await phone.until(({ isRegistered }) => isRegistered);
    expect(phone.ours?.log.some((line) => line.startsWith('sip socket dead'))).toBe(true);
  });
});
