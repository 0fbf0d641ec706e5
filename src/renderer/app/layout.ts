import { useSyncExternalStore } from 'react';

/** From here on (CSS px at the usual text size) the four places stand side by side. */
const sideBySidePx = 1180;

function subscribe(listener: () => void): () => void {
  addEventListener('resize', listener);
  const watch = new ResizeObserver(listener);
  watch.observe(document.documentElement);
  return () => {
    removeEventListener('resize', listener);
    watch.disconnect();
  };
}

/** Whether the four places fit side by side, at the text size the agent has set. */
export function useSideBySide(): boolean {
  return useSyncExternalStore(subscribe, () => {
    const textPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    return (innerWidth * 16) / textPx >= sideBySidePx;
  });
}
