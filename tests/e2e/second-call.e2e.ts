import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { $, browser, expect } from '@wdio/globals';
import { evidence, openDesk, startedWith } from './support/app.ts';
import { at, becomes, isSaved, turnsTo } from './support/desk.ts';
import { agentHearsCustomer, agentHearsSecondCustomer } from './support/sound.ts';

/** No pointer is used in this file: two customers at once are worked by keys alone. */
describe('a second customer calls while the first one talks', () => {
  before(openDesk);

  const chord = (...keys: string[]) => browser.keys(['Control', ...keys]);
  const command = (letter: string) => browser.keys(['Control', 'Shift', letter]);

  async function tabTo(testId: string): Promise<void> {
    const target = at(testId);
    await target.waitForDisplayed();
    for (let steps = 0; steps < 80; steps += 1) {
      if (await target.isFocused()) return;
      await browser.keys('Tab');
    }
    throw new Error(`Tab does not lead to ${testId}`);
  }

  async function somebodyRings(): Promise<void> {
    await tabTo('practice-ring');
    await browser.keys('Enter');
  }

  async function finish(): Promise<void> {
    const outcome = $('[data-testid^="disposition-"]');
    const letter = (await outcome.$('.key-cap').getText()).replace(/^Alt /, '').toLowerCase();
    await browser.keys(['Alt', letter]);
    await expect(outcome).toHaveAttribute('data-selected', 'true');
    await isSaved();
    await chord('Enter');
  }

  it('talks with the first', async () => {
    await tabTo('sign-in-practice');
    await browser.keys('Enter');
    await at('ready-toggle').waitForDisplayed({ timeout: 90_000 });
    await turnsTo('line-state', 'registered');
    await command('y');
    await at('dial').waitForDisplayed();
    await somebodyRings();
    await at('answer').waitForDisplayed();
    await command('a');
    await at('hold').waitForDisplayed();
    await expect(at('person-name')).toHaveText('Nguyễn Thị Hà');
    await agentHearsCustomer();
  });

  it('says who calls and why in its corner, and takes nobody’s caret', async () => {
    await somebodyRings();
    await chord('e');
    await expect(at('note')).toBeFocused();
    await browser.keys([...'first ']);
    await turnsTo('second-call', 'ringing');
    await browser.keys([...'words']);
    await expect(at('second-name')).toHaveText('张伟');
    await expect(at('second-call')).toHaveText(expect.stringContaining('Address on the invoice'));
    await expect(at('note')).toBeFocused();
    await expect(at('note')).toHaveValue('first words');
    await turnsTo('call-state', 'talk');
    await expect(at('person-name')).toHaveText('Nguyễn Thị Hà');
  });

  it('is answered by the answer’s key: the first waits on hold', async () => {
    await command('a');
    await expect(at('person-name')).toHaveText('张伟');
    await turnsTo('second-call', 'held');
    await expect(at('second-name')).toHaveText('Nguyễn Thị Hà');
    await turnsTo('call-state', 'talk');
    await expect(at('note')).toHaveValue('');
    await agentHearsSecondCustomer();
    await chord('e');
    await browser.keys([...'second words']);
    await isSaved();
  });

  it('changes places by one key, each with its own words', async () => {
    await chord('s');
    await expect(at('person-name')).toHaveText('Nguyễn Thị Hà');
    await expect(at('note')).toHaveValue('first words');
    await turnsTo('second-call', 'held');
    await agentHearsCustomer();
    await chord('s');
    await expect(at('person-name')).toHaveText('张伟');
    await expect(at('note')).toHaveValue('second words');
    await turnsTo('second-call', 'held');
    await agentHearsSecondCustomer();
  });

  it('ends one; the other stays on hold until the agent resumes it', async () => {
    await command('x');
    await turnsTo('call-state', 'wrap');
    await turnsTo('second-call', 'held');
    await expect(at('note')).toHaveValue('second words');
    await finish();
    await expect(at('person-name')).toHaveText('Nguyễn Thị Hà');
    await turnsTo('call-state', 'hold');
    await expect(at('second-call')).not.toBeExisting();
    await command('h');
    await turnsTo('call-state', 'talk');
    await agentHearsCustomer();
  });

  it('leaves two summaries', async () => {
    await command('x');
    await turnsTo('call-state', 'wrap');
    await expect(at('note')).toHaveValue('first words');
    await finish();
    await at('dial').waitForDisplayed();
    await becomes('waiting', (waiting) => waiting === 0);
    // Of each call its log and its summary.
    const stored = evidence()
      .all('receipt')
      .filter((line) => line['outcome'] === 'stored');
    expect(stored).toHaveLength(4);
  });

  async function handOver(link: string): Promise<void> {
    const { 'goog:chromeOptions': options } = browser.requestedCapabilities as unknown as {
      'goog:chromeOptions': { readonly binary: string };
    };
    const second = spawn(options.binary, [...startedWith(), link], { stdio: 'ignore' });
    await once(second, 'exit');
  }

  it('fills the dial box from a link, and dials nothing by itself', async () => {
    await handOver('tel:+1-503-555-0142');
    await expect(at('dial-number')).toHaveValue('+1-503-555-0142');
    await expect(at('dial-said')).not.toHaveText('');
    await expect(at('hang-up')).not.toBeExisting();
    await handOver('tel:*21*5035550142%23');
    await at('notice-link-refused').waitForDisplayed();
    await expect(at('dial-number')).toHaveValue('+1-503-555-0142');
    expect(evidence().all('call established')).toHaveLength(2);
  });

  it('dials it by Enter, says why Enter does nothing now, and dials again by key', async () => {
    await chord('d');
    await browser.keys('Enter');
    await at('hold').waitForDisplayed();
    await tabTo('dial-number');
    await browser.keys('Enter');
    await expect(at('dial-said')).not.toHaveText('');
    await command('x');
    await turnsTo('call-state', 'wrap');
    await finish();
    await at('dial').waitForDisplayed();
    await chord('u');
    await expect(at('dial-number')).toBeFocused();
    await expect(at('dial-number')).toHaveValue('+15035550142');
  });

  it('finds somebody by name, and the chosen number stands in the box', async () => {
    await chord('a');
    await browser.keys([...'tran van']);
    await at('dial-suggestions').waitForDisplayed();
    await browser.keys('ArrowDown');
    await browser.keys('Enter');
    await expect(at('dial-number')).toHaveValue('+15035550176');
    await expect(at('dial-number')).toBeFocused();
    await expect(at('hang-up')).not.toBeExisting();
  });
});
