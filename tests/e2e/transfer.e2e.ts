import { $, browser, expect } from '@wdio/globals';
import { evidence, openDesk } from './support/app.ts';
import { expectNoAxeFinding } from './support/axe.ts';
import { colleagueExtension, people } from './support/cast.ts';
import { at, isSaved, turnsTo } from './support/desk.ts';
import {
  chord,
  command,
  expectNoPointer,
  forbidPointer,
  pressByKey,
  write,
} from './support/keys-only.ts';
import {
  agentHearsCustomer,
  agentHearsSecondCustomer,
  bothHearEachOther,
} from './support/sound.ts';

/** Customers are passed on by keys alone: asked first with swap and cancel, all three, at once. */
describe('a customer is passed on', () => {
  before(async () => {
    await openDesk();
    await forbidPointer();
  });
  after(expectNoPointer);

  const transferKey = () => browser.keys(['Control', 'Shift', 'F2']);
  const handOver = () => browser.keys(['Control', 'Shift', 'F3']);
  const letGo = () => browser.keys(['Control', 'Shift', 'F6']);
  const threeTalk = () => browser.keys(['Control', 'Shift', 'F7']);

  async function somebodyTalks(): Promise<void> {
    await pressByKey('practice-ring');
    await at('answer').waitForDisplayed();
    await command('a');
    await at('transfer').waitForDisplayed();
    await turnsTo('call-state', 'talk');
  }

  /** Opens the sheet and finds whom; Enter takes the row that is marked. */
  async function passTo(text: string, row: string): Promise<void> {
    await at('transfer-search').waitForDisplayed();
    await write(text);
    await at(`transfer-${row}`).waitForDisplayed();
    await browser.keys('ArrowDown');
    await expect(at(`transfer-${row}`)).toHaveAttribute('data-focused', 'true');
    await browser.keys('Enter');
    await at('transfer-search').waitForDisplayed({ reverse: true });
  }

  async function askColleague(): Promise<void> {
    await transferKey();
    await passTo(colleagueExtension, 'number');
    await turnsTo('transfer-card', 'talking');
    await turnsTo('call-state', 'hold');
    await agentHearsSecondCustomer();
  }

  it('shows who is there, by shape and word', async () => {
    await pressByKey('sign-in-practice');
    await at('ready-toggle').waitForDisplayed({ timeout: 90_000 });
    await turnsTo('line-state', 'registered');
    await command('y');
    await at('dial').waitForDisplayed();
    await somebodyTalks();
    await bothHearEachOther();
    await transferKey();
    await at('transfer-colleague-700').waitForDisplayed();
    await expect(at('transfer-colleague-700')).toHaveText(
      expect.stringContaining('Practice manager'),
    );
    await expectNoAxeFinding();
    await browser.keys('Escape');
    await at('transfer-search').waitForDisplayed({ reverse: true });
  });

  it('asks a colleague first, and changes places', async () => {
    await askColleague();
    await expectNoAxeFinding();
    await chord('s');
    await turnsTo('transfer-card', 'waiting');
    await turnsTo('call-state', 'talk');
    await agentHearsCustomer();
    await chord('s');
    await turnsTo('transfer-card', 'talking');
    await agentHearsSecondCustomer();
  });

  it('lets the colleague go: back to the customer', async () => {
    await letGo();
    await expect(at('transfer-card')).not.toBeExisting();
    await turnsTo('call-state', 'talk');
    await bothHearEachOther();
  });

  it('has all three talk, and apart again', async () => {
    await askColleague();
    await threeTalk();
    await turnsTo('transfer-card', 'joined');
    await turnsTo('call-state', 'talk');
    await threeTalk();
    await turnsTo('transfer-card', 'talking');
    await turnsTo('call-state', 'hold');
  });

  it('hands the customer over, and the call here ends as transferred', async () => {
    await handOver();
    await turnsTo('call-state', 'wrap');
    expect(evidence().last('call ended')).toMatchObject({ cause: 'transferred', endedBy: 'agent' });
    await expect($('.call-who')).toHaveText(expect.stringContaining('transferred'));
    await finish();
  });

  it('keeps each colleague who was asked among the calls, with how long', async () => {
    await chord('F12');
    await at('calls-search').waitForDisplayed();
    await write(colleagueExtension);
    const asked = expect.stringMatching(
      new RegExp(`^${colleagueExtension}asked about a customer · .*\\d:\\d\\d$`),
    );
    const rows = () =>
      browser.execute(() =>
        [...document.querySelectorAll('.past-call-facts')].map(({ textContent }) =>
          textContent.replace(/voice .*/, ''),
        ),
      );
    await browser.waitUntil(async () => (await rows()).length > 0);
    expect(await rows()).toEqual([asked, asked]);
    await expectNoAxeFinding();
    await browser.keys('Escape');
    await at('calls-search').waitForDisplayed({ reverse: true });
  });

  it('brings back whom nobody takes, and says why', async () => {
    await somebodyTalks();
    await transferKey();
    await transferKey();
    await passTo(people.aoifeWhoIsBusy, 'number');
    await turnsTo('transfer-card', 'failed');
    await expect(at('transfer-why')).toHaveText(expect.stringContaining('busy'));
    await turnsTo('call-state', 'talk');
    await agentHearsSecondCustomer();
    await letGo();
    await expect(at('transfer-card')).not.toBeExisting();
  });

  it('passes on at once, to a colleague by name', async () => {
    await transferKey();
    await transferKey();
    await passTo('manager', 'colleague-700');
    await turnsTo('call-state', 'wrap');
    expect(evidence().last('call ended')).toMatchObject({ cause: 'transferred' });
    await finish();
  });

  async function finish(): Promise<void> {
    const outcome = $('[data-testid^="disposition-"]');
    const letter = (await outcome.$('.key-cap').getText()).replace(/^Alt /, '').toLowerCase();
    await browser.keys(['Alt', letter]);
    await expect(outcome).toHaveAttribute('data-selected', 'true');
    await isSaved();
    await chord('Enter');
    await at('dial').waitForDisplayed();
  }
});
