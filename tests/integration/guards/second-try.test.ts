import { describe, expect, test } from 'vitest';
import { answered, respond, startScriptedPbx } from '../../support/scripted-pbx.ts';
import { both, cleanUpAfterEach, registered, requests } from './bench.ts';

// A server sends the call elsewhere, or wants a longer session.

const keep = cleanUpAfterEach();

async function begin(start: (typeof both)[number]['start']) {
  const pbx = keep(await startScriptedPbx(), (each) => each.close());
  const phone = keep(await registered(start, pbx), (each) => each.stop());
  return { pbx, phone };
}

const moved = (contact: string) => ['302 Moved Temporarily', [`Contact: ${contact}`]] as const;

describe.each(both)('$name', ({ isOurs, start }) => {
  test('302 to another way to the same user: ours follows, and it is one call', async () => {
    const { pbx, phone } = await begin(start);
    pbx.rule('INVITE', (invite) =>
      invite.text.startsWith('INVITE sip:customer@practice.invalid;gateway=2 ')
        ? answered(invite)
        : respond(invite, ...moved('<sip:customer@practice.invalid;gateway=2>')),
    );
    phone.dial('customer');
    await phone.until(({ state }) => state === (isOurs ? 'up' : 'over'));
    expect(requests(pbx, 'INVITE')).toHaveLength(isOurs ? 2 : 1);
    if (isOurs) expect(Object.keys(phone.ours?.state.calls ?? {})).toHaveLength(1);
  });

  test.each([
    ['another number', '<sip:+19005550199@practice.invalid>'],
    ['another domain', '<sip:customer@elsewhere.example>'],
  ])('302 to %s: nobody follows', async (_what, contact) => {
    const { pbx, phone } = await begin(start);
    pbx.rule('INVITE', (invite) => respond(invite, ...moved(contact)));
    phone.dial('customer');
    await phone.until(({ state }) => state === 'over');
    expect(requests(pbx, 'INVITE')).toHaveLength(1);
    if (isOurs) {
      expect(phone.ours?.call?.signalling).toMatchObject({ cause: { sipCause: 'redirected' } });
    }
  });

  test('302 for ever: ours stops after three', async () => {
    const { pbx, phone } = await begin(start);
    let hop = 0;
    pbx.rule('INVITE', (invite) => {
      hop += 1;
      return respond(invite, ...moved(`<sip:customer@practice.invalid;hop=${hop}>`));
    });
    phone.dial('customer');
    await phone.until(({ state }) => state === 'over');
    expect(requests(pbx, 'INVITE')).toHaveLength(isOurs ? 4 : 1);
  });

  test('422: ours offers the interval that is wanted', async () => {
    const { pbx, phone } = await begin(start);
    pbx.rule('INVITE', (invite) =>
      Number.parseInt(invite.header('session-expires'), 10) >= 1_800
        ? answered(invite)
        : respond(invite, '422 Session Interval Too Small', ['Min-SE: 1800']),
    );
    phone.dial('customer');
    await phone.until(({ state }) => state === (isOurs ? 'up' : 'over'));
    expect(requests(pbx, 'INVITE')).toHaveLength(isOurs ? 2 : 1);
  });
});
