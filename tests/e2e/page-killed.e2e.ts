import { browser, expect } from '@wdio/globals';
import { evidence, openDesk } from './support/app.ts';
import { killPage, lookAgain, lookNoMore } from './support/crash.ts';
import { at, hangUp, openFromList, press, signInToPractice, talks } from './support/desk.ts';
import { bothHearEachOther, expectAgentThroughout, listenThere } from './support/sound.ts';

const sentence = 'She wants the north side first; the ladder stands behind the shed.';
const composition = 'ni hao';
const samplesAfter = 4;

describe('the desk page dies in a call', () => {
  let callId = '';
  let page = '';
  let shortlyBefore = '';
  let note = '';

  before(async () => {
    await openDesk();
    await signInToPractice();
    await openFromList("Margaret O'Brien");
    await press('dial');
    callId = await talks();
    await press('choice-yes');
    await bothHearEachOther();
    page = await at('script-text').getText();
  });

  after(lookNoMore);

  it('comes back with every character, typed until it died', async () => {
    shortlyBefore = new Date().toISOString();
    await press('note');
    const reached = await typeWhileKilling();
    await lookAgain();
    note = await at('note').getValue();
    // The page may have taken one more than the driver was told of, and never another one.
    expect(sentence.startsWith(note)).toBe(true);
    expect(note.length).toBeGreaterThanOrEqual(reached);
    expect(reached).toBeGreaterThan(sentence.length / 3);
  });

  it('comes back with the same call and the same page of the script', async () => {
    expect(await talks()).toBe(callId);
    await expect(at('script-text')).toHaveText(page);
    expect(evidence().all('call ended')).toHaveLength(0);
  });

  it('comes back with a composition that was not finished', async () => {
    await press('note');
    await browser.keys('End');
    await browser.sendCommandAndGetResult('Input.imeSetComposition', {
      text: composition,
      selectionStart: composition.length,
      selectionEnd: composition.length,
    });
    await expect(at('note')).toHaveValue(`${note}${composition}`);
    await killPage();
    await lookAgain();
    await expect(at('note')).toHaveValue(`${note}${composition}`);
  });

  it('was never missed by the customer', async () => {
    expect(evidence().all('desk page gone')).toHaveLength(2);
    await listenThere(new Date().toISOString(), samplesAfter);
    expectAgentThroughout(await listenThere(shortlyBefore, samplesAfter));
    await bothHearEachOther();
  });

  it('ends the call as any other', async () => {
    await hangUp();
    expect(evidence().last('call ended')?.['callId']).toBe(callId);
    await expect(at('note')).toHaveValue(`${note}${composition}`);
  });
});

/** Types the sentence and kills the page in its middle; tells how many characters it had taken. */
async function typeWhileKilling(): Promise<number> {
  let reached = 0;
  let killed: Promise<void> | null = null;
  for (const character of sentence) {
    try {
      await browser.keys(character);
    } catch {
      // The driver finds the page gone: that is what this test is about.
      break;
    }
    reached += 1;
    if (reached > sentence.length / 3) killed ??= killPage();
    if (evidence().last('desk page gone')) break;
  }
  await killed;
  return reached;
}
