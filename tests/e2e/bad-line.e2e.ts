import { expect } from '@wdio/globals';
import { evidence, openDesk } from './support/app.ts';
import { people } from './support/cast.ts';
import { at, becomes, dialNumber, signInTo, turnsTo } from './support/desk.ts';
import { type Office, openOffice } from './support/office.ts';

describe('the exchange refuses the line', () => {
  let office: Office;

  before(async () => {
    await openDesk();
    office = await openOffice({ sipPassword: 'not the one the exchange knows' });
  });

  after(async () => {
    await office.close();
  });

  it('is no reason not to sign in', async () => {
    await signInTo(office.address(), office.loginName, office.password);
    await expect(at('ready-toggle')).toBeDisplayed();
    await turnsTo('center-state', 'reachable');
    await becomes('preview-count', (left) => left > 0);
  });

  it('is said in words, with what to do', async () => {
    await turnsTo('line-state', 'rejected');
    await expect(at('line-state')).toHaveText(
      expect.stringMatching(/refused by the exchange \(40[13]\), ask your supervisor/),
    );
  });

  it('lets no call be made, and says why', async () => {
    await dialNumber(people.margaret);
    await expect(at('notice-line-rejected')).toBeDisplayed();
    await expect(at('notice-line-rejected')).toHaveText(
      expect.stringContaining('ask your supervisor'),
    );
    await expect(at('hang-up')).not.toBeExisting();
    expect(evidence().all('call ended')).toHaveLength(0);
    await turnsTo('center-state', 'reachable');
  });
});
