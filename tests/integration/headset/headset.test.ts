import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DeskCommand } from '../../../src/contract/ipc/desk-api.ts';
import { headsetCalls } from '../../../src/domain/headset/headset-calls.ts';
import type { HeadsetButton } from '../../../src/domain/headset/usage.ts';
import { createHeadset, type HeadsetPort } from '../../../src/main/headset/headset.ts';
import { type Exchange, startExchange } from '../../../src/practice/exchange/exchange.ts';
import { fakeHidSource } from '../../support/fake-hid.ts';
import { headsetModel, headsetModels } from '../../support/headset-models.ts';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { openPageLink, type PageLink } from '../../support/page-link.ts';
import { eventually, near, silent } from '../sip/eventually.ts';
import { startInPage } from '../sip/far-end.ts';
import { createTestPhone, type TestPhone } from '../sip/test-phone.ts';

const agentHz = 620;
const customerHz = 440;
const password = 'a secret for tests';

/**
 * Every report that each headset must get, in order: written down by hand from the descriptors.
 * The first of a pair is the report's id, the second its byte.
 */
const expected: Readonly<Record<string, Record<string, readonly (readonly number[])[]>>> = {
  'Jabra 0b0e:0307': {
    plugged: [[2, 0]],
    rings: [[2, 4]],
    answered: [[2, 1]],
    muted: [[2, 3]],
    unmuted: [[2, 1]],
    ended: [[2, 0]],
  },
  'Poly 047f:02ec': {
    plugged: [
      [1, 0],
      [3, 0],
      [4, 0],
      [5, 0],
    ],
    rings: [[1, 1]],
    answered: [
      [1, 0],
      [4, 1],
    ],
    muted: [[3, 1]],
    unmuted: [[3, 0]],
    ended: [[4, 0]],
  },
  'Poly 047f:c053': {
    plugged: [
      [9, 0],
      [23, 0],
      [24, 0],
      [32, 0],
    ],
    rings: [[24, 1]],
    answered: [
      [23, 1],
      [24, 0],
    ],
    muted: [[9, 1]],
    unmuted: [[9, 0]],
    ended: [[23, 0]],
  },
  'EPOS 1395:009c': {
    plugged: [[3, 0]],
    rings: [[3, 4]],
    answered: [[3, 1]],
    muted: [[3, 9]],
    unmuted: [[3, 1]],
    ended: [[3, 0]],
  },
  'Sennheiser 1395:0082': {
    plugged: [[9, 0]],
    rings: [[9, 4]],
    answered: [[9, 2]],
    muted: [[9, 3]],
    unmuted: [[9, 2]],
    ended: [[9, 0]],
  },
};

let browser: MediaBrowser;
let exchange: Exchange;
let media: PageLink;
let phone: TestPhone;
let headset: HeadsetPort;
let customer: Awaited<ReturnType<typeof startInPage>>;

beforeAll(async () => {
  browser = await startMediaBrowser(agentHz);
});
afterAll(() => browser.close());

beforeEach(async () => {
  exchange = await startExchange({
    host: '127.0.0.1',
    port: 0,
    domain: 'practice.invalid',
    accounts: ['agent', 'customer'].map((user) => ({ user, password, displayName: user })),
  });
  media = await openPageLink(browser, () => 0, fakeHidSource());
  phone = createTestPhone({
    link: media.link,
    account: { servers: [exchange.url] },
    onChange: (state) => headset.callsChanged(headsetCalls(state)),
  });
  headset = createHeadset({
    link: media.link,
    clock: { nowMs: () => performance.now() },
    log: { info: () => undefined, warn: () => undefined },
    preferredName: null,
    carryOut: obey,
    onPreferred: () => undefined,
    onChange: () => undefined,
  });
  phone.start();
  customer = await startInPage(browser, {
    uri: 'sip:customer@practice.invalid',
    password,
    server: exchange.url,
    toneHz: customerHz,
  });
  await phone.until(({ line }) => line.kind === 'registered');
});
afterEach(async () => {
  headset.close();
  await phone.stop();
  await customer.stop();
  await Promise.all([customer.closePage(), media.page().close()]);
  await exchange.stop();
});

/** As the desk does with the same commands of its buttons. */
function obey(command: DeskCommand): void {
  if (command.kind === 'answer') phone.command({ type: 'call.answer' });
  else if (command.kind === 'hang-up') phone.command({ type: 'call.hangUp' });
  else if (command.kind === 'reject') phone.command({ type: 'call.reject' });
  else if (command.kind === 'mute') phone.command({ type: 'call.mute', muted: command.muted });
  else throw new Error(`nobody should ask for ${command.kind}`);
}

const asText = (...values: readonly string[]) => values.map((each) => JSON.stringify(each)).join();
const plug = (name: string) => media.page().evaluate(`fakeHeadsets.plug(${asText(name)})`);
const unplug = (name: string) => media.page().evaluate(`fakeHeadsets.unplug(${asText(name)})`);
const press = (name: string, button: HeadsetButton) =>
  media.page().evaluate(`fakeHeadsets.press(${asText(name, button)})`);
const sent = (name: string) =>
  media.page().evaluate<number[][]>(`fakeHeadsets.sent(${asText(name)})`);
const isOffHook = (name: string) =>
  media.page().evaluate<boolean>(`fakeHeadsets.isOffHook(${asText(name)})`);

/** Waits until the device has been told exactly this, from its plugging on. */
async function isTold(name: string, ...moments: readonly string[]): Promise<void> {
  const all = moments.flatMap((moment) => expected[name]?.[moment] ?? []);
  await eventually(
    () => sent(name),
    (reports) => reports.length >= all.length,
  );
  expect(await sent(name)).toEqual(all);
}

describe.each(headsetModels.map(({ name }) => name))('%s', (name) => {
  test('answers, mutes and hangs up a real call; each report is exactly what it must be', async () => {
    await plug(name);
    await isTold(name, 'plugged');
    await customer.call('sip:agent@practice.invalid');
    await phone.until(({ call }) => call?.signalling.kind === 'alerting');
    await isTold(name, 'plugged', 'rings');

    await press(name, 'hook');
    await phone.until(({ call }) => call?.media === 'flowing');
    await isTold(name, 'plugged', 'rings', 'answered');
    await eventually(() => customer.measure(), near(agentHz));

    await press(name, 'mute');
    await phone.until(({ call }) => call?.muted === true);
    await isTold(name, 'plugged', 'rings', 'answered', 'muted');
    await eventually(() => customer.measure(), silent);

    // Back from the desk: the light follows from whichever side it was changed.
    phone.command({ type: 'call.mute', muted: false });
    await phone.until(({ call }) => call?.muted === false);
    await isTold(name, 'plugged', 'rings', 'answered', 'muted', 'unmuted');
    await eventually(() => customer.measure(), near(agentHz));

    await press(name, 'hook');
    await phone.until(({ call }) => call?.signalling.kind === 'ended');
    expect(phone.call?.signalling).toMatchObject({ cause: { kind: 'hung-up-here' } });
    await isTold(name, 'plugged', 'rings', 'answered', 'muted', 'unmuted', 'ended');
    await customer.until('ended remote Terminated');
  });
});

describe('one headset', () => {
  const { name } = headsetModel('EPOS');

  test('a call answered at the desk: the hook follows by itself and is no press', async () => {
    await plug(name);
    await customer.call('sip:agent@practice.invalid');
    await phone.until(({ call }) => call?.signalling.kind === 'alerting');
    phone.command({ type: 'call.answer' });
    await phone.until(({ call }) => call?.media === 'flowing');
    await eventually(() => isOffHook(name), Boolean);
    await press(name, 'hook');
    await phone.until(({ call }) => call?.signalling.kind === 'ended');
    expect(phone.call?.signalling).toMatchObject({ cause: { kind: 'hung-up-here' } });
    await eventually(
      () => isOffHook(name),
      (off) => !off,
    );
  });

  test('rejects, and a customer who hangs up puts the hook back', async () => {
    await plug(name);
    await customer.call('sip:agent@practice.invalid');
    await phone.until(({ call }) => call?.signalling.kind === 'alerting');
    await press(name, 'drop');
    await phone.until(({ call }) => call?.signalling.kind === 'ended');
    expect(phone.call?.signalling).toMatchObject({ cause: { kind: 'declined-here' } });

    await customer.call('sip:agent@practice.invalid');
    await phone.until(({ call }) => call?.signalling.kind === 'alerting');
    await press(name, 'hook');
    await phone.until(({ call }) => call?.media === 'flowing');
    await customer.terminate();
    await phone.until(({ call }) => call?.signalling.kind === 'ended');
    await eventually(
      () => isOffHook(name),
      (off) => !off,
    );
  });

  test('is told the truth of a call again when it was pulled out and put back', async () => {
    await plug(name);
    await customer.call('sip:agent@practice.invalid');
    await phone.until(({ call }) => call?.signalling.kind === 'alerting');
    await press(name, 'hook');
    await phone.until(({ call }) => call?.media === 'flowing');
    await press(name, 'mute');
    await phone.until(({ call }) => call?.muted === true);
    await unplug(name);
    await eventually(
      async () => headset.view()?.state,
      (state) => state === 'unplugged',
    );
    await plug(name);
    await eventually(
      () => sent(name),
      (reports) => reports.length > 0,
    );
    expect(await sent(name)).toEqual([[3, 9]]);
    await eventually(() => isOffHook(name), Boolean);
    expect(phone.call?.signalling.kind).toBe('established');
  });

  test('a page that died: the headset is found again by the new one and told', async () => {
    await plug(name);
    await eventually(
      async () => headset.view()?.state,
      (state) => state === 'connected',
    );
    await media.crash();
    await eventually(
      async () => headset.view()?.state,
      (state) => state === 'unplugged',
    );
    await plug(name);
    await isTold(name, 'plugged');
    expect(headset.view()).toMatchObject({ name, state: 'connected' });
    expect(media.refused).toEqual([]);
  });
});
