import { describe, expect, test } from 'vitest';
import { pbxContact, respond, startScriptedPbx } from '../../support/scripted-pbx.ts';
import {
  both,
  cleanUpAfterEach,
  registered,
  requests,
  talkInbound,
  talkOutbound,
} from './bench.ts';

// The socket breaks in each state of a call, and the line comes back.

const keep = cleanUpAfterEach();

async function begin(start: (typeof both)[number]['start']) {
  const pbx = keep(await startScriptedPbx(), (each) => each.close());
  const phone = keep(await registered(start, pbx), (each) => each.stop());
  return { pbx, phone };
}

describe.each(both)('$name', ({ isOurs, start }) => {
  test('dialing: the call is over; ours takes the INVITE back when the line is there again', async () => {
    const { pbx, phone } = await begin(start);
    pbx.rule('INVITE', () => null);
    phone.dial('customer');
    const invite = await pbx.until(({ method }) => method === 'INVITE');
    pbx.cut();
    await phone.until(({ state }) => state === 'over');
    pbx.mend();
    await phone.until(({ isRegistered }) => isRegistered);
    if (isOurs) {
      const cancel = await pbx.until(({ method }) => method === 'CANCEL');
      expect(cancel.header('via')).toBe(invite.header('via'));
      expect(cancel.header('call-id')).toBe(invite.header('call-id'));
    }
    expect(requests(pbx, 'CANCEL')).toHaveLength(isOurs ? 1 : 0);
  });

  test('ringing: as dialing, and the early dialog is ended, should it be answered by now', async () => {
    const { pbx, phone } = await begin(start);
    pbx.rule('INVITE', (invite) => respond(invite, '180 Ringing', [pbxContact]));
    phone.dial('customer');
    await phone.until(({ state }) => state === 'ringing');
    pbx.cut();
    await phone.until(({ state }) => state === 'over');
    pbx.mend();
    await phone.until(({ isRegistered }) => isRegistered);
    if (isOurs) {
      await pbx.until(({ method }) => method === 'CANCEL');
      const bye = await pbx.until(({ method }) => method === 'BYE');
      expect(bye.header('to')).toContain(';tag=pbx');
    }
    expect(requests(pbx, 'BYE')).toHaveLength(isOurs ? 1 : 0);
  });

  test('alerting: stock goes on ringing with nobody there; ours drops it, and the next call rings', async () => {
    const { pbx, phone } = await begin(start);
    pbx.call();
    await phone.until(({ state }) => state === 'alerting');
    pbx.cut();
    await phone.until(({ isRegistered }) => !isRegistered);
    pbx.mend();
    await phone.until(({ isRegistered }) => isRegistered);
    expect(phone.state).toBe(isOurs ? 'over' : 'alerting');
    if (!isOurs) return;
    await talkInbound(phone, pbx);
  });

  test('answered, and the socket breaks before the ACK: ours shows where it is and talks on', async () => {
    const { pbx, phone } = await begin(start);
    const leg = pbx.call();
    await phone.until(({ state }) => state === 'alerting');
    phone.answer();
    await pbx.until(({ status, header }) => status === 200 && header('call-id') === leg.callId);
    await phone.until(({ state }) => state === 'up');
    pbx.cut();
    await phone.until(({ isRegistered }) => !isRegistered);
    pbx.mend();
    await phone.until(({ isRegistered }) => isRegistered);
    if (isOurs) {
      await pbx.until(({ method }) => method === 'INVITE');
      await pbx.until(({ method }) => method === 'ACK');
    }
    expect(requests(pbx, 'INVITE')).toHaveLength(isOurs ? 1 : 0);
    expect(phone.state).toBe('up');
  });

  test('up: the far end learns the new socket by a re-INVITE of ours, and its BYE arrives', async () => {
    const { pbx, phone } = await begin(start);
    const leg = await talkInbound(phone, pbx);
    pbx.cut();
    await phone.until(({ isRegistered }) => !isRegistered);
    expect(phone.state).toBe('up');
    pbx.mend();
    await phone.until(({ isRegistered }) => isRegistered);
    if (isOurs) {
      await pbx.until(({ method }) => method === 'INVITE');
      leg.request('BYE');
      await phone.until(({ state }) => state === 'over');
    }
    expect(requests(pbx, 'INVITE')).toHaveLength(isOurs ? 1 : 0);
  });

  test('held: it stays held over the loss', async () => {
    const { pbx, phone } = await begin(start);
    await talkOutbound(phone, pbx);
    phone.hold();
    await phone.until(({ isHeld }) => isHeld);
    await pbx.until(({ body }) => body.includes('a=sendonly'));
    const before = requests(pbx, 'INVITE').length;
    pbx.cut();
    await phone.until(({ isRegistered }) => !isRegistered);
    pbx.mend();
    await phone.until(({ isRegistered }) => isRegistered);
    if (isOurs) {
      const fresh = await pbx.until(
        (message) => requests(pbx, 'INVITE').indexOf(message) === before,
      );
      expect(fresh.body).toContain('a=sendonly');
    }
    expect(phone.isHeld).toBe(true);
    expect(requests(pbx, 'INVITE')).toHaveLength(before + (isOurs ? 1 : 0));
  });

  test('hold asked for without a line: stock ends the call, ours holds when the line is back', async () => {
    const { pbx, phone } = await begin(start);
    await talkInbound(phone, pbx);
    pbx.cut();
    await phone.until(({ isRegistered }) => !isRegistered);
    phone.hold();
    if (!isOurs) {
      await phone.until(({ state }) => state === 'over');
      return;
    }
    expect(phone.state).toBe('up');
    pbx.mend();
    await phone.until(({ isHeld }) => isHeld);
    expect(requests(pbx, 'INVITE').at(-1)?.body).toContain('a=sendonly');
  });

  test('a re-INVITE is out: stock ends the call, ours asks again when the line is back', async () => {
    const { pbx, phone } = await begin(start);
    await talkInbound(phone, pbx);
    pbx.rule('INVITE', () => null);
    phone.hold();
    await pbx.until(({ method }) => method === 'INVITE');
    pbx.cut();
    await phone.until(({ isRegistered }) => !isRegistered);
    if (!isOurs) {
      await phone.until(({ state }) => state === 'over');
      return;
    }
    expect(phone.state).toBe('up');
    pbx.rule('INVITE', () => 'usual');
    pbx.mend();
    await phone.until(({ isHeld }) => isHeld);
  });

  test('ending: the BYE the socket lost goes out with the next line', async () => {
    const { pbx, phone } = await begin(start);
    await talkInbound(phone, pbx);
    // It leaves, and nobody gets it: the socket is dead and does not know it yet.
    pbx.rule('BYE', () => null);
    phone.hangUp();
    await pbx.until(({ method }) => method === 'BYE');
    pbx.cut();
    await phone.until(({ isRegistered }) => !isRegistered);
    pbx.rule('BYE', () => 'usual');
    pbx.mend();
    await phone.until(({ isRegistered }) => isRegistered);
    if (isOurs) await pbx.until((message) => requests(pbx, 'BYE').indexOf(message) === 1);
    expect(requests(pbx, 'BYE')).toHaveLength(isOurs ? 2 : 1);
  });
});
