import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { eventually, near, silent } from './eventually.ts';
import { startOffice, type TransferOffice } from './transfer-office.ts';

const microphoneHz = 620;
const customerHz = 440;
const colleagueHz = 880;

let browser: MediaBrowser;
let office: TransferOffice;

beforeAll(async () => {
  browser = await startMediaBrowser(microphoneHz);
});
afterAll(() => browser.close());

beforeEach(async () => {
  office = await startOffice(browser, { customerHz, colleagueHz });
  await office.talk();
});
afterEach(() => office.close());

test('a blind transfer: the two talk, and the call here ends only then', async () => {
  const { phone, customer, colleague } = office;
  phone.command({ type: 'call.transfer', target: 'colleague' });
  await colleague.until('incoming');
  await customer.until('hold remote');
  await phone.until(({ call }) => ringing(call?.transfer));
  expect(phone.call?.signalling.kind).toBe('established');
  await colleague.answer();
  await phone.until(({ call }) => call?.signalling.kind === 'ended');
  expect(phone.call?.signalling).toMatchObject({ cause: { kind: 'transferred' } });
  await eventually(() => customer.measure(), near(colleagueHz));
  await eventually(() => colleague.measure(), near(customerHz));
});

test.each([
  ['is busy', 486, 'busy'],
  ['declines', 603, 'declined-there'],
  ['does not answer', 480, 'no-answer'],
])(
  'a colleague who %s: the customer is back and talks, and the agent knows why',
  async (...row) => {
    const [, status, kind] = row;
    const { phone, customer, colleague } = office;
    phone.command({ type: 'call.transfer', target: 'colleague' });
    await colleague.until('incoming');
    await colleague.terminate(status);
    await phone.until(({ call }) => call?.transfer?.kind === 'failed' && call.hold === 'none');
    expect(phone.call?.transfer).toMatchObject({ failure: { kind, sipStatus: status } });
    await customer.until('unhold remote');
    await eventually(() => customer.measure(), near(microphoneHz));
    await eventually(() => office.heard(phone.call?.callId ?? ''), near(customerHz));
  },
);

test('a number nobody has, and a far end that goes nowhere: the customer is back', async () => {
  const { phone, customer } = office;
  phone.command({ type: 'call.transfer', target: 'nobody' });
  await phone.until(({ call }) => call?.transfer?.kind === 'failed' && call.hold === 'none');
  expect(phone.call?.transfer).toMatchObject({ failure: { kind: 'wrong-number' } });
  await customer.refuseRefer();
  phone.command({ type: 'call.transfer', target: 'colleague' });
  await phone.until(({ call }) => call?.transfer?.kind === 'under-way');
  await phone.until(({ call }) => call?.transfer?.kind === 'failed' && call.hold === 'none');
  expect(phone.call?.transfer).toMatchObject({ failure: { kind: 'declined-there' } });
  await eventually(() => customer.measure(), near(microphoneHz));
});

test('a colleague is asked, both change places, and takes the customer over', async () => {
  const { phone, customer, colleague } = office;
  const customerId = phone.call?.callId ?? '';
  const consultId = await office.consult();
  await eventually(() => colleague.measure(), near(microphoneHz));
  await eventually(office.heardOf(consultId), near(colleagueHz));
  await eventually(() => customer.measure(), silent);

  phone.commandFor(customerId, { type: 'call.resume' });
  await phone.until(({ call, other }) => call?.hold === 'none' && other?.hold === 'local');
  await eventually(() => customer.measure(), near(microphoneHz));
  await eventually(() => colleague.measure(), silent);
  phone.commandFor(consultId, { type: 'call.resume' });
  await phone.until(({ call, other }) => call?.hold === 'none' && other?.hold === 'local');

  phone.commandFor(customerId, { type: 'call.complete' });
  await phone.until(({ state }) =>
    Object.values(state.calls).every(({ signalling }) => signalling.kind === 'ended'),
  );
  for (const callId of [customerId, consultId]) {
    expect(phone.state.calls[callId]?.signalling).toMatchObject({ cause: { kind: 'transferred' } });
  }
  await eventually(() => customer.measure(), near(colleagueHz));
  await eventually(() => colleague.measure(), near(customerHz));
});

test('the agent goes back to the customer, and the colleague is let go', async () => {
  const { phone, customer, colleague } = office;
  const customerId = phone.call?.callId ?? '';
  await office.consult();
  phone.commandFor(customerId, { type: 'call.cancelTransfer' });
  await colleague.until('ended remote Terminated');
  await phone.until(({ call, other }) => call?.hold === 'none' && other === null);
  expect(phone.call).toMatchObject({ callId: customerId, transfer: null });
  await eventually(() => customer.measure(), near(microphoneHz));
  await eventually(office.heardOf(customerId), near(customerHz));
});

test('the customer who will not go: they talk again, and the colleague waits', async () => {
  const { phone, customer, colleague } = office;
  const customerId = phone.call?.callId ?? '';
  const consultId = await office.consult();
  await customer.refuseRefer();
  phone.commandFor(customerId, { type: 'call.complete' });
  await phone.until(({ state }) => state.calls[customerId]?.transfer?.kind === 'under-way');
  await phone.until(
    ({ call, other }) =>
      call?.callId === customerId && call.hold === 'none' && other?.hold === 'local',
  );
  expect(phone.call).toMatchObject({
    callId: customerId,
    transfer: { kind: 'consulting', failure: { kind: 'declined-there' } },
  });
  expect(phone.other?.callId).toBe(consultId);
  await eventually(() => customer.measure(), near(microphoneHz));
  await eventually(() => colleague.measure(), silent);
});

function ringing(transfer: object | null | undefined): boolean {
  return transfer != null && 'progress' in transfer && transfer.progress === 'ringing';
}
