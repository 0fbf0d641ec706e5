import { $, browser, expect } from '@wdio/globals';
import { openDesk } from './support/app.ts';
import {
  at,
  becomes,
  fill,
  firstAt,
  hangUp,
  openFromList,
  press,
  signInTo,
  signInToPractice,
  talks,
  turnsTo,
  type,
} from './support/desk.ts';
import { type Office, openOffice } from './support/office.ts';

/** A center of practice is started as a process of its own. */
const centerStartsMs = 90_000;
const chord = (...keys: string[]) => browser.keys(['Control', ...keys]);
const unreachable = expect.stringContaining('The center cannot be reached');
const name = 'Nguyễn Thị Hà';

async function goesAway(): Promise<void> {
  await press('practice-center-away');
  await expect(at('practice-center-back')).toBeClickable();
  await turnsTo('center-state', 'offline');
}

/** It comes back by itself, whatever the agent is at: also behind an open dialog. */
async function comesBack(): Promise<void> {
  await browser.execute(() =>
    document.querySelector<HTMLElement>('[data-testid="practice-center-back"]')?.click(),
  );
  await expect(at('center-state')).toHaveAttribute('data-state', 'reachable', {
    wait: centerStartsMs,
  });
}

/** Until the dialog is gone: the first may only take its text away. */
async function putAway(dialog: string): Promise<void> {
  await browser.waitUntil(async () => {
    await browser.keys('Escape');
    return !(await at(dialog).isExisting());
  });
}

describe('the center is away in each dialog of an agent', () => {
  before(async () => {
    await openDesk();
    await signInToPractice();
    await openFromList(name);
    await press('dial');
    await talks();
  });
  beforeEach(goesAway);

  it('finding somebody: says that the center may know more, and asks it when it is back', async () => {
    await chord('F3');
    await at('find-people').waitForDisplayed();
    await browser.keys([...'ouyang']);
    await expect(at('find-searched')).toHaveText(unreachable);
    await expect(firstAt('found-')).toHaveText(expect.stringContaining('欧阳'));
    await comesBack();
    await expect(at('find-searched')).toHaveText(
      expect.stringContaining('The center was searched too.'),
    );
    await expect(at('find-searched')).not.toHaveText(unreachable);
    await expect(at('find-people')).toHaveValue('ouyang');
    await putAway('find-people');
  });

  it('a history: says that it is a part, and is whole when it is back', async () => {
    await expect(at('timeline-partial')).toHaveText(unreachable);
    await type('timeline-search', 'roof');
    await expect(at('timeline-partial')).toBeDisplayed();
    await comesBack();
    await expect(at('timeline-partial')).not.toBeExisting();
    await expect(at('timeline-search')).toHaveValue('roof');
    await fill('timeline-search', ' ');
  });

  it('a record: is kept on this computer, and goes on when it is back', async () => {
    await chord('F6');
    await at('edit-correct').waitForDisplayed();
    await fill('edit-field-say', 'nwin tee hah');
    await expect($('.edit-saved')).toHaveText('kept on this computer');
    await comesBack();
    await expect(at('edit-field-say')).toHaveValue('nwin tee hah');
    await chord('F8');
    await expect(at('edit-correct')).not.toBeExisting();
    await becomes('waiting', (waiting) => waiting === 0);
  });

  it('a callback: is promised all the same, and sent when it is back', async () => {
    await chord('F9');
    await at('callback-in-an-hour').waitForDisplayed();
    await press('callback-in-an-hour');
    await type('callback-wish', 'The gutter');
    await press('callback-anyone');
    await press('callback-save');
    await at('callback-save').waitForExist({ reverse: true });
    await expect(at('promised')).toHaveText(expect.stringContaining('The gutter'));
    await expect(at('center-state')).toHaveText(expect.stringContaining('1 entry waits safely'));
    await comesBack();
    await becomes('waiting', (waiting) => waiting === 0);
  });

  it('what is owed: says whose is not known, and keeps what is typed to move one', async () => {
    await chord('F10');
    await expect($('.callbacks-away')).toHaveText(unreachable);
    await firstAt('move-callback-').click();
    await fill('callback-wish', 'The skylight');
    await comesBack();
    await expect($('.callbacks-away')).not.toBeExisting();
    await expect(at('callback-wish')).toHaveValue('The skylight');
    await putAway('callback-wish');
  });

  it('passing a customer on: says that who is free is not known', async () => {
    await chord('Shift', 'F2');
    await at('transfer-search').waitForDisplayed();
    await expect($('.transfer-center')).toHaveText(unreachable);
    await browser.keys([...'+15035550142']);
    await expect(at('transfer-number')).toBeDisplayed();
    await comesBack();
    await expect($('.transfer-center')).toHaveText('');
    await expect(at('transfer-search')).toHaveValue('+15035550142');
    await putAway('transfer-search');
  });

  it('my calls: are all on this computer', async () => {
    await hangUp();
    await press('next');
    await chord('F12');
    await at('calls-search').waitForDisplayed();
    await browser.keys([...'ha']);
    await expect($('.past-calls')).toHaveText(expect.stringContaining(name));
    await comesBack();
    await expect(at('calls-search')).toHaveValue('ha');
    await expect($('.past-calls')).toHaveText(expect.stringContaining(name));
    await putAway('calls-search');
    await becomes('waiting', (waiting) => waiting === 0);
  });
});

describe('the center is away on the floor', () => {
  before(async () => {
    await press('settings');
    await press('sign-out');
    await press('sign-in-practice-manager');
    await expect(at('floor-switch')).toBeDisplayed({ wait: centerStartsMs });
    await turnsTo('center-state', 'reachable');
  });

  const tabs = ['desks', 'campaigns', 'users'] as const;

  it('says so on each screen', async () => {
    await goesAway();
    await chord('F2');
    for (const tab of tabs) {
      await press(`floor-tab-${tab}`);
      await expect(at('floor-trouble-unreachable')).toHaveText(unreachable);
      await expect(at(tab)).not.toBeExisting();
    }
  });

  it('says no such thing once it is back, and has its tables', async () => {
    await chord('F2');
    await press('practice-center-back');
    await chord('F2');
    for (const tab of tabs) {
      await press(`floor-tab-${tab}`);
      await expect(at(tab)).toBeDisplayed({ wait: centerStartsMs });
      await expect(at('floor-trouble-unreachable')).not.toBeExisting();
    }
    await chord('F2');
    await expect(at('practice-center-away')).toBeClickable();
  });
});

describe('the center is away while an administrator decides who may sign in', () => {
  let office: Office;
  const agent = () => at(`user-${office.loginName}`);
  const decision = () => at(`user-active-${office.loginName}`);

  before(async () => {
    office = await openOffice();
    await press('settings');
    await press('sign-out');
    const { loginName, password } = office.administrator;
    await signInTo(office.address(), loginName, password);
    await expect(at('floor-switch')).toBeDisplayed();
    await turnsTo('center-state', 'reachable');
    await chord('F2');
    await press('floor-tab-users');
    await expect(agent()).toHaveText(expect.stringContaining('Yes'));
  });
  after(() => office.close());

  it('shows the table as it was, and from when it is', async () => {
    await office.closeCenter();
    await expect(at('floor-trouble-unreachable')).toHaveText(unreachable);
    await expect(agent()).toBeDisplayed();
  });

  it('changes nothing that the center has not taken', async () => {
    await decision().click();
    await expect(at('floor-trouble-unreachable')).toBeDisplayed();
    await expect(agent()).toHaveText(expect.stringContaining('Yes'));
  });

  it('says no such thing once it is back, and the same press goes on', async () => {
    await office.reopenCenter();
    await expect(at('floor-trouble-unreachable')).not.toBeExisting({ wait: centerStartsMs });
    await decision().click();
    await expect(agent()).not.toHaveText(expect.stringContaining('Yes'));
    await expect(at('floor-trouble-unreachable')).not.toBeExisting();
  });
});
