import { $, browser, expect } from '@wdio/globals';
import { evidence, openDesk } from './support/app.ts';
import {
  at,
  chooseOutcome,
  hangUp,
  isSaved,
  press,
  signInToPractice,
  talks,
  turnsTo,
  type,
} from './support/desk.ts';
import { bothHearEachOther, customerHearsAgent, customerHearsNothing } from './support/sound.ts';

type CallReport = { readonly report: { readonly kind: string; readonly call: unknown } };

describe('a customer calls in', () => {
  before(async () => {
    await openDesk();
    await signInToPractice();
    await press('ready-toggle');
  });

  it('is shown with name and reason while it rings', async () => {
    await press('practice-ring');
    await expect(at('answer')).toBeDisplayed();
    await expect(at('person-name')).toHaveText('Nguyễn Thị Hà');
    await expect(at('person-say')).toHaveText(expect.stringContaining('ngwee-en tee hah'));
    await expect($('.why-reason')).toHaveText('Invoice 4711');
    expect(await evidence().until('pop painted')).not.toBeNull();
  });

  it('can be rejected, and goes to the wrap-up', async () => {
    await press('reject');
    const ended = await evidence().until('call ended');
    expect(ended?.['cause']).toBe('declined-here');
    await press('next');
    await expect(at('dial')).toBeDisplayed();
  });

  it('is heard and hears after the answer', async () => {
    await press('practice-ring');
    await press('answer');
    await talks();
    await bothHearEachOther();
  });

  it('hears nothing while the agent is muted, and the agent again after', async () => {
    await press('mute');
    await turnsTo('call-state', 'danger');
    await customerHearsNothing();
    await press('mute');
    await turnsTo('call-state', 'talk');
    await customerHearsAgent();
  });

  it('is put on hold and taken back', async () => {
    await press('hold');
    await turnsTo('call-state', 'hold');
    expect(
      await evidence().until('practice', (line) => callState(line) === 'held', 30_000),
    ).not.toBeNull();
    await press('hold');
    await turnsTo('call-state', 'talk');
    await bothHearEachOther();
  });

  it('gets the digits of the keypad', async () => {
    await press('keypad');
    for (const digit of ['4', '7', '#']) await press(`dtmf-${digit}`);
    await browser.waitUntil(() => digits() === '47#', {
      timeoutMsg: 'the digits did not arrive at the customer',
    });
    await press('keypad');
    await expect(at('dtmf-4')).not.toBeDisplayed();
  });

  it('leaves a summary after the hang-up', async () => {
    await type('note', 'Hóa đơn 4711: O’Brien pays on Friday.');
    await hangUp();
    await turnsTo('call-state', 'wrap');
    expect(
      await evidence().until('practice', (line) => callState(line) === 'ended', 30_000),
    ).not.toBeNull();
    await chooseOutcome('solved');
    await isSaved();
    await press('next');
    await expect(at('dial')).toBeDisplayed();
    expect(
      await evidence().until('receipt', (line) => line['outcome'] === 'stored'),
    ).not.toBeNull();
  });
});

function callState(line: object): string {
  const { report } = line as CallReport;
  return report.kind === 'call' ? (report.call as { state: string }).state : '';
}

/** What the customer's phone took for keys, in order. */
function digits(): string {
  return evidence()
    .all('practice')
    .map((line) => line['report'] as { kind: string; digit?: string })
    .filter(({ kind }) => kind === 'digit')
    .map(({ digit }) => digit)
    .join('');
}
