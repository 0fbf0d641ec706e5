import type { BrowserWindow } from 'electron';
import type { Bounds } from '../../domain/window-place/window-place.ts';

const restMs = 500;

/**
 * A drag makes an event a frame: the place is told when the window has come to rest. A maximised
 * window has the place it goes back to.
 */
export function whenRested(window: BrowserWindow, tell: (bounds: Bounds) => void): void {
  let resting: NodeJS.Timeout | null = null;
  const moved = () => {
    if (resting) clearTimeout(resting);
    resting = setTimeout(() => {
      if (window.isDestroyed() || window.isMinimized()) return;
      tell(window.getNormalBounds());
    }, restMs);
  };
  window.on('resize', moved);
  window.on('move', moved);
}
