/**
 * For the page: everything that can be read or heard in it now and has letters, each text once: what
 * stands on the screen, and the names that only a screen reader tells. It stands alone, so that its
 * source can be sent there.
 *
 * @param without - A selector of what is not read.
 */
export function visibleTexts(without: string): string[] {
  const found = new Set<string>();
  const take = (text: string | null | undefined) => {
    const trimmed = (text ?? '').replaceAll(/\s+/g, ' ').trim();
    if (/\p{L}/u.test(trimmed)) found.add(trimmed);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement, textContent } = texts.currentNode;
    if (!parentElement?.checkVisibility() || parentElement.closest(without)) continue;
    take(textContent);
  }
  for (const name of ['aria-label', 'aria-description', 'placeholder', 'title', 'alt']) {
    for (const element of document.body.querySelectorAll(`[${name}]`)) {
      if (element.checkVisibility()) take(element.getAttribute(name));
    }
  }
  return [...found];
}
