import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { respond, type SipText, startScriptedPbx } from '../../support/scripted-pbx.ts';
import { both, cleanUpAfterEach, letTimePass, registered, requests, talkInbound } from './bench.ts';

// The registrar refuses, waits, or says nothing.

const keep = cleanUpAfterEach();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});

async function begin(
  start: (typeof both)[number]['start'],
  first: (register: SipText) => string | null,
) {
  const pbx = keep(await startScriptedPbx(), (each) => each.close());
  let isWell = false;
  pbx.rule('REGISTER', (register) => (isWell ? 'usual' : first(register)));
  const phone = keep(start([pbx.url]), (each) => each.stop());
  await pbx.until(({ method }) => method === 'REGISTER');
  return {
    pbx,
    phone,
    mend() {
      isWell = true;
    },
  };
}

const failures = [
  ['503', (register: SipText) => respond(register, '503 Service Unavailable')],
  ['500', (register: SipText) => respond(register, '500 Server Internal Error')],
  ['403', (register: SipText) => respond(register, '403 Forbidden')],
  ['silence', () => null],
] as const;

describe.each(both)('$name', ({ isOurs, start }) => {
  test.each(failures)(
    '%s: stock tries once, ours until the registrar is well',
    async (_what, first) => {
      const { pbx, phone, mend } = await begin(start, first);
      await letTimePass(40_000);
      const tried = requests(pbx, 'REGISTER').length;
      mend();
      if (isOurs) {
        for (let minutes = 0; !phone.isRegistered && minutes < 20; minutes += 1) {
          await letTimePass(10_000);
        }
        expect(phone.isRegistered).toBe(true);
        return;
      }
      await letTimePass(600_000);
      expect(requests(pbx, 'REGISTER')).toHaveLength(tried);
      expect(phone.isRegistered).toBe(false);
    },
  );

  test.each(failures.slice(0, 3))(
    '%s to a refresh amid a call: the call is heard as before, and ours registers again',
    async (_what, refuse) => {
      const pbx = keep(await startScriptedPbx(), (each) => each.close());
      const phone = keep(await registered(start, pbx), (each) => each.stop());
      const leg = await talkInbound(phone, pbx);
      const before = pbx.connections;
      pbx.rule('REGISTER', refuse);
      // Of ten minutes it is asked for again after five to nearly ten.
      while (requests(pbx, 'REGISTER').length < 2) await letTimePass(20_000);
      const isKnown = phone.ours?.until(({ line }) => line.kind !== 'registered');
      await isKnown;
      pbx.rule('REGISTER', () => 'usual');
      if (isOurs) {
        expect(phone.ours?.state.lineUp).toBe(true);
        await letTimePass(5_000);
        await phone.until(({ isRegistered }) => isRegistered);
      } else {
        await letTimePass(600_000);
        expect(phone.isRegistered).toBe(false);
      }
      expect(pbx.connections).toBe(before);
      leg.request('BYE');
      await phone.until(({ state }) => state === 'over');
    },
  );

  test('503 with Retry-After: ours leaves the registrar alone so long', async () => {
    const { pbx, phone, mend } = await begin(start, (register) =>
      respond(register, '503 Service Unavailable', ['Retry-After: 120']),
    );
    await letTimePass(110_000);
    expect(requests(pbx, 'REGISTER')).toHaveLength(1);
    mend();
    await letTimePass(20_000);
    if (isOurs) await phone.until(({ isRegistered }) => isRegistered);
    expect(phone.isRegistered).toBe(isOurs);
  });

  test('many desks do not come back all at once', async () => {
    if (!isOurs) return;
    const waits = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const { phone } = await begin(start, (register) => respond(register, '503 Busy'));
        await phone.until((each) => each.ours?.line.kind === 'backing-off');
        const line = phone.ours?.line;
        return line?.kind === 'backing-off' ? line.retryInMs : null;
      }),
    );
    expect(new Set(waits).size).toBeGreaterThan(4);
  });
});
