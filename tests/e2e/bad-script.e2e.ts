import { expect } from '@wdio/globals';
import { openDesk, restart } from './support/app.ts';
import { at, openFromList, signInToPractice } from './support/desk.ts';
import { practiceRefuses, startWithout } from './support/practice-files.ts';

describe('practice is given a script with a page that is missing', () => {
  before(openDesk);

  it('says which page leads nowhere, and what to do', async () => {
    await practiceRefuses([
      'Page "greeting" leads to "offer"',
      'Nothing was changed',
      'mend it and try again',
    ]);
  });

  it('left nothing behind: without the file practice has its own script', async () => {
    startWithout('script');
    await restart();
    await signInToPractice();
    await openFromList("Margaret O'Brien");
    await expect(at('script-text')).toHaveText(
      expect.stringContaining('from Alder & Slate Roofing'),
    );
  });
});
