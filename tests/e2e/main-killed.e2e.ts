import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { $, browser, expect } from '@wdio/globals';
import { endApp, evidence, openDesk, startAgain, userData } from './support/app.ts';
import {
  at,
  becomes,
  chooseOutcome,
  isSaved,
  openFromList,
  press,
  signInToPractice,
  talks,
  turnsTo,
  type,
} from './support/desk.ts';
import { centerTruth } from './support/truth.ts';

const note = 'Đã hẹn thứ Sáu; “the gate squeaks” 周五上午。';
const damp = 'box room, since March';

describe('the whole app is killed while people talk', () => {
  let callId = '';

  before(async () => {
    await openDesk();
    await signInToPractice();
    await openFromList("Margaret O'Brien");
    await press('dial');
    callId = await talks();
    await type('note', note);
    await type('field-damp-noticed', damp);
    await chooseOutcome('interested');
    await isSaved();
  });

  it('is killed with what it showed as saved', async () => {
    const pid = await browser.electron.execute(() => process.pid);
    process.kill(pid, 'SIGKILL');
    await browser.waitUntil(isGone, { timeoutMsg: 'the app was not killed' });
    expect(evidence().all('ended')).toHaveLength(0);
  });

  it('says that the call is gone, and has the same conversation and every word', async () => {
    await startAgain();
    await press('sign-in-practice');
    await expect(at('next')).toBeDisplayed({ wait: 90_000 });
    await expect(at('notice-call-interrupted')).toBeDisplayed();
    await turnsTo('call-state', 'wrap');
    await expect($('.call-who-name')).toHaveText("Margaret O'Brien");
    await expect(at('note')).toHaveValue(note);
    await expect(at('field-damp-noticed')).toHaveValue(damp);
    await expect(at('disposition-interested')).toHaveAttribute('aria-checked', 'true');
  });

  it('has set nothing aside', async () => {
    await expect(at('notice-journal-set-aside')).not.toBeExisting();
    const files = readdirSync(join(userData(), 'practice'));
    expect(files.filter((name) => name.startsWith('journal.db'))).toContain('journal.db');
  });

  it('sends it once, as it was written', async () => {
    await turnsTo('center-state', 'reachable');
    await press('next');
    await becomes('waiting', (waiting) => waiting === 0);
    await endApp();
    const { summaries, calls } = await centerTruth(join(userData(), 'practice', 'center'));
    expect(summaries).toEqual([
      expect.objectContaining({
        call_id: callId,
        revision: 1,
        disposition_id: 'interested',
        note,
      }),
    ]);
    expect(calls).toEqual([expect.objectContaining({ call_id: callId, cause: 'app-stopped' })]);
  });
});

/** The driver answers for an app that is there, and for no other. */
async function isGone(): Promise<boolean> {
  return browser.getWindowHandles().then(
    () => false,
    () => true,
  );
}
