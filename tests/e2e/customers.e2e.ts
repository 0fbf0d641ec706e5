import { join } from 'node:path';
import { $, browser, expect } from '@wdio/globals';
import { endApp, openDesk, userData } from './support/app.ts';
import {
  at,
  becomes,
  dialNumber,
  fill,
  hangUp,
  press,
  signInToPractice,
  talks,
} from './support/desk.ts';
import { centerTruth } from './support/truth.ts';

const chord = (...keys: string[]) => browser.keys(['Control', ...keys]);
const stranger = { number: '+15035550196', name: 'Đặng Ngọc Ánh' };
const email = 'ha.nguyen@example.com';

describe('customers are found, corrected and made known', () => {
  before(async () => {
    await openDesk();
    await signInToPractice();
  });

  for (const [text, name] of [
    ['nguyen thi ha', 'Nguyễn Thị Hà'],
    ['ouyang', '欧阳'],
    ['oyrx', '欧阳'],
    ['555-0117', 'Nguyễn Thị Hà'],
    ['obrien', "Margaret O'Brien"],
  ] as const) {
    it(`finds ${name} by ${text}`, async () => {
      await chord('F3');
      await at('find-people').waitForDisplayed();
      await browser.keys([...text]);
      const found = $('[data-testid^="found-"]');
      await expect(found).toHaveText(expect.stringContaining(name));
      // The first takes the text away, the second the palette.
      await browser.keys('Escape');
      await expect(at('find-people')).toHaveValue('');
      await browser.keys('Escape');
      await expect(at('find-people')).not.toBeExisting();
    });
  }

  it('corrects a record; the page is lost in the middle of a word', async () => {
    await chord('F3');
    await at('find-people').waitForDisplayed();
    await browser.keys([...'nguyen thi ha']);
    await $('[data-testid^="found-"]').waitForDisplayed();
    await browser.keys(['ArrowDown']);
    await browser.keys(['Enter']);
    await expect(at('person-name')).toHaveText('Nguyễn Thị Hà');
    await chord('F6');
    await at('edit-correct').waitForDisplayed();
    await fill('edit-field-email', email.slice(0, -4));
    await browser.refresh();
    await at('unfinished-edits').waitForDisplayed();
    await at('unfinished-edits').$('[role="option"]').click();
    await at('edit-field-email').waitForDisplayed();
    await expect(at('edit-field-email')).toHaveValue(email.slice(0, -4));
    await press('edit-field-email');
    await browser.keys(['End']);
    await browser.keys([...'.com']);
    await chord('F8');
    await expect(at('edit-correct')).not.toBeExisting();
    await becomes('waiting', (waiting) => waiting === 0);
  });

  it('makes somebody known without the center, in the call', async () => {
    await press('practice-center-away');
    await expect(at('practice-center-back')).toBeClickable();
    await dialNumber(stranger.number);
    await talks();
    await press('person-new');
    await at('edit-create').waitForDisplayed();
    await fill('edit-field-full', stranger.name);
    await chord('F8');
    await expect(at('person-name')).toHaveText(stranger.name);
    await becomes('waiting', (waiting) => waiting > 0);
    await hangUp();
    await press('next');
    await press('practice-center-back');
    await becomes('waiting', (waiting) => waiting === 0);
  });

  it('and the center has it all, once', async () => {
    await endApp();
    const { customers, summaries } = await centerTruth(join(userData(), 'practice', 'center'));
    expect(customers.filter((one) => one.full_name === stranger.name)).toHaveLength(1);
    expect(customers.filter((one) => one.email === email)).toHaveLength(1);
    const known = customers.find((one) => one.full_name === stranger.name);
    expect(summaries.filter((one) => one.customer_id === known?.id)).toHaveLength(1);
  });
});
