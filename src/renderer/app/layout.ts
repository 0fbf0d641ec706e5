import { useSyncExternalStore } from 'react';
import { useSnapshot } from './store/desk-store.ts';

/** From here on (CSS px at the usual text size) the four places stand side by side. */
const sideBySidePx = 1180;

function subscribe(listener: () => void): () => void {
  addEventListener('resize', listener);
  return () => removeEventListener('resize', listener);
}

/** Whether the four places fit side by side, at the text size the agent has set. */
export function useSideBySide(): boolean {
  const percent = useSnapshot(({ app }) => app.textPercent);
  return useSyncExternalStore(subscribe, () => (innerWidth * 100) / percent >= sideBySidePx);
}
