import { type Blow, createHand, type Hand, kept, madeAgain, type Outcome } from './hand.ts';
import { firstHz, firstNumber, type Stand, secondNumber } from './stand.ts';
import { bothHear, eventually, healed, near, sleep, soundIsBack, until } from './steps.ts';
import { consulting, heldThere, joined, twoCalls } from './two-sides.ts';

/** What a call is in the middle of when the blow falls. */
export const runStates = [
  'dialing',
  'ringing',
  'alerting',
  'answering',
  'talking',
  'talking-outbound',
  'muted',
  'held',
  'holding',
  'two-calls',
  'consulting',
  'joined',
  'held-there',
  'called-while-talking',
  'struck-twice',
  'ending',
] as const;
export type RunState = (typeof runStates)[number];

export type Run = {
  readonly state: RunState;
  readonly blow: Blow;
  /** Null when the call went on as it should. */
  readonly lost: string | null;
} & Outcome;

/** Brings a call into that state, strikes, and finds out what became of it. */
export async function strike(
  stand: Stand,
  blow: Blow,
  state: RunState,
  random: () => number,
): Promise<Run> {
  let outcome: Outcome = kept();
  let lost: string | null = null;
  try {
    await spareStandsBy(stand);
    outcome = await runs[state](createHand(stand, blow, random));
  } catch (error) {
    lost = error instanceof Error ? error.message : String(error);
  }
  await cleanUp(stand);
  return { state, blow, lost, ...outcome };
}

const runs: Record<RunState, (hand: Hand) => Promise<Outcome>> = {
  async dialing(hand) {
    await hand.dial();
    await hand.pause(30);
    return answeredLater(hand);
  },
  async ringing(hand) {
    await hand.dial();
    await until(hand.phone, 'it rings there', ({ call }) => call?.signalling.kind === 'ringing');
    await hand.pause(400);
    return answeredLater(hand);
  },
  async alerting(hand) {
    const { phone, stand } = hand;
    await stand.ring(firstNumber);
    await until(phone, 'it rings here', ({ call }) => call?.signalling.kind === 'alerting');
    await hand.pause(300);
    await hand.hit();
    if (hand.blow === 'socket') return offeredAgain(hand);
    await hand.pause(300);
    phone.command({ type: 'call.answer' });
    await hand.talks();
    return kept();
  },
  async answering(hand) {
    const { phone, stand } = hand;
    await stand.ring(firstNumber);
    await until(phone, 'it rings here', ({ call }) => call?.microphone === 'ok');
    phone.command({ type: 'call.answer' });
    await hand.pause(60);
    const kind = phone.call?.signalling.kind;
    await hand.hit();
    if (hand.blow === 'socket' && kind === 'answering') return offeredAgain(hand);
    await hand.talks();
    return kept();
  },
  async talking(hand) {
    await hand.talkInbound();
    await hand.pause(300);
    return kept(await hand.strikeTalk());
  },
  async 'talking-outbound'(hand) {
    await hand.dial();
    await hand.talks();
    await hand.pause(300);
    return kept(await hand.strikeTalk());
  },
  async muted(hand) {
    const { phone, stand } = hand;
    const { callId } = await hand.talkInbound();
    phone.command({ type: 'call.mute', muted: true });
    await until(phone, 'muted', ({ call }) => call?.muted === true);
    await sleep(200);
    const watch = hand.customer().watchSilence();
    await hand.hit();
    await healed(phone, callId);
    await eventually('the agent hears', async () => near(await stand.heard(callId), firstHz));
    await sleep(200);
    if (watch.soundMs > 0) throw new Error(`muted, and heard for ${watch.soundMs} ms`);
    if (phone.call?.muted !== true) throw new Error('no longer muted');
    phone.command({ type: 'call.mute', muted: false });
    await bothHear(stand, firstNumber, callId);
    return kept();
  },
  async held(hand) {
    const { phone } = hand;
    const { callId } = await hand.talkInbound();
    phone.command({ type: 'call.hold' });
    await until(phone, 'held', ({ call }) => call?.hold === 'local');
    await sleep(200);
    await staysHeld(hand, callId, 0);
    return kept();
  },
  async holding(hand) {
    const { phone } = hand;
    const { callId } = await hand.talkInbound();
    phone.command({ type: 'call.hold' });
    await hand.pause(60);
    // The hold is not through yet: what was on its way may still arrive.
    await staysHeld(hand, callId, 400);
    return kept();
  },
  'two-calls': twoCalls,
  consulting,
  joined,
  'held-there': heldThere,
  async 'called-while-talking'(hand) {
    const { phone, stand } = hand;
    await hand.talkInbound();
    await stand.ring(secondNumber);
    await until(phone, 'a second one rings', ({ other }) => other?.signalling.kind === 'alerting');
    await hand.pause(300);
    return kept(await hand.strikeTalk());
  },
  async 'struck-twice'(hand) {
    const { phone, stand } = hand;
    const { callId } = await hand.talkInbound();
    const watch = hand.customer().watchSilence();
    await hand.hit();
    await hand.pause(300);
    if (hand.blow === 'page') {
      // Its successor dies too, and there is no spare yet.
      await hand.hit();
    }
    await healed(phone, callId);
    await soundIsBack(watch);
    const gapMs = watch.longestMs;
    watch.stop();
    await bothHear(stand, firstNumber, callId);
    return kept(gapMs);
  },
  async ending(hand) {
    const { phone } = hand;
    await hand.talkInbound();
    const customer = hand.customer();
    phone.command({ type: 'call.hangUp' });
    await hand.hit();
    await until(phone, 'ended', ({ call }) => call?.signalling.kind === 'ended');
    const signalling = phone.call?.signalling;
    if (signalling?.kind !== 'ended' || signalling.cause.kind !== 'hung-up-here') {
      throw new Error('it ended by another cause');
    }
    await eventually('the customer knows', async () => customer.isOver);
    return kept();
  },
};

async function answeredLater(hand: Hand): Promise<Outcome> {
  await hand.hit();
  if (hand.blow === 'socket') {
    // Nobody talks yet: it ends here with its cause, and is dialed again.
    await until(hand.phone, 'ended', ({ call }) => call?.signalling.kind === 'ended');
    await until(hand.phone, 'the line is back', ({ state }) => state.lineUp);
    await eventually('the customer is free', async () => hand.stand.customer(firstNumber) === null);
    await hand.dial();
  }
  await hand.talks();
  return hand.blow === 'socket' ? madeAgain : kept();
}

/** A call that cannot be answered any more ends here, and its queue offers it again. */
async function offeredAgain(hand: Hand): Promise<Outcome> {
  const { phone, stand } = hand;
  await until(phone, 'ended', ({ call }) => call?.signalling.kind === 'ended');
  await until(phone, 'the line is back', ({ state }) => state.lineUp);
  stand.customer(firstNumber)?.hangUp();
  await eventually('the customer is free', async () => stand.customer(firstNumber) === null);
  await hand.talkInbound();
  return madeAgain;
}

async function staysHeld(hand: Hand, callId: string, lateMs: number): Promise<void> {
  const { phone, stand } = hand;
  if (lateMs === 0) {
    const watch = hand.customer().watchSilence();
    await hand.hit();
    await healed(phone, callId);
    await until(phone, 'held again', ({ call }) => call?.hold === 'local');
    await sleep(200);
    if (watch.soundMs > 0) throw new Error(`held, and heard for ${watch.soundMs} ms`);
  } else {
    await hand.hit();
    await healed(phone, callId);
    await until(phone, 'held', ({ call }) => call?.hold === 'local');
    await sleep(lateMs);
    const watch = hand.customer().watchSilence();
    await sleep(300);
    if (watch.soundMs > 0) throw new Error(`held, and heard for ${watch.soundMs} ms`);
  }
  if ((await stand.heard(callId)).heardLevel > 0.001) throw new Error('held, and the agent hears');
  phone.command({ type: 'call.resume' });
  await until(phone, 'resumed', ({ call }) => call?.hold === 'none');
  await bothHear(stand, firstNumber, callId);
}

/** Nothing is left of the run, and a spare stands by for the next. */
async function cleanUp(stand: Stand): Promise<void> {
  const { phone, proxy } = stand;
  proxy.mend();
  await eventually('the line is back', async () => phone.state.lineUp);
  for (const call of Object.values(phone.state.calls)) {
    phone.commandFor(call.callId, { type: 'call.hangUp' });
  }
  for (const number of [firstNumber, secondNumber]) {
    await sleep(50);
    stand.customer(number)?.hangUp();
    await eventually('the customer is free', async () => stand.customer(number) === null);
  }
  await eventually('all is over', async () =>
    Object.values(phone.state.calls).every(({ signalling }) => signalling.kind === 'ended'),
  );
  for (const call of Object.values(phone.state.calls)) {
    phone.commandFor(call.callId, { type: 'call.forget' });
  }
  await spareStandsBy(stand);
}

async function spareStandsBy({ media }: Stand): Promise<void> {
  await eventually('a spare stands by', async () => media.link.alive && media.hasSpare());
}
