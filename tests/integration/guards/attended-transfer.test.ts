import { describe, expect, test } from 'vitest';
import { type Leg, respond, startScriptedPbx } from '../../support/scripted-pbx.ts';
import { both, cleanUpAfterEach, registered, requests, talkInbound } from './bench.ts';

// A colleague was asked and is to take the customer over. Until it is known that they have, the
// customer is ours.

const keep = cleanUpAfterEach();

async function begin(start: (typeof both)[number]['start']) {
  const pbx = keep(await startScriptedPbx(), (each) => each.close());
  const phone = keep(await registered(start, pbx), (each) => each.stop());
  const customer = await talkInbound(phone, pbx);
  phone.consult('colleague');
  await phone.until(({ isConsulting, isHeld }) => isConsulting && isHeld);
  return { pbx, phone, customer };
}

/** What came of the REFER (RFC 3515 §2.4.5). */
function tell(customer: Leg, statusLine: string): void {
  customer.request(
    'NOTIFY',
    [
      'Event: refer',
      'Subscription-State: terminated;reason=noresource',
      'Content-Type: message/sipfrag;version=2.0',
    ],
    `SIP/2.0 ${statusLine}\r\n`,
  );
}

describe.each(both)('$name', ({ isOurs, start }) => {
  test.each([
    ['is refused', '403 Forbidden', null],
    ['comes to nothing', '202 Accepted', '486 Busy Here'],
  ])('a REFER that %s: the call is kept, and ours talks again', async (_what, first, outcome) => {
    const { pbx, phone, customer } = await begin(start);
    pbx.rule('REFER', (refer) => respond(refer, first));
    phone.complete();
    const refer = await pbx.until(({ method }) => method === 'REFER');
    expect(refer.header('call-id')).toBe(customer.callId);
    expect(refer.header('refer-to')).toContain('Replaces=');
    if (outcome !== null) tell(customer, outcome);
    // Stock leaves the customer on hold: nobody tells it what to do.
    if (isOurs) await phone.until(({ isHeld }) => !isHeld);
    // Its answer shows that whatever came before has been dealt with.
    customer.request('OPTIONS');
    await pbx.until(({ header, status }) => status !== null && /OPTIONS/.test(header('cseq')));
    expect(phone.isHeld).toBe(!isOurs);
    expect(phone.state).toBe('up');
    expect(phone.isConsulting).toBe(true);
    expect(requests(pbx, 'BYE')).toEqual([]);
  });

  test('until the colleague has them, the customer stays; then stock keeps the leg, ours ends it', async () => {
    const { pbx, phone, customer } = await begin(start);
    pbx.rule('REFER', (refer) => respond(refer, '202 Accepted'));
    phone.complete();
    await pbx.until(({ method }) => method === 'REFER');
    customer.request('OPTIONS');
    await pbx.until(({ header, status }) => status !== null && /OPTIONS/.test(header('cseq')));
    expect(phone.state).toBe('up');
    expect(requests(pbx, 'BYE')).toEqual([]);
    tell(customer, '200 OK');
    await pbx.until(({ header, status }) => status === 200 && /NOTIFY/.test(header('cseq')));
    if (isOurs) {
      const isTheirs = ({
        method,
        header,
      }: {
        method: string | null;
        header(name: string): string;
      }) => method === 'BYE' && header('call-id') === customer.callId;
      await pbx.until(isTheirs);
      await phone.until(({ state }) => state === 'over');
      return;
    }
    expect(phone.state).toBe('up');
    expect(requests(pbx, 'BYE')).toEqual([]);
  });
});
