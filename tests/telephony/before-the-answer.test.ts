import { expect, test } from 'vitest';
import { eventually, near } from '../integration/sip/eventually.ts';
import { deskOnAsterisk } from './bench/asterisk-desk.ts';
import { causeOf, isOver, isTalking } from './bench/on-each-bench.ts';
import { musicHz } from './rig/asterisk.ts';
import { announcementHz } from './rig/person.ts';

const personHz = 440;
const desk = deskOnAsterisk();

const tones = () => desk.phone.effects.map(({ type }) => type);

test('an announcement before the answer is heard, and no ringback over it', async () => {
  await desk.register();
  const { phone, agent } = desk;
  const person = await desk.person(announcementHz, 'announce');
  phone.dial(person.number);
  await eventually(() => agent.heard(), near(announcementHz));
  expect(phone.call?.signalling.kind).toBe('ringing');
  expect(tones()).not.toContain('tone.ringback');
  phone.command({ type: 'call.hangUp' });
  await person.untilOver();
  await phone.until(isOver);
  expect(causeOf(phone)).toMatchObject({ kind: 'canceled-here' });
});

test('an announcement, then the answer: audio both ways, held and resumed', async () => {
  await desk.register();
  const { phone, agent } = desk;
  const person = await desk.person(personHz, 'announce-then-answer');
  phone.dial(person.number);
  await eventually(() => agent.heard(), near(announcementHz));
  expect(phone.call?.signalling.kind).toBe('ringing');
  await phone.until(isTalking);
  expect(tones()).not.toContain('tone.ringback');
  await desk.bothHear(person, personHz);
  phone.command({ type: 'call.hold' });
  await phone.until(({ call }) => call?.hold === 'local');
  await eventually(async () => person.heard(), near(musicHz));
  phone.command({ type: 'call.resume' });
  await phone.until(({ call }) => call?.hold === 'none');
  await desk.bothHear(person, personHz);
});
