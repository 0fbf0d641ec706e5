import { describe, expect, test } from 'vitest';
import { audioSdp } from '../../support/pretend-page.ts';
import { startScriptedPbx } from '../../support/scripted-pbx.ts';
import { both, cleanUpAfterEach, registered, talkInbound } from './bench.ts';

// What comes in beside a plain offer: while we hold, with what we have not, in an envelope.

const keep = cleanUpAfterEach();

async function begin(start: (typeof both)[number]['start']) {
  const pbx = keep(await startScriptedPbx(), (each) => each.close());
  const phone = keep(await registered(start, pbx), (each) => each.stop());
  return { pbx, phone };
}

describe.each(both)('$name', ({ isOurs, start }) => {
  test('a re-INVITE while we hold: stock opens our ear, ours stays held', async () => {
    const { pbx, phone } = await begin(start);
    const leg = await talkInbound(phone, pbx);
    phone.hold();
    await phone.until(({ isHeld }) => isHeld);
    await pbx.until(({ method }) => method === 'ACK');
    const before = pbx.received.length;
    leg.request('INVITE', [], audioSdp('sendrecv', 2));
    const answer = await pbx.until(
      (message) => pbx.received.indexOf(message) >= before && message.status === 200,
    );
    leg.ack();
    expect(/^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(answer.body)?.[1]).toBe(
      isOurs ? 'sendonly' : 'sendrecv',
    );
  });

  test('reliable ringing is required: stock rings all the same, ours says what it has not', async () => {
    const { pbx } = await begin(start);
    const leg = pbx.call({ added: ['Require: 100rel'] });
    const answer = await pbx.until(
      ({ status, header }) => (status ?? 0) > 100 && header('call-id') === leg.callId,
    );
    expect(answer.status).toBe(isOurs ? 420 : 180);
    expect(answer.header('unsupported')).toBe(isOurs ? '100rel' : '');
  });

  test('an offer in an envelope: stock refuses the customer, ours is answered', async () => {
    const { pbx, phone } = await begin(start);
    const body = [
      '--between',
      'Content-Type: application/isup;version=itu-t92+',
      'Content-Disposition: signal;handling=optional',
      '',
      'what the telephone network says',
      '--between',
      'Content-Type: application/sdp',
      '',
      `${audioSdp()}--between--`,
      '',
    ].join('\r\n');
    const leg = pbx.call({ added: ['Content-Type: multipart/mixed;boundary=between'], body });
    const answer = await pbx.until(
      ({ status, header }) => (status ?? 0) > 100 && header('call-id') === leg.callId,
    );
    expect(answer.status).toBe(isOurs ? 180 : 415);
    if (!isOurs) return;
    phone.answer();
    await phone.until(({ state }) => state === 'up');
  });

  test('hung up without a line: the BYE is told when it is back', async () => {
    const { pbx, phone } = await begin(start);
    await talkInbound(phone, pbx);
    pbx.cut();
    await phone.until(({ isRegistered }) => !isRegistered);
    phone.hangUp();
    await phone.until(({ state }) => state === 'over');
    pbx.mend();
    await phone.until(({ isRegistered }) => isRegistered);
    if (isOurs) await pbx.until(({ method }) => method === 'BYE');
    expect(pbx.received.some(({ method }) => method === 'BYE')).toBe(isOurs);
  });
});
