import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  answered,
  respond,
  type ScriptedPbx,
  type SipText,
  startScriptedPbx,
} from '../../support/scripted-pbx.ts';
import {
  both,
  cleanUpAfterEach,
  registered,
  requests,
  talkInbound,
  talkOutbound,
} from './bench.ts';

// The far end does not want to be held, or resumed, or does not answer at all.

const keep = cleanUpAfterEach();

// Half a minute of waiting passes at once; the sockets are real.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});

async function begin(start: (typeof both)[number]['start'], talk = talkInbound) {
  const pbx = keep(await startScriptedPbx(), (each) => each.close());
  const phone = keep(await registered(start, pbx), (each) => each.stop());
  await talk(phone, pbx);
  return { pbx, phone };
}

/** Refuses the first re-INVITEs so, and takes the next one. */
function refuseFirst(pbx: ScriptedPbx, times: number, how: (invite: SipText) => string): void {
  let left = times;
  pbx.rule('INVITE', (invite) => {
    if (!/;tag=/.test(invite.header('to'))) return 'usual';
    left -= 1;
    return left >= 0 ? how(invite) : answered(invite);
  });
}

const refusals = [
  ['488 Not Acceptable Here', 488],
  ['403 Forbidden', 403],
  ['415 Unsupported Media Type', 415],
] as const;

describe.each(both)('$name', ({ isOurs, start }) => {
  test.each(refusals)('%s to a hold: stock hangs up on the customer', async (line, sipStatus) => {
    const { pbx, phone } = await begin(start);
    refuseFirst(pbx, 1, (invite) => respond(invite, line));
    phone.hold();
    if (!isOurs) {
      await phone.until(({ state }) => state === 'over');
      return;
    }
    await phone.until(({ ours }) => ours?.call?.refused !== null);
    expect(phone.state).toBe('up');
    expect(phone.ours?.call).toMatchObject({
      hold: 'none',
      refused: { operation: 'hold', sipStatus },
    });
    // What was refused has left nothing behind: the next one is taken.
    phone.hold();
    await phone.until(({ isHeld }) => isHeld);
  });

  test('488 to a resume: ours stays held and says so', async () => {
    const { pbx, phone } = await begin(start);
    phone.hold();
    await phone.until(({ isHeld }) => isHeld);
    await pbx.until(({ body }) => body.includes('a=sendonly'));
    await pbx.until((message) => requests(pbx, 'ACK').indexOf(message) === 0);
    refuseFirst(pbx, 1, (invite) => respond(invite, '488 Not Acceptable Here'));
    phone.resume();
    if (!isOurs) {
      await phone.until(({ state }) => state === 'over');
      return;
    }
    await phone.until(({ ours }) => ours?.call?.refused?.operation === 'resume');
    expect(phone.ours?.call).toMatchObject({ hold: 'local', refused: { sipStatus: 488 } });
    phone.resume();
    await phone.until(({ isHeld }) => !isHeld);
    expect(phone.state).toBe('up');
  });

  test('503 with Retry-After: ours asks again then, and it comes about', async () => {
    const { pbx, phone } = await begin(start);
    refuseFirst(pbx, 1, (invite) => respond(invite, '503 Service Unavailable', ['Retry-After: 3']));
    phone.hold();
    if (!isOurs) {
      await phone.until(({ state }) => state === 'over');
      return;
    }
    await phone.until(({ isHeld }) => isHeld);
    expect(requests(pbx, 'INVITE')).toHaveLength(2);
    expect(phone.ours?.call?.refused).toBeNull();
  });

  test.each([
    ['the caller', talkOutbound],
    ['the called', talkInbound],
  ] as const)(
    '491 while we are %s: ours asks again with a new CSeq until it is taken',
    async (_who, talk) => {
      const { pbx, phone } = await begin(start, talk);
      const before = requests(pbx, 'INVITE').length;
      refuseFirst(pbx, 2, (invite) => respond(invite, '491 Request Pending'));
      phone.hold();
      const nth = (index: number) =>
        pbx.until((message) => requests(pbx, 'INVITE').indexOf(message) === before + index);
      const first = await nth(0);
      await vi.advanceTimersByTimeAsync(4_000);
      const second = await nth(1);
      if (!isOurs) {
        // It comes a second later whoever asks, bears the number of the one before, and is the last.
        expect(second.header('cseq')).toBe(first.header('cseq'));
        await phone.until(({ state }) => state === 'over');
        return;
      }
      await vi.advanceTimersByTimeAsync(4_000);
      const third = await nth(2);
      await phone.until(({ isHeld }) => isHeld);
      const numbers = [first, second, third].map((each) =>
        Number.parseInt(each.header('cseq'), 10),
      );
      expect(new Set(numbers).size).toBe(3);
      expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
      expect(requests(pbx, 'INVITE')).toHaveLength(before + 3);
    },
  );

  test('no answer at all: stock hangs up after 32 s, ours goes on talking and says so', async () => {
    const { pbx, phone } = await begin(start);
    pbx.rule('INVITE', () => null);
    phone.hold();
    await pbx.until(({ method }) => method === 'INVITE');
    await vi.advanceTimersByTimeAsync(33_000);
    if (!isOurs) {
      await phone.until(({ state }) => state === 'over');
      return;
    }
    await phone.until(({ ours }) => ours?.call?.refused?.operation === 'hold');
    expect(phone.state).toBe('up');
    expect(phone.ours?.call?.refused?.sipStatus).toBe(408);
    pbx.rule('INVITE', () => 'usual');
    phone.hold();
    await phone.until(({ isHeld }) => isHeld);
  });

  test('481: there is no such call any more, and that is an end for both', async () => {
    const { pbx, phone } = await begin(start);
    pbx.rule('INVITE', (invite) => respond(invite, '481 Call/Transaction Does Not Exist'));
    phone.hold();
    await phone.until(({ state }) => state === 'over');
    expect(phone.state).toBe('over');
  });

  test('both ask at once: ours refuses theirs with 491 and changes nothing else', async () => {
    const { pbx, phone } = await begin(start);
    pbx.rule('INVITE', () => null);
    phone.hold();
    const invite = await pbx.until(({ method }) => method === 'INVITE');
    const leg = pbx.legOf(invite);
    leg.request('INVITE', [], invite.body.replace('a=sendonly', 'a=sendrecv'));
    await pbx.until(({ status }) => status === 491);
    pbx.say(answered(invite));
    if (!isOurs) {
      // It answers 491, takes the offer all the same, and trips over the answer to its own.
      await phone.until(({ state }) => state === 'over');
      return;
    }
    await phone.until(({ isHeld }) => isHeld);
    expect(phone.state).toBe('up');
  });
});
