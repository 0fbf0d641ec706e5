import { browser } from '@wdio/globals';
import { visibleTexts } from '../../support/visible-texts.ts';

/**
 * Key caps are no words, and a page of the script is the campaign's, with the customer's own words
 * merged in.
 */
const without = 'kbd, textarea, script, style, [aria-hidden="true"], [data-testid="script-text"]';

/** Everything that can be read or heard in the window now and has letters in it, each text once. */
export async function readWindow(): Promise<string[]> {
  return browser.execute(visibleTexts, without);
}
