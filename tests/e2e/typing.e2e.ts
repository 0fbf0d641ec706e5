import { browser, expect } from '@wdio/globals';
import { openDesk } from './support/app.ts';
import { people } from './support/cast.ts';
import { at, deskIsUp, press, signInTo, turnsTo } from './support/desk.ts';
import { type Office, openOffice } from './support/office.ts';

const composition = 'ni';

describe('whoever types is left alone', () => {
  let office: Office;

  before(async () => {
    await openDesk();
    office = await openOffice();
    await signInTo(office.address(), office.loginName, office.password);
    await deskIsUp();
    await press('ready-toggle');
    await expect(at('dial')).toBeDisplayed();
  });

  after(async () => {
    await office.close();
  });

  it('when somebody calls: nothing moves, and the next keys go where the last went', async () => {
    await press('dial-number');
    await browser.keys([...'+1 503']);
    await office.exchange.ask({ kind: 'ring', number: people.ha });
    await expect(at('answer')).toBeDisplayed();
    await expect(at('dial-number')).toBeFocused();
    await browser.keys([...' 555']);
    await expect(at('dial-number')).toHaveValue('+1 503 555');
  });

  it('when the call is answered by its chord', async () => {
    await browser.keys(['Control', 'Shift', 'a']);
    await turnsTo('call-state', 'talk');
    await expect(at('dial-number')).toBeFocused();
    await browser.keys([...' 01']);
    await expect(at('dial-number')).toHaveValue('+1 503 555 01');
  });

  it('when an input method composes: no chord and no digit acts', async () => {
    const page = await at('script-text').getText();
    await browser.keys(['Control', 'e']);
    await expect(at('note')).toBeFocused();
    await browser.sendCommandAndGetResult('Input.imeSetComposition', {
      text: composition,
      selectionStart: composition.length,
      selectionEnd: composition.length,
    });
    await expect(at('note')).toHaveValue(composition);
    await browser.keys(['Control', '1']);
    await browser.keys(['Control', 'Shift', 'x']);
    await browser.sendCommandAndGetResult('Input.insertText', { text: '你' });
    await expect(at('note')).toHaveValue('你');
    await turnsTo('call-state', 'talk');
    await expect(at('script-text')).toHaveText(page);
    await browser.keys(['Control', '1']);
    await expect(at('script-text')).not.toHaveText(page);
  });

  it('when the customer hangs up: the caret stays in the field it is in', async () => {
    await press('field-agreed');
    await browser.keys([...'calls on ']);
    await office.exchange.ask({ kind: 'hang-up', target: { number: people.ha } });
    await turnsTo('call-state', 'wrap');
    await expect(at('field-agreed')).toBeFocused();
    await browser.keys([...'Friday']);
    await expect(at('field-agreed')).toHaveValue('calls on Friday');
    await expect(at('note')).toHaveValue('你');
  });
});
