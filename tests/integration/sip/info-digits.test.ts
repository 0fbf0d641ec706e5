import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MediaBrowser, startMediaBrowser } from '../../support/media-browser.ts';
import { startOffice, type TransferOffice } from './transfer-office.ts';

let browser: MediaBrowser;
let office: TransferOffice;

beforeAll(async () => {
  browser = await startMediaBrowser(620);
});
afterAll(() => browser.close());

beforeEach(async () => {
  office = await startOffice(browser, { customerHz: 440, colleagueHz: 880 }, { dtmf: 'info' });
  await office.talk();
});
afterEach(() => office.close());

test('digits go as messages where the PBX hears none in the audio', async () => {
  office.phone.command({ type: 'call.dtmf', digits: '4#' });
  await office.customer.until('digit 4');
  await office.customer.until('digit #');
  expect(await office.customer.messages()).toContain('< INFO');
});

test('digits that come as messages are told', async () => {
  const { phone, customer } = office;
  await customer.info('7');
  await phone.until(() => phone.effects.some(({ type }) => type === 'call.digit'));
  expect(phone.effects).toContainEqual({
    type: 'call.digit',
    callId: phone.call?.callId,
    digit: '7',
  });
});
