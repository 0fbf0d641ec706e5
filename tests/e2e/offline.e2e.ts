import { join } from 'node:path';
import { browser, expect } from '@wdio/globals';
import { endApp, evidence, openDesk, userData } from './support/app.ts';
import {
  at,
  becomes,
  chooseOutcome,
  count,
  firstAt,
  hangUp,
  isSaved,
  openFromList,
  press,
  signInToPractice,
  talks,
  turnsTo,
  type,
} from './support/desk.ts';
import { centerTruth } from './support/truth.ts';

const notes = ['Gutter first. Ống thoát nước 排水沟.', 'Second call, made without the center.'];

describe('the center goes away in the wrap-up', () => {
  before(async () => {
    await openDesk();
    await signInToPractice();
    await press('ready-toggle');
    await press('dial');
    await talks();
    await type('note', notes[0] ?? '');
    await hangUp();
    await becomes('waiting', (waiting) => waiting === 0);
  });

  it('is said calmly, and what is written is saved all the same', async () => {
    await press('practice-center-away');
    await expect(at('practice-center-back')).toBeClickable();
    await expect(at('center-state')).not.toHaveAttribute('data-state', 'reachable');
    await isSaved();
    await expect(at('note')).toHaveValue(notes[0] ?? '');
  });

  it('lets the summary wait in sight', async () => {
    await chooseOutcome('interested');
    await press('next');
    await becomes('waiting', (waiting) => waiting === 1);
    await expect(at('center-state')).toHaveText(expect.stringContaining('1 entry waits safely'));
  });

  it('lets the next call be made, talked and summed up', async () => {
    await press('close-preview');
    await openFromList('Trần Văn Minh');
    await press('dial');
    await talks();
    await expect(at('center-state')).toHaveText(expect.stringContaining('Calls go on'));
    await type('note', notes[1] ?? '');
    await hangUp();
    await chooseOutcome('call-back');
    await press('next');
    // Its line in the call log waits beside the two summaries.
    await becomes('waiting', (waiting) => waiting === 3);
  });

  it('sends everything once it is back, with receipts that can be seen', async () => {
    await press('practice-center-back');
    await turnsTo('center-state', 'reachable');
    await becomes('waiting', (waiting) => waiting === 0);
    await press('receipts');
    await expect(firstAt('receipt-')).toBeDisplayed();
    await browser.keys('Escape');
    expect(await count('waiting')).toBe(0);
  });

  it('has lost nothing and doubled nothing', async () => {
    await endApp();
    const truth = await centerTruth(join(userData(), 'practice', 'center'));
    const calls = evidence()
      .all('call ended')
      .map((line) => String(line['callId']));
    expect(truth.summaries.map(({ call_id }) => call_id).toSorted()).toEqual(calls.toSorted());
    expect(truth.calls.map(({ call_id }) => call_id).toSorted()).toEqual(calls.toSorted());
    expect(truth.summaries.map(({ note }) => note).toSorted()).toEqual(notes.toSorted());
    const receipts = evidence()
      .all('receipt')
      .map((line) => String(line['key']));
    expect(truth.submissions.map(({ key }) => key).toSorted()).toEqual(
      [...new Set(receipts)].toSorted(),
    );
  });
});
