import type * as Electron from 'electron';
import { KnownEvents } from './emitter.ts';
import type { Page } from './page.ts';
import { guard } from './unsupported.ts';

const EVENTS = ['updated'];
const pages = new Set<Page>();

/** The theme: `themeSource` decides; without it the desktop counts as light. */
class NativeTheme
  extends KnownEvents
  implements Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'themeSource'>
{
  #source: Electron.NativeTheme['themeSource'] = 'system';

  constructor() {
    super('nativeTheme', EVENTS);
  }

  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.#source;
  }

  set themeSource(source: Electron.NativeTheme['themeSource']) {
    if (!['system', 'light', 'dark'].includes(source)) {
      throw new TypeError(
        `Error processing argument at index 0, conversion failure from ${source}`,
      );
    }
    const changed = source !== this.#source;
    this.#source = source;
    if (!changed) return;
    for (const page of pages) themeChanged(page).catch(() => pages.delete(page));
    setImmediate(() => this.emit('updated'));
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}

export const nativeTheme = guard(new NativeTheme(), 'nativeTheme');

/** Tells a page which colour scheme its media queries see; remembers it for later changes. */
export async function themeChanged(page: Page): Promise<void> {
  pages.add(page);
  const source = nativeTheme.themeSource;
  await page.session.send('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-color-scheme', value: source === 'system' ? '' : source }],
  });
}
