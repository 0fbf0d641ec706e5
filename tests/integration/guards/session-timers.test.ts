import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  answered,
  respond,
  type ScriptedPbx,
  startScriptedPbx,
} from '../../support/scripted-pbx.ts';
import { both, cleanUpAfterEach, letTimePass, registered, requests, talkInbound } from './bench.ts';

// RFC 4028 with either side as the refresher.

const keep = cleanUpAfterEach();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});

async function begin(start: (typeof both)[number]['start']) {
  const pbx = keep(await startScriptedPbx(), (each) => each.close());
  const phone = keep(await registered(start, pbx), (each) => each.stop());
  return { pbx, phone };
}

/** The phone calls; the PBX says who is to refresh. */
async function talk(
  pbx: ScriptedPbx,
  phone: Awaited<ReturnType<typeof begin>>['phone'],
  refresher: 'uac' | 'uas',
) {
  pbx.rule('INVITE', (invite) => answered(invite, [`Session-Expires: 90;refresher=${refresher}`]));
  phone.dial('customer');
  await phone.until(({ state }) => state === 'up');
}

describe.each(both)('$name', ({ isOurs, start }) => {
  test('we refresh, and the call lives on', async () => {
    const { pbx, phone } = await begin(start);
    pbx.rule('UPDATE', (update) =>
      respond(update, '200 OK', ['Session-Expires: 90;refresher=uac']),
    );
    await talk(pbx, phone, 'uac');
    await letTimePass(140_000);
    expect(requests(pbx, 'UPDATE').length).toBeGreaterThanOrEqual(2);
    expect(phone.state).toBe('up');
  });

  test('our refresh is refused: stock never asks again, ours does by re-INVITE', async () => {
    const { pbx, phone } = await begin(start);
    pbx.rule('UPDATE', (update) => respond(update, '501 Not Implemented'));
    await talk(pbx, phone, 'uac');
    await letTimePass(100_000);
    if (isOurs) await pbx.until((message) => requests(pbx, 'INVITE').indexOf(message) === 1);
    const asked = requests(pbx, 'INVITE').length - 1 + requests(pbx, 'UPDATE').length;
    expect(asked).toBeGreaterThanOrEqual(isOurs ? 2 : 1);
    // Nothing but the one that was refused: the far end will hang up on the customer.
    if (!isOurs) expect(asked).toBe(1);
  });

  test('our refresh falls due without a socket: stock hangs up, ours refreshes when it is back', async () => {
    const { pbx, phone } = await begin(start);
    pbx.rule('UPDATE', (update) =>
      respond(update, '200 OK', ['Session-Expires: 90;refresher=uac']),
    );
    await talk(pbx, phone, 'uac');
    pbx.cut();
    await phone.until(({ isRegistered }) => !isRegistered);
    // Half of the ninety seconds, at the latest, is when it is due.
    await letTimePass(60_000);
    if (!isOurs) {
      await phone.until(({ state }) => state === 'over');
      return;
    }
    expect(phone.state).toBe('up');
    expect(requests(pbx, 'UPDATE')).toEqual([]);
    pbx.mend();
    while (!phone.isRegistered) await letTimePass(1_000);
    const fresh = await pbx.until((message) => requests(pbx, 'INVITE').indexOf(message) === 1);
    expect(fresh.header('session-expires')).toMatch(/^90;/);
    // And from then on as before.
    while (requests(pbx, 'UPDATE').length < 2) await letTimePass(10_000);
    expect(phone.state).toBe('up');
    expect(requests(pbx, 'BYE')).toEqual([]);
  });

  test('they do not refresh in time: stock hangs up, ours asks whether they are there', async () => {
    const { pbx, phone } = await begin(start);
    await talk(pbx, phone, 'uas');
    await letTimePass(100_000);
    if (!isOurs) {
      await phone.until(({ state }) => state === 'over');
      return;
    }
    await pbx.until((message) => requests(pbx, 'INVITE').indexOf(message) === 1);
    expect(phone.state).toBe('up');
    expect(requests(pbx, 'BYE')).toEqual([]);
  });

  test('nobody is there any more: ours ends, too', async () => {
    const { pbx, phone } = await begin(start);
    await talk(pbx, phone, 'uas');
    pbx.rule('INVITE', (invite) => respond(invite, '481 Call/Transaction Does Not Exist'));
    await letTimePass(100_000);
    await phone.until(({ state }) => state === 'over');
    expect(phone.state).toBe('over');
  });

  test('a caller with an interval that is too small is told the smallest', async () => {
    const { pbx, phone } = await begin(start);
    const leg = pbx.call({ added: ['Supported: timer', 'Session-Expires: 60'] });
    const answer = await pbx.until(
      ({ status, header }) => (status ?? 0) > 100 && header('call-id') === leg.callId,
    );
    expect(answer.status).toBe(isOurs ? 422 : 180);
    expect(answer.header('min-se')).toBe(isOurs ? '90' : '');
    if (isOurs) await talkInbound(phone, pbx);
  });
});
