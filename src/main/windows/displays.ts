import { screen } from 'electron';
import type { Display } from '../../domain/window-place/window-place.ts';

/** The displays there are now, the primary one first. */
export function displays(): readonly [Display, ...Display[]] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [displayOf(primary), ...others.map(displayOf)];
}

function displayOf({ id, workArea }: Electron.Display): Display {
  const { x, y, width, height } = workArea;
  return { id: String(id), workArea: { x, y, width, height } };
}

/** Calls back when a display was unplugged or has changed its size or place. */
export function watchDisplays(changed: () => void): void {
  screen.on('display-removed', changed);
  screen.on('display-metrics-changed', changed);
}
