import { expect } from '@wdio/globals';
import { openDesk, restart } from './support/app.ts';
import { at, openFromList, signInToPractice } from './support/desk.ts';
import { practiceRefuses, startWithout } from './support/practice-files.ts';

describe('practice is given a lead file that is none', () => {
  before(openDesk);

  it('says which file, what is wrong with it, and what to do', async () => {
    await practiceRefuses([
      'not-a-list.txt',
      'No column of the file looks like',
      'Nothing was changed',
      'mend it and try again',
    ]);
  });

  it('says the same when it is tried again', async () => {
    await practiceRefuses(['not-a-list.txt']);
  });

  it('left nothing behind: without the file practice starts with its own list', async () => {
    startWithout('leads');
    await restart();
    await signInToPractice();
    await expect(at('preview-count')).toHaveText('42');
    await openFromList("Margaret O'Brien");
  });
});
