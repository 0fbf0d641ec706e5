import { browser } from '@wdio/globals';

/**
 * Everything that can be read or heard in the window now and has letters in it, each text once:
 * what stands on the screen, and the names that only a screen reader tells. Key caps are no words.
 */
export async function readWindow(): Promise<string[]> {
  return browser.execute(() => {
    const found = new Set<string>();
    const take = (text: string | null | undefined) => {
      const trimmed = (text ?? '').replaceAll(/\s+/g, ' ').trim();
      if (/\p{L}/u.test(trimmed)) found.add(trimmed);
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { parentElement, textContent } = texts.currentNode;
      if (!parentElement?.checkVisibility()) continue;
      if (parentElement.closest('kbd, textarea, script, style, [aria-hidden="true"]')) continue;
      // A page of the script is the campaign's, with the customer's own words merged in.
      if (parentElement.closest('[data-testid="script-text"]')) continue;
      take(textContent);
    }
    for (const name of ['aria-label', 'aria-description', 'placeholder', 'title', 'alt']) {
      for (const element of document.body.querySelectorAll(`[${name}]`)) {
        if (element.checkVisibility()) take(element.getAttribute(name));
      }
    }
    return [...found];
  });
}
