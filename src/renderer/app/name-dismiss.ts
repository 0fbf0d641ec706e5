import { useEffect } from 'react';
import { useWords } from '../messages/use-words.ts';

/**
 * The component library ends each overlay with a button that only screen readers meet, and names
 * it itself, in the languages it knows (Vietnamese is none of them). Its name is ours to give: the
 * button is the only one of one pixel that no key reaches.
 */
const dismissButton = 'button[tabindex="-1"][style*="width: 1px"]';

/** Names the library's dismiss buttons from the catalogue, those that open later included. */
export function useNamedDismiss(): void {
  const { t } = useWords();
  const name = t('app.dismiss');
  useEffect(() => {
    const nameAll = () => {
      for (const button of document.querySelectorAll(dismissButton)) {
        button.setAttribute('aria-label', name);
      }
    };
    nameAll();
    const watch = new MutationObserver(nameAll);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [name]);
}
