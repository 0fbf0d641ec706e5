import { app, type BrowserWindow, nativeTheme } from 'electron';
import type { DeskSnapshot } from '../../contract/ipc/desk-snapshot.ts';
import type { SystemWords } from '../../contract/ipc/preferences.ts';
import { compactSize } from '../../domain/window-place/compact-size.ts';
import {
  placeWindow,
  rememberPlace,
  rescueWindow,
} from '../../domain/window-place/window-place.ts';
import type { Clock } from '../desktop/clock.ts';
import type { DeskShell } from '../desktop/preferences.ts';
import type { Log } from '../log/log.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { createAnnouncer } from '../system/announcer.ts';
import { createTray } from '../system/tray.ts';
import { trayView } from '../system/tray-view.ts';
import { createCompactWindow } from './compact-window.ts';
import { createDeskWindow } from './desk-window.ts';
import { displays, watchDisplays } from './displays.ts';

const title = 'Homeline';
const usualSize = { width: 1440, height: 900 };

/**
 * The windows, the tray and the notifications. It follows the snapshots the desk is sent and knows
 * nothing they do not say.
 */
export function createShell(options: {
  readonly settings: SettingsStore;
  readonly preload: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly setReady: (ready: boolean) => void;
  readonly onChange: () => void;
}) {
  const { settings, log, onChange } = options;
  let desk: BrowserWindow | null = null;
  let compact: BrowserWindow | null = null;
  let words: SystemWords | null = null;
  let last: DeskSnapshot | null = null;
  let quitAsked = false;
  let quitAllowed = false;

  const announcer = createAnnouncer({
    clock: options.clock,
    words: () => words,
    choice: () => settings.get().notifications,
    isInFront: () => desk?.isFocused() === true || compact?.isFocused() === true,
    onClick: showDesk,
    onFlash: (on) => desk?.flashFrame(on),
  });
  const tray = createTray({
    openDesk: showDesk,
    setReady: options.setReady,
    setCompact,
    quit: () => app.quit(),
  });

  function inCall(): boolean {
    const calls = [last?.call, last?.other?.call];
    return calls.some((call) => call != null && call.signalling !== 'ended');
  }

  function open(): void {
    const { deskPlaces: places } = settings.get();
    desk = createDeskWindow({
      preload: options.preload,
      title,
      bounds: placeWindow({ places, displays: displays(), size: usualSize, anchor: 'center' }),
      maximized: places.maximized,
      dark: nativeTheme.shouldUseDarkColors,
      log,
      onBounds: (bounds) =>
        settings.set({ deskPlaces: rememberPlace(settings.get().deskPlaces, bounds, displays()) }),
      onMaximized: (maximized) =>
        settings.set({ deskPlaces: { ...settings.get().deskPlaces, maximized } }),
      onFocus: announcer.cameToFront,
      mayClose,
      onClosed() {
        // Nobody was asked who could not be: the page is gone, and the app ends in order.
        desk = null;
        quitAllowed = true;
        app.quit();
      },
    });
    watchDisplays(rescue);
  }

  /** Closing during a call leaves it the tray and the compact bar; nothing ends it silently. */
  function mayClose(): boolean {
    if (quitAllowed || !inCall()) {
      quitAllowed = true;
      return true;
    }
    setCompact(true);
    desk?.hide();
    return false;
  }

  function rescue(): void {
    const { deskPlaces, compactPlaces } = settings.get();
    for (const [window, places] of [
      [desk, deskPlaces],
      [compact, compactPlaces],
    ] as const) {
      const bounds = window && rescueWindow(window.getBounds(), places, displays());
      if (bounds) window.setBounds(bounds);
    }
  }

  function showDesk(): void {
    if (!desk) return;
    if (desk.isMinimized()) desk.restore();
    desk.show();
    desk.focus();
  }

  function setCompact(shown: boolean): void {
    if (!shown) compact?.close();
    else if (compact) compact.showInactive();
    else openCompact();
    onChange();
  }

  function openCompact(): void {
    const { compactPlaces: places, textPercent } = settings.get();
    const all = displays();
    const size = compactSize(textPercent, all[0].workArea.width);
    const place = placeWindow({ places, displays: all, size, anchor: 'top-end' });
    compact = createCompactWindow({
      preload: options.preload,
      title,
      // Where it was, as large as the text needs it today.
      bounds: { ...place, ...size },
      dark: nativeTheme.shouldUseDarkColors,
      log,
      onBounds: (bounds) =>
        settings.set({
          compactPlaces: rememberPlace(settings.get().compactPlaces, bounds, displays()),
        }),
      onClosed() {
        compact = null;
        onChange();
      },
    });
  }

  /** The bar is as large as its text. */
  function fitCompact(): void {
    if (!compact) return;
    const [primary] = displays();
    const size = compactSize(settings.get().textPercent, primary.workArea.width);
    const bounds = compact.getBounds();
    if (bounds.width === size.width && bounds.height === size.height) return;
    const rescued = rescueWindow({ ...bounds, ...size }, settings.get().compactPlaces, displays());
    compact.setBounds(rescued ?? { ...bounds, ...size });
  }

  const port: DeskShell = {
    view: () => ({ compact: compact !== null, quitAsked }),
    setCompact,
    showDesk,
    answerQuit(quit) {
      quitAsked = false;
      if (!quit) return;
      quitAllowed = true;
      app.quit();
    },
    tellWords(next) {
      words = next;
      if (last) tray.show(trayView(last), next);
    },
    namePerson: announcer.named,
    declined: announcer.declined,
    remind: announcer.remind,
  };

  return {
    port,
    open,
    showDesk,
    /** The pages that may speak; each null while it is not there. */
    windows: () => ({ desk, compact }),

    /** Each snapshot, as it goes to the pages. */
    follow(snapshot: DeskSnapshot): void {
      last = snapshot;
      if (quitAsked && !inCall()) {
        // The call it was asked for is over.
        quitAsked = false;
        onChange();
      }
      if (words) tray.show(trayView(snapshot), words);
      announcer.follow(snapshot);
      fitCompact();
      if (snapshot.session.state !== 'signed-in' && compact) setCompact(false);
    },

    /** Whether the app may end now; during a call the agent is asked, once at a time. */
    mayQuit(): boolean {
      if (quitAllowed || !inCall()) {
        quitAllowed = true;
        return true;
      }
      quitAsked = true;
      showDesk();
      onChange();
      return false;
    },

    /** The computer goes down: there is nobody left to ask. */
    quitNow(): void {
      quitAllowed = true;
      app.quit();
    },

    close(): void {
      announcer.close();
      tray.close();
      compact?.destroy();
    },
  };
}
