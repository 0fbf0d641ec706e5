import type { Struck } from '../integration/heal/verdict.ts';
import { eventually, near, silent } from '../integration/sip/eventually.ts';
import type { TestPhone } from '../integration/sip/test-phone.ts';
import type { MediaBrowser } from '../support/media-browser.ts';
import { type AgentPhone, startAgentPhone } from './bench/agent-phone.ts';
import { agentUser } from './bench/bench.ts';
import { isAlerting, isTalking, microphoneHz } from './bench/on-each-bench.ts';
import { type AsteriskRig, agentPassword, musicHz } from './rig/asterisk.ts';
import { createPerson, type Person } from './rig/person.ts';
import { heardFrom } from './rig/recording.ts';

/** What a call on Asterisk is in the middle of when its media page dies. */
export const asteriskStates = [
  'queue',
  'inbound',
  'outbound',
  'held',
  'muted',
  'two-calls',
] as const;
export type AsteriskState = (typeof asteriskStates)[number];

const firstHz = 440;
const secondHz = 880;
/** The page dies within so long after everything is as it should be. */
const withinMs = 500;

/** Kills the media page amid a call on a real PBX, and finds out what became of the call. */
export async function killOnAsterisk(
  browser: MediaBrowser,
  asterisk: AsteriskRig,
  state: AsteriskState,
  random: () => number,
): Promise<Struck> {
  const agent = await startAgentPhone(browser, {
    servers: [asterisk.wsUrl],
    user: agentUser,
    password: agentPassword,
    domain: asterisk.wire.far,
    withSpare: true,
  });
  let gapMs: number | null = null;
  let lost: string | null = null;
  try {
    gapMs = await runs[state](createHand(asterisk, agent, random));
  } catch (error) {
    lost = error instanceof Error ? error.message : String(error);
  }
  await agent.stop();
  return { state, lost, madeAgain: false, gapMs };
}

type Hand = ReturnType<typeof createHand>;

/** Whose ear it was, when it heard nothing. */
async function says(whose: string, heard: Promise<void>): Promise<void> {
  try {
    await heard;
  } catch (error) {
    throw new Error(`${whose} ${error instanceof Error ? error.message : String(error)}`);
  }
}

const isWhole = (phone: TestPhone) => isTalking(phone) && phone.call?.healing.kind === 'none';

function createHand(asterisk: AsteriskRig, agent: AgentPhone, random: () => number) {
  const { phone } = agent;
  const person = (toneHz: number) => createPerson(asterisk, { does: 'answer', toneHz });

  async function bothHear(who: Person, toneHz: number): Promise<void> {
    await says(
      'the customer hears',
      eventually(async () => who.heard(), near(microphoneHz)),
    );
    await says(
      'the agent hears',
      eventually(() => agent.heard(), near(toneHz)),
    );
  }
  async function answer(): Promise<void> {
    await phone.until(isAlerting);
    phone.command({ type: 'call.answer' });
    await phone.until(isTalking);
  }

  return {
    agent,
    phone,
    person,
    bothHear,
    answer,
    async talkTo(target: string): Promise<Person> {
      const who = await person(firstHz);
      await who.call(target);
      await answer();
      await bothHear(who, firstHz);
      return who;
    },
    /** Gives the silence of that person. */
    async killTalk(who: Person, toneHz: number): Promise<number> {
      const callId = phone.call?.callId;
      const ear = who.listenFor(microphoneHz);
      await this.kill();
      await bothHear(who, toneHz);
      if (phone.call?.callId !== callId) throw new Error('it is another call now');
      return ear.longestGapMs();
    },
    /** Until each call is as it was. */
    async kill(): Promise<void> {
      await new Promise((resolve) => setTimeout(resolve, random() * withinMs));
      await agent.killPage();
      await phone.until(({ call }) => call?.healing.kind !== 'none');
      await phone.until(
        (each) => isWhole(each) && (each.other === null || each.other.healing.kind === 'none'),
      );
    },
    /** Each of the two ends hears that the other has hung up. */
    async hangUp(who: Person): Promise<void> {
      const callId = phone.call?.callId ?? '';
      const there = random() < 0.5;
      if (there) await who.hangUp();
      else phone.command({ type: 'call.hangUp' });
      await who.untilOver();
      await phone.until(({ state }) => state.calls[callId]?.signalling.kind === 'ended');
      const signalling = phone.state.calls[callId]?.signalling;
      const cause = signalling?.kind === 'ended' ? signalling.cause.kind : null;
      if (cause !== (there ? 'hung-up-there' : 'hung-up-here')) throw new Error(`ended: ${cause}`);
    },
  };
}

const runs: Record<AsteriskState, (hand: Hand) => Promise<number | null>> = {
  queue: (hand) => calledBy(hand, 'support'),
  inbound: (hand) => calledBy(hand, agentUser),
  async outbound(hand) {
    const who = await hand.person(firstHz);
    hand.phone.dial(who.number);
    await hand.phone.until(isTalking);
    await hand.bothHear(who, firstHz);
    const gapMs = await hand.killTalk(who, firstHz);
    await hand.hangUp(who);
    return gapMs;
  },
  async held(hand) {
    const { phone, agent } = hand;
    const who = await hand.talkTo(agentUser);
    phone.command({ type: 'call.hold' });
    await phone.until(({ call }) => call?.hold === 'local');
    await eventually(async () => who.heard(), near(musicHz));
    const ear = who.listenFor(microphoneHz);
    await hand.kill();
    await phone.until(({ call }) => call?.hold === 'local');
    await eventually(() => agent.heard(), silent);
    await eventually(async () => who.heard(), near(musicHz));
    if ((await ear.strongest()) > heardFrom) throw new Error('held, and the agent was heard');
    phone.command({ type: 'call.resume' });
    await phone.until(({ call }) => call?.hold === 'none');
    await hand.bothHear(who, firstHz);
    await hand.hangUp(who);
    return null;
  },
  async muted(hand) {
    const { phone, agent } = hand;
    const who = await hand.talkTo(agentUser);
    phone.command({ type: 'call.mute', muted: true });
    await eventually(async () => who.heard(), silent);
    const ear = who.listenFor(microphoneHz);
    await hand.kill();
    await eventually(() => agent.heard(), near(firstHz));
    if ((await ear.strongest()) > heardFrom) throw new Error('muted, and the agent was heard');
    phone.command({ type: 'call.mute', muted: false });
    await hand.bothHear(who, firstHz);
    await hand.hangUp(who);
    return null;
  },
  async 'two-calls'(hand) {
    const { phone } = hand;
    const first = await hand.talkTo(agentUser);
    const firstId = phone.call?.callId ?? '';
    const second = await hand.person(secondHz);
    await second.call(agentUser);
    await phone.until(({ other }) => other?.microphone === 'ok');
    const secondId = phone.other?.callId ?? '';
    phone.commandFor(secondId, { type: 'call.answer' });
    await phone.until((each) => each.call?.callId === secondId && isTalking(each));
    await phone.until(({ other }) => other?.hold === 'local');
    await hand.bothHear(second, secondHz);
    await eventually(async () => first.heard(), near(musicHz));
    const ear = first.listenFor(microphoneHz);
    const gapMs = await hand.killTalk(second, secondHz);
    await phone.until(({ other }) => other?.callId === firstId && other.hold === 'local');
    if ((await ear.strongest()) > heardFrom) throw new Error('held, and the agent was heard');
    await hand.hangUp(second);
    phone.commandFor(firstId, { type: 'call.resume' });
    await phone.until(({ call }) => call?.callId === firstId && call.hold === 'none');
    await hand.bothHear(first, firstHz);
    await hand.hangUp(first);
    return gapMs;
  },
};

async function calledBy(hand: Hand, target: string): Promise<number> {
  const who = await hand.talkTo(target);
  const gapMs = await hand.killTalk(who, firstHz);
  await hand.hangUp(who);
  return gapMs;
}
