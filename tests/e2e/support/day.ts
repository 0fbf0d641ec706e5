import { join } from 'node:path';
import { $, browser, expect } from '@wdio/globals';
import { startMessages } from '../../../src/renderer/messages/messages.ts';
import { endApp, evidence, openDesk, userData } from './app.ts';
import { people } from './cast.ts';
import { at, becomes, count, deskIsUp, isSaved, talks, turnsTo } from './desk.ts';
import {
  chooseOf,
  chord,
  command,
  expectNoPointer,
  forbidPointer,
  outcome,
  pressByKey,
  reach,
  reachList,
  takeMarked,
  write,
} from './keys-only.ts';
import { agentHearsSecondCustomer, bothHearEachOther } from './sound.ts';
import { agentLogTruth, centerTruth } from './truth.ts';

/** What one agent's day is made of, in the agent's own language. */
export type Day = {
  readonly language: 'en' | 'zh-CN' | 'vi';
  readonly note: string;
  readonly wish: string;
  /** What is typed to find somebody of the sample, and who that is. */
  readonly search: { readonly typed: string; readonly finds: string };
  /** A list in tests/e2e/files: two people who can be called, and one who cannot. */
  readonly list: {
    readonly file: string;
    readonly encoding: string;
    readonly typed: string;
    readonly finds: string;
    readonly all: readonly string[];
  };
};

/** A sign-in to practice makes a store and imports the sample's list first. */
const practiceStartsMs = 90_000;
/** Order, as practice's second caller and the list give it. */
const firstCaller = 'Nguyễn Thị Hà';
const secondCaller = '张伟';
const firstOfList = "Margaret O'Brien";
const secondOfList = 'Daniel Osei';
const thirdOfList = 'Trần Văn Minh';

/** A whole day at the desk, from the door to the door, by keyboard alone. */
export function liveOneDay(day: Day): void {
  const { t } = startMessages(day.language);
  const says = (testId: string, words: string) =>
    expect(at(testId)).toHaveText(expect.stringContaining(words));
  const personIs = (name: string) => expect(at('person-name')).toHaveText(name);
  const callsSoFar = (calls: number) => expect(at('today-calls')).toHaveText(String(calls));
  let owed = 0;
  let toPreview = 0;

  /** Ends the call with its outcome, and lets it go on. */
  async function finishWith(letter: string, dispositionId: string): Promise<void> {
    await outcome(letter);
    await expect(at(`disposition-${dispositionId}`)).toHaveAttribute('data-selected', 'true');
    await isSaved();
    await chord('Enter');
  }

  async function somebodyRings(name: string): Promise<void> {
    await chord('o');
    await pressByKey('practice-ring');
    await at('answer').waitForDisplayed();
    await personIs(name);
    await says('call-state', t('state.ringing'));
    await command('a');
    await talks();
    await says('call-state', t('state.on-call'));
  }

  /** The way out that the menu of states has at its end. */
  async function signOut(): Promise<void> {
    await chord('Shift', '.');
    await $('.agent-state-options').waitForDisplayed();
    await browser.keys('End');
    await expect(at('agent-state-sign-out')).toHaveText(t('settings.sign-out'));
    await expect(at('agent-state-sign-out')).toBeFocused();
    await browser.keys('Enter');
    await at('sign-in-practice').waitForDisplayed();
  }

  async function signIn(): Promise<void> {
    await pressByKey('sign-in-practice');
    await deskIsUp();
  }

  describe(`a day by keyboard alone, in ${day.language}`, function () {
    // One step stands on the other.
    this.bail(true);

    before(async () => {
      await openDesk();
      await forbidPointer();
    });

    it('speaks the agent’s language at the door, and signs in', async () => {
      await chord(',');
      await chooseOf('language', day.language);
      await expect($('html')).toHaveAttribute('lang', day.language);
      await browser.keys('Escape');
      await says('sign-in-practice', t('sign-in.practice'));
      await signIn();
      owed = await count('callback-count');
      toPreview = await count('preview-count');
    });

    it('gets ready, and has the first person in sight, undialed', async () => {
      await command('y');
      await at('dial').waitForDisplayed();
      await personIs(firstOfList);
      await says('agent-state', t('state.ready'));
      expect(evidence().all('call established')).toHaveLength(0);
    });

    it('takes the first call: script, note, more time, outcome', async () => {
      await somebodyRings(firstCaller);
      await bothHearEachOther();
      await chord('l');
      await browser.keys('1');
      await reach('script-answer');
      await write('4711');
      await expect(at('field-topic')).toHaveText(expect.stringContaining('Invoice'));
      await expect(at('field-invoice')).toHaveValue('4711');
      await chord('e');
      await write(day.note);
      await command('x');
      await turnsTo('call-state', 'wrap');
      await says('call-state', t('state.wrap-up'));
      await expect(at('note')).toBeFocused();
      await chord('Shift', ';');
      await says('wrap-up-extensions', t('wrap-up.extended', { count: 1 }));
      await expect(at('note')).toHaveValue(day.note);
      await finishWith('s', 'solved');
      await at('dial').waitForDisplayed();
      await callsSoFar(1);
    });

    it('calls the first of the list, and promises to call again', async () => {
      await personIs(firstOfList);
      await command('d');
      await talks();
      await bothHearEachOther();
      await chord('F9');
      await pressByKey('callback-in-an-hour', 'back');
      await at('callback-both').waitForDisplayed();
      await reach('callback-wish');
      await write(day.wish);
      await pressByKey('callback-save');
      await at('callback-save').waitForExist({ reverse: true });
      await says('promised', day.wish);
      await says('promised', t('callbacks.mine'));
      await command('x');
      await turnsTo('call-state', 'wrap');
      await finishWith('c', 'call-back');
      await becomes('callback-count', (shown) => shown === owed + 1);
      await callsSoFar(2);
    });

    it('calls the second, who does not want to be called; takes the mark back', async () => {
      await personIs(secondOfList);
      await command('d');
      await turnsTo('call-state', 'wrap');
      await command('s');
      await personIs(thirdOfList);
      await says('today-do-not-call', '1');
      await becomes('waiting', (waiting) => waiting === 0);
      await expect($('.undo')).toHaveText(expect.stringContaining(t('undo.sent')));
      await command('o');
      await turnsTo('call-state', 'wrap');
      await personIs(secondOfList);
      await expect(at('do-not-call-marked')).not.toBeExisting();
      await finishWith('i', 'interested');
      await personIs(thirdOfList);
      await expect(at('undo-do-not-call')).not.toBeExisting();
      await callsSoFar(3);
    });

    it('sets a break while somebody talks; it begins after the record', async () => {
      await somebodyRings(secondCaller);
      await agentHearsSecondCustomer();
      await chord('e');
      await write(`${day.note} 2`);
      await chord('Shift', '.');
      await $('.agent-state-options').waitForDisplayed();
      // The center's own word, in every language.
      await write('bre');
      await browser.keys('Enter');
      await says('then', t('agent.then', { what: 'Break' }));
      await expect(at('note')).toHaveValue(`${day.note} 2`);
      await command('x');
      await turnsTo('call-state', 'wrap');
      await says('then', t('agent.then', { what: 'Break' }));
      await finishWith('s', 'solved');
      await says('call-state', 'Break');
      await expect(at('then')).not.toBeExisting();
      await expect(at('dial')).not.toBeExisting();
      await callsSoFar(4);
    });

    it('finds somebody during the break', async () => {
      await chord('F3');
      await write(day.search.typed);
      await takeMarked('found-', day.search.finds);
      await personIs(day.search.finds);
      await pressByKey('look-back');
      await expect(at('person-name')).not.toBeExisting();
    });

    it('keeps the promised call, from everything owed', async () => {
      await command('y');
      await personIs(thirdOfList);
      await chord('F10');
      await pressByKey(await callbackOf(firstOfList));
      await personIs(firstOfList);
      await command('d');
      await talks();
      await command('x');
      await turnsTo('call-state', 'wrap');
      await expect(at('callback-end-kept')).toHaveAttribute('data-selected', 'true');
      await says('callback-end-kept', t('callback.end-kept'));
      await finishWith('i', 'interested');
      await becomes('callback-count', (shown) => shown === owed);
      await callsSoFar(5);
    });

    it('sees the day in its figures, and signs out', async () => {
      await says('outcome-bar-solved', '2');
      await says('outcome-bar-interested', '2');
      await says('outcome-bar-call-back', '1');
      await chord('F12');
      await at('calls-search').waitForDisplayed();
      await write(secondCaller);
      await browser.waitUntil(async () => (await pastCalls()).length === 1);
      expect(await pastCalls()).toEqual([expect.stringContaining(secondCaller)]);
      await browser.keys('Escape');
      await becomes('waiting', (waiting) => waiting === 0);
      toPreview = await count('preview-count');
      await signOut();
    });

    it('the floor manager brings a list in', async () => {
      await pressByKey('sign-in-practice-manager');
      await at('floor-switch').waitForDisplayed({ timeout: practiceStartsMs });
      await turnsTo('center-state', 'reachable');
      await chord('F2');
      await reach('import-file');
      // What the system's own window for files does with the chosen one.
      await $('input[type="file"]').addValue(join(import.meta.dirname, '../files', day.list.file));
      await says('import-encoding', day.list.encoding);
      for (const name of day.list.all) await says('import-preview', name);
      await pressByKey('import-check');
      await says('import-count-skipped', '1');
      await pressByKey('import-commit');
      await at('import-done').waitForDisplayed();
      await says('import-done', t('import.done'));
      await says('import-count-imported', '2');
      await pressByKey('import-close');
      await says('import-history', day.list.file);
      await chord('F2');
      await signOut();
    });

    it('the agent comes back to the same day, and finds the new people', async () => {
      await signIn();
      await callsSoFar(5);
      await becomes('preview-count', (shown) => shown === toPreview + 2);
      await chord('F3');
      await write(day.list.typed);
      await takeMarked('found-', day.list.finds);
      await personIs(day.list.finds);
      await pressByKey('look-back');
      await reachList();
      await write(day.list.finds);
      await browser.keys('Enter');
      await at('dial').waitForDisplayed();
      await personIs(day.list.finds);
      await command('l');
      await expect(at('person-name')).not.toBeExisting();
    });

    it('goes home', async () => {
      await becomes('waiting', (waiting) => waiting === 0);
      await signOut();
      await expectNoPointer();
      await endApp();
    });

    it('left at the center one record of each call, the latest as it was written', async () => {
      const { calls, summaries, submissions } = await center();
      expect(calls.map(({ number }) => number).toSorted()).toEqual(
        [people.ha, people.zhang, people.margaret, people.margaret, people.daniel].toSorted(),
      );
      const latest = new Map<string, (typeof summaries)[number]>();
      for (const one of summaries.toSorted((a, b) => a.revision - b.revision)) {
        latest.set(one.call_id, one);
      }
      expect([...latest.keys()].toSorted()).toEqual(calls.map(({ call_id }) => call_id).toSorted());
      const outcomeOf = (number: string) =>
        calls
          .filter((call) => call.number === number)
          .map(({ call_id }) => latest.get(call_id)?.disposition_id)
          .toSorted();
      expect(outcomeOf(people.ha)).toEqual(['solved']);
      expect(outcomeOf(people.zhang)).toEqual(['solved']);
      expect(outcomeOf(people.margaret)).toEqual(['call-back', 'interested']);
      expect(outcomeOf(people.daniel)).toEqual(['interested']);
      const first = [...latest.values()].find(({ note }) => note === day.note);
      expect(first?.wrap_up_extensions).toBe(1);
      expect(first?.fields).toMatchObject({ topic: 'Invoice', invoice: '4711' });
      expect([...latest.values()].map(({ note }) => note).toSorted()).toEqual(
        ['', '', '', day.note, `${day.note} 2`].toSorted(),
      );
      const receipts = new Set(
        evidence()
          .all('receipt')
          .map((line) => String(line['key'])),
      );
      expect(submissions.map(({ key }) => key).toSorted()).toEqual([...receipts].toSorted());
      expect(submissions.filter((one) => one['outcome'] !== 'stored')).toEqual([]);
    });

    it('left the callback as kept', async () => {
      const { callbacks } = await center();
      expect(callbacks.filter(({ wish }) => wish === day.wish)).toEqual([
        expect.objectContaining({
          number: people.margaret,
          status: 'kept',
          time_zone: 'America/Los_Angeles',
        }),
      ]);
    });

    it('left the mark beside its withdrawal', async () => {
      const { marks, withdrawals } = await center();
      expect(marks.map(({ number }) => number)).toEqual([people.daniel]);
      expect(withdrawals).toEqual([{ entry_id: marks[0]?.id, number: people.daniel }]);
    });

    it('left the new people on the list, uncalled', async () => {
      const { lists, leads } = await center();
      const list = lists.find(({ name }) => name.includes(day.list.file));
      expect(list).toMatchObject({ imported_count: 2, skipped_count: 1 });
      const added = leads.filter(({ lead_list_id }) => lead_list_id === list?.id);
      expect(added.map(({ full_name }) => full_name).toSorted()).toEqual(day.list.all.toSorted());
      expect(added.map(({ status }) => status)).toEqual(['new', 'new']);
    });

    it('left each state of the day in the journal, the break with its reason', () => {
      const states = agentLogTruth(join(userData(), 'practice'));
      expect(states.filter(({ state }) => state === 'on-call')).toHaveLength(5);
      // The mark that was taken back opened its conversation again.
      expect(states.filter(({ state }) => state === 'wrap-up')).toHaveLength(6);
      expect(states).toContainEqual({ state: 'not-ready', reason: 'break' });
    });
  });
}

type Truth = Awaited<ReturnType<typeof centerTruth>>;
let read: Truth | null = null;

/** What the center's store holds at the end of the day, read once. */
async function center(): Promise<Truth> {
  read ??= await centerTruth(join(userData(), 'practice', 'center'));
  return read;
}

/** The button that opens the call owed to somebody. */
async function callbackOf(name: string): Promise<string> {
  const found = () =>
    browser.execute((wanted) => {
      const rows = [...document.querySelectorAll('.callbacks .callback')];
      const row = rows.find(({ textContent }) => textContent.includes(wanted));
      return row?.querySelector<HTMLElement>('[data-testid^="open-"]')?.dataset['testid'] ?? '';
    }, name);
  await browser.waitUntil(async () => (await found()) !== '', {
    timeoutMsg: `no call is owed to ${name}`,
  });
  return found();
}

async function pastCalls(): Promise<readonly string[]> {
  return browser.execute(() =>
    [...document.querySelectorAll('[data-testid^="past-call-"]:not(button)')].map(
      ({ textContent }) => textContent,
    ),
  );
}
