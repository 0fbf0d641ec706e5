import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _setGlobal, browser } from '@wdio/globals';
import { remote } from 'webdriverio';
import { evidence, findDesk, userData } from './app.ts';

/** Main, as the session that started the app reaches it. */
let main: typeof browser.electron | null = null;
let looker: WebdriverIO.Browser | null = null;

/** Ends the desk page's process at once, as a crash does, and waits until main has noticed. */
export async function killPage(): Promise<void> {
  const deaths = evidence().all('desk page gone').length;
  main ??= browser.electron;
  await main.execute((electron) => {
    const desk = electron.BrowserWindow.getAllWindows().find((window) =>
      window.webContents.getURL().includes('/renderer/index.html'),
    );
    desk?.webContents.forcefullyCrashRenderer();
  });
  await browser.waitUntil(() => evidence().all('desk page gone').length > deaths, {
    timeoutMsg: 'main did not notice that the page had died',
  });
}

/**
 * Looks at the page that came back. The driver takes a crashed page for lost as long as its
 * session lasts, so another session joins the app that is still running.
 */
export async function lookAgain(): Promise<void> {
  const [port] = readFileSync(join(userData(), 'DevToolsActivePort'), 'utf8').split('\n');
  const joined = await remote({
    logLevel: 'error',
    // The driver that runs already: it serves several sessions.
    hostname: browser.options.hostname ?? 'localhost',
    port: browser.options.port ?? 0,
    path: browser.options.path ?? '/',
    waitforTimeout: browser.options.waitforTimeout ?? 0,
    waitforInterval: browser.options.waitforInterval ?? 0,
    capabilities: {
      browserName: 'chrome',
      'wdio:enforceWebDriverClassic': true,
      'goog:chromeOptions': { debuggerAddress: `127.0.0.1:${port}` },
    },
  });
  await looker?.deleteSession({ shutdownDriver: false });
  looker = joined;
  use(joined);
  await findDesk();
}

/** Leaves the app to the session that started it, which ends it. */
export async function lookNoMore(): Promise<void> {
  await looker?.deleteSession({ shutdownDriver: false });
  looker = null;
}

function use(session: WebdriverIO.Browser): void {
  _setGlobal('browser', session);
  _setGlobal('$', session.$.bind(session));
  _setGlobal('$$', session.$$.bind(session));
}
