import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { startScriptedPbx } from '../../support/scripted-pbx.ts';
import { both, cleanUpAfterEach, registered, requests, talkInbound } from './bench.ts';

// The line is another desk's by now, a call is still up here, and the socket breaks.

const keep = cleanUpAfterEach();

async function begin(start: (typeof both)[number]['start']) {
  const pbx = keep(await startScriptedPbx(), (each) => each.close());
  const phone = keep(await registered(start, pbx), (each) => each.stop());
  const leg = await talkInbound(phone, pbx);
  phone.unregister();
  await pbx.until((message) => requests(pbx, 'REGISTER').indexOf(message) === 1);
  return { pbx, phone, leg, inviteCount: requests(pbx, 'INVITE').length };
}

/** Stock is back by its own recovery. */
async function breakAndMend(
  { pbx, phone }: Awaited<ReturnType<typeof begin>>,
  between: () => void = () => undefined,
) {
  pbx.cut();
  await phone.ours?.until(({ state }) => !state.lineUp);
  between();
  pbx.mend();
  while (pbx.connections < 2) await sleep(10);
}

describe.each(both)('$name', ({ isOurs, start }) => {
  test('stock never shows the new socket; ours does, and the BYE of the customer arrives', async () => {
    const talk = await begin(start);
    const { pbx, phone, leg, inviteCount } = talk;
    await breakAndMend(talk);
    if (isOurs) {
      await pbx.until((message) => requests(pbx, 'INVITE').indexOf(message) === inviteCount);
    }
    leg.request('BYE');
    await phone.until(({ state }) => state === 'over');
    expect(requests(pbx, 'INVITE')).toHaveLength(inviteCount + (isOurs ? 1 : 0));
    // The other desk still has the line.
    for (const register of requests(pbx, 'REGISTER').slice(1)) {
      expect(register.header('expires')).toBe('0');
    }
  });

  test('hung up meanwhile: stock never says so, ours does with the next socket', async () => {
    const talk = await begin(start);
    const { pbx, phone, leg } = talk;
    await breakAndMend(talk, () => phone.hangUp());
    if (isOurs) await pbx.until(({ method }) => method === 'BYE');
    // An answer to this one shows that whatever was to be said before has been.
    leg.request('OPTIONS');
    await pbx.until(({ header, status }) => status !== null && /OPTIONS/.test(header('cseq')));
    expect(requests(pbx, 'BYE')).toHaveLength(isOurs ? 1 : 0);
  });
});
