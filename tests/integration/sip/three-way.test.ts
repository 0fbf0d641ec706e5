import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { eventually, near, silent } from './eventually.ts';
import { startOffice, type TransferOffice } from './transfer-office.ts';

const microphoneHz = 620;
const customerHz = 440;
const colleagueHz = 880;

let browser: MediaBrowser;
let office: TransferOffice;
let customerId: string;
let consultId: string;

beforeAll(async () => {
  browser = await startMediaBrowser(microphoneHz);
});
afterAll(() => browser.close());

beforeEach(async () => {
  office = await startOffice(browser, { customerHz, colleagueHz });
  await office.talk();
  customerId = office.phone.call?.callId ?? '';
  consultId = await office.consult();
  office.phone.commandFor(customerId, { type: 'call.join' });
  await office.phone.until(({ state }) =>
    Object.values(state.calls).every(({ hold }) => hold === 'none'),
  );
});
afterEach(() => office.close());

/** The first is there and the second is not: 30 dB apart, by the spectrum of what is heard. */
const heardWithout = ([there, absent]: number[]) => (there ?? 0) - (absent ?? 0) > 30;
const bothHeard = (decibels: number[]) => decibels.every((level) => level > -50);

test('each of three hears the two others', async () => {
  const { customer, colleague, heardOf } = office;
  await eventually(() => customer.decibelsAt([microphoneHz, colleagueHz]), bothHeard);
  await eventually(() => colleague.decibelsAt([microphoneHz, customerHz]), bothHeard);
  await eventually(heardOf(customerId), near(customerHz));
  await eventually(heardOf(consultId), near(colleagueHz));
  // Nobody hears themselves.
  await eventually(() => customer.decibelsAt([colleagueHz, customerHz]), heardWithout);
  await eventually(() => colleague.decibelsAt([customerHz, colleagueHz]), heardWithout);
});

test('muted, the agent is not heard, and the two others still hear each other', async () => {
  const { phone, customer, colleague } = office;
  phone.command({ type: 'call.mute', muted: true });
  await phone.until(({ state }) => Object.values(state.calls).every(({ muted }) => muted));
  await eventually(() => customer.decibelsAt([colleagueHz, microphoneHz]), heardWithout);
  await eventually(() => colleague.decibelsAt([customerHz, microphoneHz]), heardWithout);
  phone.command({ type: 'call.mute', muted: false });
  await eventually(() => customer.decibelsAt([microphoneHz, colleagueHz]), bothHeard);
});

test('apart again, the pair is as it was before', async () => {
  const { phone, customer, colleague, heardOf } = office;
  phone.commandFor(customerId, { type: 'call.part' });
  await phone.until(({ call, other }) => call?.callId === consultId && other?.hold === 'local');
  await eventually(() => customer.measure(), silent);
  await eventually(() => colleague.decibelsAt([microphoneHz, customerHz]), heardWithout);
  await eventually(heardOf(consultId), near(colleagueHz));
  await eventually(heardOf(customerId), silent);
});

test('the colleague goes: the customer and the agent simply talk', async () => {
  const { phone, customer, colleague, heardOf } = office;
  await eventually(() => customer.decibelsAt([microphoneHz, colleagueHz]), bothHeard);
  await colleague.terminate();
  await phone.until(({ call, other }) => call?.callId === customerId && other === null);
  expect(phone.call).toMatchObject({ hold: 'none', holdWanted: false });
  await eventually(() => customer.decibelsAt([microphoneHz, colleagueHz]), heardWithout);
  await eventually(heardOf(customerId), near(customerHz));
});

test('the agent leaves: the two others go on without', async () => {
  const { phone, customer, colleague } = office;
  phone.commandFor(customerId, { type: 'call.complete' });
  await phone.until(({ state }) =>
    Object.values(state.calls).every(({ signalling }) => signalling.kind === 'ended'),
  );
  await eventually(() => customer.measure(), near(colleagueHz));
  await eventually(() => colleague.measure(), near(customerHz));
});
