import { Menu, nativeImage, Tray } from 'electron';
import type { SystemWords } from '../../contract/ipc/preferences.ts';
import { type TrayState, trayIcon } from './tray-icon.ts';
import type { TrayView } from './tray-view.ts';

/** Twice the usual sixteen: sharp on every display. */
const iconPx = 32;

export type TrayOrders = {
  openDesk(): void;
  setReady(ready: boolean): void;
  setCompact(shown: boolean): void;
  quit(): void;
};

export type DeskTray = {
  /** Shows a state; the words come from the desk page, in the agent's language. */
  show(view: TrayView, words: SystemWords): void;
  close(): void;
};

/** The icon beside the clock. It is made with the first words, so that it never stands nameless. */
export function createTray(orders: TrayOrders): DeskTray {
  let tray: Tray | null = null;
  let shown = '';

  function image(state: TrayState): Electron.NativeImage {
    return nativeImage.createFromBuffer(trayIcon(state, iconPx), { scaleFactor: 2 });
  }

  function menu(view: TrayView, words: SystemWords): Menu {
    const { ready, compact } = view;
    return Menu.buildFromTemplate([
      { id: 'open', label: words.openDesk, click: orders.openDesk },
      ...(ready === null
        ? []
        : [
            {
              id: 'ready',
              label: ready ? words.takeBreak : words.getReady,
              click: () => orders.setReady(!ready),
            },
          ]),
      ...(view.signedIn
        ? [
            {
              id: 'compact',
              label: words.compactBar,
              type: 'checkbox' as const,
              checked: compact,
              click: () => orders.setCompact(!compact),
            },
          ]
        : []),
      { type: 'separator' },
      { id: 'quit', label: words.quit, click: orders.quit },
    ]);
  }

  return {
    show(view, words) {
      const now = JSON.stringify([view, words]);
      if (now === shown) return;
      shown = now;
      if (tray) tray.setImage(image(view.state));
      else {
        tray = new Tray(image(view.state));
        tray.on('click', orders.openDesk);
      }
      tray.setToolTip(`Homeline · ${words[view.word]}`);
      tray.setContextMenu(menu(view, words));
    },
    close() {
      tray?.destroy();
      tray = null;
    },
  };
}
