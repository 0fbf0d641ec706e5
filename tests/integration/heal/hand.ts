import { randomUUID } from 'node:crypto';
import type { Call } from '../../../src/domain/call/call.ts';
import { firstHz, firstNumber, type Stand, secondHz, secondNumber } from './stand.ts';
import {
  bothHear,
  customerOf,
  healed,
  sleep,
  soundIsBack,
  talkInbound,
  talks,
  until,
} from './steps.ts';

/** What became of a call that was struck. */
export type Outcome = {
  /** Nobody talked yet: it ended with its cause and was dialed, or offered, again. */
  readonly madeAgain: boolean;
  /** Longest silence in the customer's ear; null where none is to be measured. */
  readonly gapMs: number | null;
};

export const kept = (gapMs: number | null = null): Outcome => ({ madeAgain: false, gapMs });
export const madeAgain: Outcome = { madeAgain: true, gapMs: null };

/** `page`: the media page's process is killed. `socket`: the SIP socket breaks for a while. */
export type Blow = 'page' | 'socket';

export type Hand = ReturnType<typeof createHand>;

/** What a run needs at hand: the stand, the blow, and when it falls. */
export function createHand(stand: Stand, blow: Blow, random: () => number) {
  const { phone, media, proxy } = stand;

  async function hit(): Promise<void> {
    if (blow === 'page') {
      const lost = new Promise<void>((resolve) => {
        const stop = media.link.onEvent(({ event }) => {
          if (event !== 'page.lost') return;
          stop();
          resolve();
        });
      });
      await media.kill();
      // Until it is noticed, everything looks as if nothing had happened.
      await lost;
      return;
    }
    proxy.cut();
    await phone.until(({ state }) => !state.lineUp);
    setTimeout(() => proxy.mend(), 100 + random() * 900);
  }

  return {
    stand,
    phone,
    blow,
    random,
    hit,
    pause: (mostMs: number) => sleep(random() * mostMs),
    async dial(): Promise<void> {
      stand.floor.findPhone({ number: firstNumber })?.sendTone(firstHz);
      phone.dial(firstNumber);
    },
    talkInbound: () => talkInbound(stand),
    /** Asks the second one, who answers, while the first waits; gives the id of that call. */
    async consult(callId: string): Promise<string> {
      const consultId = randomUUID();
      const nobody = { displayName: null, customerId: null, queue: null, reason: null };
      stand.floor.findPhone({ number: secondNumber })?.sendTone(secondHz);
      phone.commandFor(callId, {
        type: 'call.consult',
        consultId,
        target: secondNumber,
        party: { ...nobody, number: secondNumber },
      });
      await until(
        phone,
        'the first waits',
        ({ call, other }) => call?.callId === consultId && other?.hold === 'local',
      );
      await talks(stand, secondNumber);
      return consultId;
    },
    /** Both hear each other. */
    talks: (number = firstNumber) => talks(stand, number),
    customer: (number = firstNumber) => customerOf(stand, number),
    /** Strikes amid a talk and waits until it is as it was; gives the silence in between. */
    async strikeTalk(number = firstNumber): Promise<number> {
      const call = phone.call as Call;
      const watch = customerOf(stand, number).watchSilence();
      await hit();
      await healed(phone, call.callId);
      await soundIsBack(watch);
      const gapMs = watch.longestMs;
      watch.stop();
      await bothHear(stand, number, call.callId);
      if (phone.call?.callId !== call.callId) throw new Error('it is another call now');
      return gapMs;
    },
  };
}
