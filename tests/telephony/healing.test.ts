import { expect, test } from 'vitest';
import { eventually, near, silent } from '../integration/sip/eventually.ts';
import type { TestPhone } from '../integration/sip/test-phone.ts';
import type { Person } from './bench/bench.ts';
import { type Desk, isOver, isTalking, microphoneHz, onEachBench } from './bench/on-each-bench.ts';

const personHz = 440;

const isWhole = (phone: TestPhone) => isTalking(phone) && phone.call?.healing.kind === 'none';

async function bothHear(desk: Desk, person: Person): Promise<void> {
  await eventually(() => person.heard(), near(microphoneHz));
  await eventually(() => desk.agent.heard(), near(personHz));
}

/** Kills the page and waits until what was there before is there again. */
async function killPage(desk: Desk): Promise<void> {
  const { phone } = desk;
  await desk.agent.killPage();
  await phone.until(({ call }) => call?.healing.kind !== 'none');
  await phone.until(isWhole);
}

onEachBench(
  (desk) => {
    /** The far end speaks to the new dialog, too. */
    async function hangsUp(person: Person): Promise<void> {
      await person.hangUp();
      await desk.phone.until(isOver);
      expect(desk.phone.call?.signalling).toMatchObject({ cause: { kind: 'hung-up-there' } });
    }

    test('the media page is killed: the customer who called stays, and ends the call', async () => {
      const { phone } = desk;
      const person = await desk.person(personHz);
      await desk.talkTo(person);
      await bothHear(desk, person);
      const callId = phone.call?.callId;
      const ear = person.listenFor(microphoneHz);
      await killPage(desk);
      await bothHear(desk, person);
      if (ear !== null) console.log(`${await ear.longestGapMs()} ms of silence in the recording`);
      expect(phone.call?.callId).toBe(callId);
      await hangsUp(person);
    });

    test('the customer who was called stays, hears the agent, and ends the call', async () => {
      const { phone } = desk;
      const person = await desk.person(personHz);
      phone.dial(person.number);
      await phone.until(isTalking);
      await bothHear(desk, person);
      const callId = phone.call?.callId;
      await killPage(desk);
      await bothHear(desk, person);
      await phone.until(({ call }) => call?.hold === 'none');
      expect(phone.call).toMatchObject({ callId, holdWanted: false, refused: null });
      await hangsUp(person);
    });

    // A check of the old path that still arrives after an ICE restart ends a call on Asterisk.
    for (const way of ['called us', 'was called'] as const) {
      test(`the way of the sound breaks: the customer who ${way} stays, and ends the call`, async () => {
        const { phone } = desk;
        const person = await desk.person(personHz);
        if (way === 'called us') await desk.talkTo(person);
        else phone.dial(person.number);
        await phone.until(isTalking);
        await bothHear(desk, person);
        const callId = phone.call?.callId;
        const ear = person.listenFor(microphoneHz);
        phone.breakPath();
        await phone.until(isWhole);
        await bothHear(desk, person);
        if (ear !== null) console.log(`${await ear.longestGapMs()} ms of silence in the recording`);
        // As long as a late check of the old path may take.
        await new Promise((resolve) => setTimeout(resolve, 3_000));
        await bothHear(desk, person);
        expect(phone.call?.callId).toBe(callId);
        await hangsUp(person);
      });
    }

    test('killed while the customer is held: held again, and nothing of the agent is heard', async () => {
      const { phone } = desk;
      const person = await desk.person(personHz);
      await desk.talkTo(person);
      await bothHear(desk, person);
      phone.command({ type: 'call.hold' });
      await phone.until(({ call }) => call?.hold === 'local');
      await eventually(() => person.heard(), desk.held);
      await killPage(desk);
      await phone.until(({ call }) => call?.hold === 'local');
      await eventually(() => desk.agent.heard(), silent);
      await eventually(() => person.heard(), desk.held);
      phone.command({ type: 'call.resume' });
      await phone.until(({ call }) => call?.hold === 'none');
      await bothHear(desk, person);
    });

    test('killed while muted: nobody hears what the agent does not want heard', async () => {
      const { phone } = desk;
      const person = await desk.person(personHz);
      await desk.talkTo(person);
      await bothHear(desk, person);
      phone.command({ type: 'call.mute', muted: true });
      await eventually(() => person.heard(), silent);
      await killPage(desk);
      await eventually(() => desk.agent.heard(), near(personHz));
      expect(phone.call?.muted).toBe(true);
      await eventually(() => person.heard(), silent);
      phone.command({ type: 'call.mute', muted: false });
      await eventually(() => person.heard(), near(microphoneHz));
    });

    test('the socket is cut in a talk: both go on talking, and the hang-up after it is heard', async () => {
      const { phone } = desk;
      const person = await desk.person(personHz);
      await desk.talkTo(person);
      await bothHear(desk, person);
      const [cable] = desk.agent.cables;
      cable?.cut();
      await phone.until(({ state }) => !state.lineUp);
      await bothHear(desk, person);
      cable?.mend();
      await phone.until(({ state }) => state.lineUp);
      // The exchange learns the new socket by a re-INVITE; a hang-up that crosses it is told as lost.
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await bothHear(desk, person);
      await person.hangUp();
      await phone.until(isOver);
      expect(phone.call?.signalling).toMatchObject({ cause: { kind: 'hung-up-there' } });
    });
  },
  { withSpare: true },
);
