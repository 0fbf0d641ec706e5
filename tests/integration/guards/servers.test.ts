import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { respond, startScriptedPbx } from '../../support/scripted-pbx.ts';
import { both, cleanUpAfterEach, letTimePass, registered, requests, talkInbound } from './bench.ts';

// Two servers: the preferred one goes away and comes back.

const keep = cleanUpAfterEach();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});

async function twoServers() {
  const preferred = keep(await startScriptedPbx(), (each) => each.close());
  const second = keep(await startScriptedPbx(), (each) => each.close());
  return { preferred, second };
}

describe.each(both)('$name', ({ isOurs, start }) => {
  test('ours takes the preferred one, stock whichever it draws', async () => {
    const drawn = new Set<number>();
    for (let times = 0; times < 12; times += 1) {
      const { preferred, second } = await twoServers();
      const phone = await registered(start, preferred, second);
      drawn.add(requests(preferred, 'REGISTER').length > 0 ? 0 : 1);
      await phone.stop();
      if (drawn.size === 2) break;
    }
    expect(drawn).toEqual(new Set(isOurs ? [0] : [0, 1]));
  });

  test('REGISTER 403 with a next server: stock stays refused, ours is there at once', async () => {
    const { preferred, second } = await twoServers();
    preferred.rule('REGISTER', (register) => respond(register, '403 Forbidden'));
    // Stock draws its server by chance: this one until it draws the one that refuses.
    let phone = keep(start([preferred.url, second.url]), (each) => each.stop());
    while (!isOurs && requests(preferred, 'REGISTER').length === 0) {
      await phone.until(
        ({ isRegistered }) => isRegistered || requests(preferred, 'REGISTER').length > 0,
      );
      if (!phone.isRegistered) break;
      await phone.stop();
      phone = keep(start([preferred.url, second.url]), (each) => each.stop());
    }
    await preferred.until(({ method }) => method === 'REGISTER');
    if (!isOurs) {
      await letTimePass(600_000);
      expect(phone.isRegistered).toBe(false);
      return;
    }
    await letTimePass(1_000);
    await phone.until(({ isRegistered }) => isRegistered);
    expect(phone.ours?.line).toMatchObject({ kind: 'registered', server: 1 });
    await talkInbound(phone, second);
  });

  test('back on the preferred one when it answers again, but not amid a call', async () => {
    const { preferred, second } = await twoServers();
    preferred.cut();
    const phone = keep(await registered(start, preferred, second), (each) => each.stop());
    expect(requests(second, 'REGISTER').length).toBeGreaterThan(0);
    const leg = await talkInbound(phone, second);
    preferred.mend();
    // Asked, and answered: there is a call, so nothing happens.
    await letTimePass(200_000);
    if (isOurs) await preferred.until(({ method }) => method === 'OPTIONS');
    expect(requests(preferred, 'REGISTER')).toHaveLength(0);
    leg.request('BYE');
    await phone.until(({ state }) => state === 'over');
    if (!isOurs) {
      await letTimePass(600_000);
      expect(requests(preferred, 'REGISTER')).toHaveLength(0);
      return;
    }
    await letTimePass(130_000);
    await preferred.until(({ method }) => method === 'REGISTER');
    await phone.until(({ isRegistered }) => isRegistered);
    expect(phone.ours?.line).toMatchObject({ kind: 'registered', server: 0 });
    // The second one was told, so it offers nobody there a call.
    const last = requests(second, 'REGISTER').at(-1);
    expect(`${last?.header('expires')} ${last?.header('contact')}`).toMatch(/^0 |expires=0/);
    await talkInbound(phone, preferred);
  });
});
