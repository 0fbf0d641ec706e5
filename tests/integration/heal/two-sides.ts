import type { Hand, Outcome } from './hand.ts';
import { kept } from './hand.ts';
import { firstHz, firstNumber, secondHz, secondNumber } from './stand.ts';
import { bothHear, customerOf, eventually, healed, hears, near, sleep, until } from './steps.ts';

// The runs in which a third person, or a hold of the far end, has to be there again as it was.

export async function twoCalls(hand: Hand): Promise<Outcome> {
  const { phone, stand } = hand;
  const first = await hand.talkInbound();
  await stand.ring(secondNumber);
  await until(phone, 'a second one rings', ({ other }) => other?.microphone === 'ok');
  const secondId = phone.other?.callId ?? '';
  phone.commandFor(secondId, { type: 'call.answer' });
  await until(phone, 'the first is held', ({ other }) => other?.hold === 'local');
  await hand.talks(secondNumber);
  const gapMs = await strikeBesideHeld(hand, first.callId);
  phone.commandFor(first.callId, { type: 'call.resume' });
  await until(phone, 'they change places', ({ call, other }) => {
    return call?.callId === first.callId && call.hold === 'none' && other?.hold === 'local';
  });
  await bothHear(stand, firstNumber, first.callId);
  return kept(gapMs);
}

/** A colleague is asked about the customer who waits; afterwards the two are put together. */
export async function consulting(hand: Hand): Promise<Outcome> {
  const { phone, stand } = hand;
  const first = await hand.talkInbound();
  await hand.consult(first.callId);
  const gapMs = await strikeBesideHeld(hand, first.callId);
  phone.commandFor(first.callId, { type: 'call.complete' });
  await until(phone, 'the agent is out of it', ({ state }) =>
    Object.values(state.calls).every(({ signalling }) => signalling.kind === 'ended'),
  );
  const signalling = phone.state.calls[first.callId]?.signalling;
  if (signalling?.kind !== 'ended' || signalling.cause.kind !== 'transferred') {
    throw new Error('the customer was not passed on');
  }
  await hears(stand, firstNumber, secondHz);
  await hears(stand, secondNumber, firstHz);
  return kept(gapMs);
}

/** Three talk, mixed on the agent's computer; each hears the other two again. */
export async function joined(hand: Hand): Promise<Outcome> {
  const { phone, stand } = hand;
  const first = await hand.talkInbound();
  const consultId = await hand.consult(first.callId);
  phone.commandFor(first.callId, { type: 'call.join' });
  await until(phone, 'three talk', ({ state }) => state.joined !== null);
  await eachHearsTheOther(hand);
  const watch = customerOf(stand, firstNumber).watchSilence();
  await hand.hit();
  await Promise.all([healed(phone, first.callId), healed(phone, consultId)]);
  if (phone.state.joined === null) throw new Error('no longer joined');
  await eachHearsTheOther(hand);
  const gapMs = watch.longestMs;
  watch.stop();
  await eventually('the agent hears the first', async () =>
    near(await stand.heard(first.callId), firstHz),
  );
  await eventually('the agent hears the second', async () =>
    near(await stand.heard(consultId), secondHz),
  );
  return kept(gapMs);
}

/** The agent's own voice is told apart by leaving it out: without it, only the other is heard. */
async function eachHearsTheOther(hand: Hand): Promise<void> {
  const { phone, stand } = hand;
  const mute = async (muted: boolean) => {
    phone.command({ type: 'call.mute', muted });
    await until(phone, 'muted or not', ({ call }) => call?.muted === muted);
  };
  await mute(true);
  await hears(stand, firstNumber, secondHz);
  await hears(stand, secondNumber, firstHz);
  await mute(false);
}

/** The customer has put the agent on hold, and comes back after the blow. */
export async function heldThere(hand: Hand): Promise<Outcome> {
  const { phone, stand } = hand;
  const { callId } = await hand.talkInbound();
  hand.customer().hold(true);
  await until(phone, 'held there', ({ call }) => call?.hold === 'remote');
  await sleep(200);
  await hand.hit();
  await healed(phone, callId);
  // Our own re-INVITE is through by then: the customer's phone hangs up when the two cross.
  await sleep(500);
  hand.customer().hold(false);
  await until(phone, 'the customer is back', ({ call }) => call?.hold === 'none');
  await bothHear(stand, firstNumber, callId);
  return kept();
}

/** Strikes the call in front; the one beside it stays held, and hears nothing of the agent. */
async function strikeBesideHeld(hand: Hand, heldId: string): Promise<number> {
  const { phone } = hand;
  await sleep(200);
  const silent = hand.customer().watchSilence();
  const gapMs = await hand.strikeTalk(secondNumber);
  await healed(phone, heldId);
  await until(phone, 'the first stays held', ({ state }) => state.calls[heldId]?.hold === 'local');
  if (silent.soundMs > 0) throw new Error(`held, and heard for ${silent.soundMs} ms`);
  silent.stop();
  return gapMs;
}
