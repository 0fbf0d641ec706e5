import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browser, expect } from '@wdio/globals';
import type { DeskApi } from '../../src/contract/ipc/desk-bridge.ts';
import { openDesk, userData } from './support/app.ts';
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

/** Runs in the page of the bar, which the driver does not list beside the desk's. */
async function inBar<Value>(code: string): Promise<Value> {
  return browser.electron.execute((electron, source) => {
    const bar = electron.BrowserWindow.getAllWindows().find((window) =>
      window.webContents.getURL().endsWith('/compact.html'),
    );
    return bar?.webContents.executeJavaScript(source);
  }, code) as Promise<Value>;
}

async function barShows(state: string): Promise<void> {
  await browser.waitUntil(
    async () =>
      (await inBar(`document.querySelector('[data-testid="call-state"]')?.dataset.state`)) ===
      state,
    { timeoutMsg: `the bar does not show ${state}` },
  );
}

async function pressInBar(testId: string): Promise<void> {
  await inBar(`document.querySelector('[data-testid="${testId}"]').click()`);
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
    await barShows('talk');
    await browser.waitUntil(
      async () =>
        (await inBar(`document.querySelector('.call-who-name').textContent`)) ===
        "Margaret O'Brien",
    );
    await pressInBar('mute');
    await barShows('danger');
    await turnsTo('call-state', 'danger');
    await pressInBar('mute');
    await barShows('talk');
    expect(await talks()).toBe(callId);
  });

  it('let the bar ask for nothing but what its buttons do', async () => {
    const replies = await inBar(`Promise.all([
      window.homeline.command({ kind: 'sign-out' }),
      window.homeline.command({ kind: 'dial-number', text: '+15035550142' }),
      window.homeline.command({ kind: 'answer-quit', quit: true }),
    ])`);
    const refused = { ok: false, error: { kind: 'invalid', path: 'kind' } };
    expect(replies).toEqual([refused, refused, refused]);
  });

  it('open the bar where it was left, on the display it was left on', async () => {
    const left = { x: 300, y: 500 };
    await browser.electron.execute((electron, place) => {
      const bar = electron.BrowserWindow.getAllWindows().find((window) =>
        window.webContents.getURL().endsWith('/compact.html'),
      );
      bar?.setBounds(place);
    }, left);
    await browser.waitUntil(() => isRemembered(left), {
      timeoutMsg: 'the place of the bar was not kept',
    });
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
    await press('next');
  });

  it('say that somebody calls, and not who, where names are to be hidden', async () => {
    await browser.execute(() =>
      (window as unknown as Page).homeline.command({
        kind: 'set-notifications',
        notifications: { shown: true, names: false },
      }),
    );
    await browser.waitUntil(async () => (await trayWord()) === 'Homeline · Ready');
    await desk('blur');
    const before = await count();
    await somebodyCalls();
    await browser.waitUntil(async () => (await count()) > before);
    expect(await lastNotification()).toEqual({ title: 'Incoming call', body: '' });
    await press('reject');
  });
});

/** Lets somebody of the practice ring, as soon as the exchange has somebody free. */
async function somebodyCalls(): Promise<void> {
  await browser.waitUntil(
    () =>
      browser.execute(async () => {
        const { homeline } = window as unknown as Page;
        const asked = homeline.command({ kind: 'practice-ring', number: null });
        return asked.then(
          ({ ok }) => ok,
          () => false,
        );
      }),
    { timeoutMsg: 'nobody of the practice rings' },
  );
}

async function count(): Promise<number> {
  return browser.electron.execute(
    (electron) => (electron as unknown as Host).chromiumHost.recordings('notification.show').length,
  );
}

/** Whether the settings on the disk have this place of the bar. */
function isRemembered(place: { x: number; y: number }): boolean {
  const settings = JSON.parse(readFileSync(join(userData(), 'settings.json'), 'utf8'));
  const { last } = settings.compactPlaces;
  return last?.x === place.x && last?.y === place.y;
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
