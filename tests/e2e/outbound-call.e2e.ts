import { $, expect } from '@wdio/globals';
import { evidence, openDesk } from './support/app.ts';
import { people } from './support/cast.ts';
import {
  at,
  dialNumber,
  hangUp,
  openFromList,
  press,
  signInToPractice,
  talks,
  turnsTo,
} from './support/desk.ts';
import { bothHearEachOther } from './support/sound.ts';

describe('the agent calls', () => {
  before(async () => {
    await openDesk();
    await signInToPractice();
  });

  it('sees the person of the list before anything is dialed', async () => {
    await openFromList("Margaret O'Brien");
    await expect(at('dial')).toBeDisplayed();
    expect(evidence().all('call established')).toHaveLength(0);
  });

  it('talks with the person, who hears and is heard', async () => {
    await press('dial');
    await talks();
    await bothHearEachOther();
  });

  it('walks the script, with the customer’s own words merged in', async () => {
    await expect(at('script-text')).toHaveText(expect.stringContaining("Margaret O'Brien"));
    await press('choice-yes');
    await expect(at('script-text')).toHaveText(
      expect.stringContaining('the spring check of your roof'),
    );
    await press('objection-too-expensive');
    await expect(at('script-text')).toHaveText(expect.stringContaining('costs nothing'));
    await press('script-next');
    await expect(at('script-text')).toHaveText(
      expect.stringContaining('the spring check of your roof'),
    );
  });

  it('promises on the script’s page to call again: its owner, its outcome', async () => {
    await press('choice-later');
    await expect(at('script-text')).toHaveText(expect.stringContaining('call you again'));
    await expect(at('disposition-call-back')).not.toHaveAttribute('data-selected');
    await $('.script-callback').$('[data-testid="promise-callback"]').click();
    await expect(at('callback-mine')).toHaveAttribute('data-selected', 'true');
    await press('callback-in-an-hour');
    await press('callback-save');
    await at('callback-save').waitForExist({ reverse: true });
    await expect(at('promised')).toHaveText(expect.stringContaining('mine'));
    await expect(at('disposition-call-back')).toHaveAttribute('data-selected', 'true');
  });

  it('hangs up and sends the summary, with the outcome of the promise', async () => {
    await hangUp();
    await expect(at('disposition-call-back')).toHaveAttribute('data-selected', 'true');
    await press('next');
    expect(
      await evidence().until('receipt', (line) => line['outcome'] === 'stored'),
    ).not.toBeNull();
  });

  it('is told when the customer is busy', async () => {
    await callOf(people.aoifeWhoIsBusy, 'busy');
  });

  it('is told when nobody answers', async () => {
    await callOf(people.georgeWhoIsOut, 'no answer');
  });

  it('is told when the customer hangs up', async () => {
    const since = new Date().toISOString();
    await dialNumber(people.daniel);
    // He does not stay for long: on a busy machine the desk may not be looked at while he talks.
    expect(await evidence().until('call established', ({ time }) => time > since)).not.toBeNull();
    await turnsTo('call-state', 'wrap');
    await expect($('.call-who-facts')).toHaveText(expect.stringContaining('ended by customer'));
    expect(evidence().last('call ended')?.['endedBy']).toBe('customer');
  });
});

/** A call that comes to nothing: the wrap-up says why, and the next person can be called. */
async function callOf(number: string, words: string): Promise<void> {
  await dialNumber(number);
  await turnsTo('call-state', 'wrap');
  await expect($('.call-who-facts')).toHaveText(expect.stringContaining(words));
  await press('next');
  await expect(at('dial-number')).toBeEnabled();
}
