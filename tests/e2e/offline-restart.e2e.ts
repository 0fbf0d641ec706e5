import { expect } from '@wdio/globals';
import { evidence, openDesk, restart } from './support/app.ts';
import {
  at,
  becomes,
  chooseOutcome,
  deskIsUp,
  firstAt,
  hangUp,
  openFromList,
  press,
  signInTo,
  talks,
  turnsTo,
  type,
} from './support/desk.ts';
import { type Office, openOffice } from './support/office.ts';
import { centerTruth } from './support/truth.ts';

const note = 'Written while the center was away, kept over the night.';

describe('the app is closed while a summary still waits for the center', () => {
  let office: Office;

  before(async () => {
    await openDesk();
    office = await openOffice();
    await signInTo(office.address(), office.loginName, office.password);
    await deskIsUp();
    await openFromList("Margaret O'Brien");
    await press('dial');
    await talks();
    await type('note', note);
    await hangUp();
    await becomes('waiting', (waiting) => waiting === 0);
  });

  after(async () => {
    await office.close();
  });

  it('waits when the center has gone', async () => {
    await office.closeCenter();
    await expect(at('center-state')).not.toHaveAttribute('data-state', 'reachable');
    await chooseOutcome('interested');
    await press('next');
    await becomes('waiting', (waiting) => waiting === 1);
  });

  it('still waits after a restart, and the door says so', async () => {
    await restart();
    await expect(at('waiting')).toHaveText(expect.stringContaining('1 entry'));
    await expect(at('sign-in-address')).toHaveValue(office.address());
    await expect(at('sign-in-name')).toHaveValue(office.loginName);
  });

  it('is not lost by a sign-in that cannot work', async () => {
    await signInTo(office.address(), office.loginName, office.password);
    await expect(at('sign-in-problem-unreachable')).toBeDisplayed();
    await expect(at('waiting')).toHaveText(expect.stringContaining('1 entry'));
  });

  it('arrives after the next sign-in', async () => {
    await office.reopenCenter();
    await signInTo(office.address(), office.loginName, office.password);
    await deskIsUp();
    await becomes('waiting', (waiting) => waiting === 0);
    await press('receipts');
    await expect(firstAt('receipt-')).toBeDisplayed();
    await turnsTo('center-state', 'reachable');
  });

  it('stands at the center once', async () => {
    const [called] = evidence().all('call ended');
    await office.closeCenter();
    const { summaries, calls } = await centerTruth(office.dataFolder);
    expect(summaries).toEqual([
      expect.objectContaining({
        call_id: called?.['callId'],
        revision: 1,
        disposition_id: 'interested',
        note,
      }),
    ]);
    expect(calls).toHaveLength(1);
  });
});
