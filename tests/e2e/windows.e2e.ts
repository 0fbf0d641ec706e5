import { browser, expect } from '@wdio/globals';
import type { DeskApi } from '../../src/contract/ipc/desk-bridge.ts';
import { findDesk, openDesk } from './support/app.ts';
import {
  at,
  hangUp,
  openFromList,
  press,
  signInToPractice,
  talks,
  turnsTo,
} from './support/desk.ts';

type Page = { readonly homeline: DeskApi };
type Recorded = { api: string; args: unknown[] };
type Host = {
  chromiumHost: {
    recordings(api?: string): Recorded[];
    setDisplays(areas: { x: number; y: number; width: number; height: number }[]): void;
  };
};

/** Addresses of the windows there are: the desk's, the bar's, the hidden media page's. */
async function windows(): Promise<string[]> {
  return browser.electron.execute((electron) =>
    electron.BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
  );
}

async function barIsThere(): Promise<boolean> {
  return (await windows()).some((address) => address.endsWith('/compact.html'));
}

/** Turns to the window whose page has this file name. */
async function turnTo(file: 'index.html' | 'compact.html'): Promise<void> {
  await browser.waitUntil(
    async () => {
      for (const handle of await browser.getWindowHandles()) {
        await browser.switchToWindow(handle);
        if ((await browser.getUrl()).endsWith(`/renderer/${file}`)) return true;
      }
      return false;
    },
    { timeoutMsg: `no window shows ${file}` },
  );
}

/** What the tray says, as a person would read it beside the icon. */
async function trayWord(): Promise<string> {
  return browser.electron.execute((electron) => {
    const { chromiumHost } = electron as unknown as Host;
    return String(chromiumHost.recordings('tray.setToolTip').at(-1)?.args[1] ?? '');
  });
}

async function trayChooses(id: string): Promise<void> {
  await browser.electron.execute((electron, item) => {
    const { chromiumHost } = electron as unknown as Host;
    const menu = chromiumHost.recordings('tray.setContextMenu').at(-1)?.args[1];
    (menu as Electron.Menu).getMenuItemById(item)?.click();
  }, id);
}

/** The last notification: what a person would see of it. */
async function lastNotification(): Promise<{ title: string; body: string } | null> {
  return browser.electron.execute((electron) => {
    const { chromiumHost } = electron as unknown as Host;
    const shown = chromiumHost.recordings('notification.show').at(-1)?.args[0];
    const { title, body } = (shown ?? {}) as { title: string; body: string };
    return shown ? { title, body } : null;
  });
}

async function desk(order: 'blur' | 'close' | 'isVisible' | 'isFocused'): Promise<unknown> {
  return browser.electron.execute((electron, what) => {
    const window = electron.BrowserWindow.getAllWindows().find((one) =>
      one.webContents.getURL().endsWith('/renderer/index.html'),
    );
    return window?.[what]();
  }, order);
}

describe('the windows and what stands beside them', () => {
  before(async () => {
    await openDesk();
    await signInToPractice();
  });

  it('show the state in the tray, whose menu changes it', async () => {
    await browser.waitUntil(async () => (await trayWord()) === 'Homeline · Not ready');
    await trayChooses('ready');
    await browser.waitUntil(async () => (await trayWord()) === 'Homeline · Ready');
  });

  it('open the compact bar by its chord, and put it away again', async () => {
    await browser.keys(['Control', 'j']);
    await browser.waitUntil(barIsThere);
    await browser.keys(['Control', 'j']);
    await browser.waitUntil(async () => !(await barIsThere()));
  });

  it('steer a call from the bar', async () => {
    // Whoever is ready is shown the next person at once.
    await press('close-preview');
    await openFromList("Margaret O'Brien");
    await press('dial');
    const callId = await talks();
    await browser.keys(['Control', 'j']);
    await browser.waitUntil(barIsThere);
    await turnTo('compact.html');
    await turnsTo('call-state', 'talk');
    await expect(browser.$('.call-who-name')).toHaveText("Margaret O'Brien");
    await press('mute');
    await turnsTo('call-state', 'danger');
    await press('mute');
    await turnsTo('call-state', 'talk');
    await findDesk();
    expect(await talks()).toBe(callId);
  });

  it('let the bar ask for nothing but what its buttons do', async () => {
    await turnTo('compact.html');
    const replies = await browser.execute(async () => {
      const { command } = (window as unknown as Page).homeline;
      return Promise.all([
        command({ kind: 'sign-out' }),
        command({ kind: 'dial-number', text: '+15035550142' }),
        command({ kind: 'answer-quit', quit: true }),
      ]);
    });
    const refused = { ok: false, error: { kind: 'invalid', path: 'kind' } };
    expect(replies).toEqual([refused, refused, refused]);
    await findDesk();
  });

  it('open the bar where it was left, on the display it was left on', async () => {
    const left = { x: 300, y: 500 };
    await browser.electron.execute((electron, place) => {
      const bar = electron.BrowserWindow.getAllWindows().find((window) =>
        window.webContents.getURL().endsWith('/compact.html'),
      );
      bar?.setBounds(place);
    }, left);
    const settledMs = 900;
    await browser.pause(settledMs);
    await browser.keys(['Control', 'j']);
    await browser.waitUntil(async () => !(await barIsThere()));
    await browser.keys(['Control', 'j']);
    await browser.waitUntil(barIsThere);
    expect(await barPlace()).toEqual(left);
  });

  it('bring the bar back when its display is gone', async () => {
    await browser.electron.execute((electron) => {
      const { chromiumHost } = electron as unknown as Host;
      chromiumHost.setDisplays([{ x: 0, y: 0, width: 1280, height: 420 }]);
    });
    const { y } = await barPlace();
    expect(y).toBeLessThan(420);
    await browser.electron.execute((electron) => {
      const { chromiumHost } = electron as unknown as Host;
      chromiumHost.setDisplays([{ x: 0, y: 0, width: 1920, height: 1080 }]);
    });
    await browser.keys(['Control', 'j']);
    await browser.waitUntil(async () => !(await barIsThere()));
  });

  it('ask once before quitting in a call, and stay', async () => {
    const callId = await talks();
    await trayChooses('quit');
    await at('quit-stay').waitForDisplayed();
    await expect(at('quit-stay')).toBeFocused();
    await browser.keys('Escape');
    await at('quit-stay').waitForExist({ reverse: true });
    expect(await talks()).toBe(callId);
  });

  it('hide the desk when it is closed in a call, and leave the bar', async () => {
    const callId = await talks();
    await desk('close');
    await browser.waitUntil(barIsThere);
    expect(await desk('isVisible')).toBe(false);
    await trayChooses('open');
    expect(await desk('isVisible')).toBe(true);
    expect(await talks()).toBe(callId);
    await trayChooses('compact');
    await browser.waitUntil(async () => !(await barIsThere()));
    await hangUp();
    await press('disposition-interested');
    await press('next');
  });

  it('say who calls while the desk is not in front, and a click brings it', async () => {
    await press('close-preview');
    await desk('blur');
    await somebodyCalls();
    await browser.waitUntil(async () => (await lastNotification())?.title === 'Incoming call');
    const told = await lastNotification();
    const shown = await browser.$('.call-who-name').getText();
    expect(told?.body.split('\n')[0]).toBe(shown);
    expect(await trayWord()).toBe('Homeline · Ringing');
    await browser.electron.execute((electron) => {
      const { chromiumHost } = electron as unknown as Host;
      const said = chromiumHost.recordings('notification.show').at(-1)?.args[0];
      (said as Electron.Notification).emit('click', {});
    });
    expect(await desk('isFocused')).toBe(true);
    await press('reject');
  });

  it('say that somebody calls, and not who, where names are to be hidden', async () => {
    await browser.execute(() =>
      (window as unknown as Page).homeline.command({
        kind: 'set-notifications',
        notifications: { shown: true, names: false },
      }),
    );
    await browser.waitUntil(async () => (await trayWord()) !== 'Homeline · Ringing');
    await desk('blur');
    const before = await count();
    await somebodyCalls();
    await browser.waitUntil(async () => (await count()) > before);
    expect(await lastNotification()).toEqual({ title: 'Incoming call', body: '' });
    await press('reject');
  });
});

async function somebodyCalls(): Promise<void> {
  await browser.execute(() =>
    (window as unknown as Page).homeline.command({ kind: 'practice-ring', number: null }),
  );
}

async function count(): Promise<number> {
  return browser.electron.execute(
    (electron) => (electron as unknown as Host).chromiumHost.recordings('notification.show').length,
  );
}

async function barPlace(): Promise<{ x: number; y: number }> {
  return browser.electron.execute((electron) => {
    const bar = electron.BrowserWindow.getAllWindows().find((window) =>
      window.webContents.getURL().endsWith('/compact.html'),
    );
    const { x, y } = bar?.getBounds() ?? { x: Number.NaN, y: Number.NaN };
    return { x, y };
  });
}
