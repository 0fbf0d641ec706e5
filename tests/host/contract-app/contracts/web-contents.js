import { session } from 'electron';
import { assert, contract, createWindow, next, until, withPage } from '../support.js';

contract(
  'loading tells dom-ready, then did-finish-load; the address is the one that was asked for',
  [
    "WebContents#on('dom-ready')",
    "WebContents#on('did-finish-load')",
    'WebContents#getURL',
    'WebContents#id',
    'WebContents#session',
    'WebContents#isLoading',
    'WebContents#getTitle',
  ],
  async () => {
    const window = createWindow();
    const order = [];
    window.webContents.on('dom-ready', () => order.push('dom-ready'));
    window.webContents.on('did-finish-load', () => order.push('did-finish-load'));
    await window.loadURL('app://desk/page.html?x=1#there');
    assert.deepEqual(order, ['dom-ready', 'did-finish-load']);
    assert.equal(window.webContents.getURL(), 'app://desk/page.html?x=1#there');
    await until(() => window.webContents.getTitle() === 'Contract page');
    assert.equal(window.webContents.session, session.defaultSession);
    assert.equal(typeof window.webContents.id, 'number');
    window.destroy();
  },
);

contract('a page that cannot load rejects loadURL', ['WebContents#loadURL'], async () => {
  const window = createWindow();
  await assert.rejects(window.loadURL('nothing://here'), /ERR_/);
  window.destroy();
});

contract(
  "executeJavaScript gives the page's value, waits for promises, and rejects with its error",
  ['WebContents#executeJavaScript'],
  () =>
    withPage(async (window) => {
      const { webContents } = window;
      assert.equal(await webContents.executeJavaScript('1 + 1'), 2);
      assert.deepEqual(await webContents.executeJavaScript('Promise.resolve({ a: [1] })'), {
        a: [1],
      });
      await assert.rejects(
        webContents.executeJavaScript('Promise.reject(new Error("page says"))'),
        {
          message: 'page says',
        },
      );
    }),
);

contract(
  'the main frame knows its address and origin',
  ['WebContents#mainFrame', 'WebFrameMain#url', 'WebFrameMain#origin', 'WebFrameMain#parent'],
  () =>
    withPage((window) => {
      assert.equal(window.webContents.mainFrame.url, 'app://desk/page.html');
      assert.equal(window.webContents.mainFrame.origin, 'app://desk');
      assert.equal(window.webContents.mainFrame.parent, null);
    }),
);

contract(
  'a crashed renderer is told, and the same window loads again, with its preload',
  [
    'WebContents#forcefullyCrashRenderer',
    "WebContents#on('render-process-gone')",
    'WebContents#isCrashed',
  ],
  () =>
    withPage(async (window, evaluate) => {
      const gone = next(window.webContents, 'render-process-gone');
      window.webContents.forcefullyCrashRenderer();
      const [, details] = await gone;
      assert.match(details.reason, /crashed|killed/);
      assert.equal(window.webContents.isCrashed(), true);
      await window.loadURL('app://desk/other.html');
      assert.equal(await evaluate('document.title'), 'Other page');
      assert.equal(await evaluate('bridge.same(7)'), 7);
    }),
);

contract(
  "the renderer's process has an id; killing it is told as killed; reload brings the page back",
  ['WebContents#getOSProcessId', 'WebContents#reload'],
  () =>
    withPage(async (window, evaluate) => {
      const id = await until(() => window.webContents.getOSProcessId());
      assert.notEqual(id, process.pid);
      const gone = next(window.webContents, 'render-process-gone');
      process.kill(id, 'SIGKILL');
      const [, details] = await gone;
      assert.equal(details.reason, 'killed');
      const loaded = next(window.webContents, 'did-finish-load');
      window.webContents.reload();
      await loaded;
      assert.equal(await evaluate('bridge.same("back")'), 'back');
    }),
);

contract(
  'a crash handler may destroy the window and open another',
  ['BrowserWindow#destroy'],
  async () => {
    const first = createWindow();
    await first.loadURL('app://media/page.html');
    const gone = next(first.webContents, 'render-process-gone');
    first.webContents.forcefullyCrashRenderer();
    await gone;
    first.destroy();
    await withPage(async (_window, evaluate) => {
      assert.equal(await evaluate('document.title'), 'Contract page');
    });
  },
);

contract(
  "a page's own navigation is offered to will-navigate and can be prevented; main's is not",
  ["WebContents#on('will-navigate')", 'WebContents#on'],
  () =>
    withPage(async (window, evaluate) => {
      const asked = [];
      window.webContents.on('will-navigate', (event, url) => {
        asked.push(url);
        if (!url.startsWith('app://desk/')) event.preventDefault();
      });
      await evaluate('document.querySelector("#outside").click()');
      await until(() => asked.length === 1);
      assert.equal(asked[0], 'https://example.com/');
      assert.equal(await evaluate('document.title'), 'Contract page');
      const loaded = next(window.webContents, 'did-finish-load');
      await evaluate('document.querySelector("#inside").click()');
      await loaded;
      assert.equal(asked[1], 'app://desk/other.html');
      assert.equal(await evaluate('document.title'), 'Other page');
      await window.loadURL('app://desk/page.html');
      assert.equal(asked.length, 2);
    }),
);

contract(
  'a new window is asked about and denied',
  ['WebContents#setWindowOpenHandler', "WebContents#on('will-attach-webview')"],
  () =>
    withPage(async (window, evaluate) => {
      const asked = [];
      window.webContents.on('will-attach-webview', (event) => event.preventDefault());
      window.webContents.setWindowOpenHandler(({ url }) => {
        asked.push(url);
        return { action: 'deny' };
      });
      await evaluate('void window.open("app://desk/other.html")');
      await until(() => asked.length === 1);
      assert.equal(asked[0], 'app://desk/other.html');
      await evaluate('document.querySelector("#blank").click()');
      await until(() => asked.length === 2);
      assert.equal(asked[1], 'app://desk/other.html');
    }),
);

contract('what the page logs can be heard', ["WebContents#on('console-message')"], () =>
  withPage(async (window, evaluate) => {
    const told = next(window.webContents, 'console-message');
    await evaluate('console.warn("careful", 3)');
    const [event] = await told;
    assert.equal(event.level, 'warning');
    assert.equal(event.message, 'careful 3');
  }),
);

contract(
  'zoom changes how many pixels the page has',
  ['WebContents#setZoomFactor', 'WebContents#getZoomFactor'],
  () =>
    withPage(
      async (window, evaluate) => {
        const before = await evaluate('innerWidth');
        window.webContents.setZoomFactor(2);
        await until(async () => Math.abs((await evaluate('innerWidth')) - before / 2) <= 1);
        assert.equal(window.webContents.getZoomFactor(), 2);
        window.webContents.setZoomFactor(1);
        await until(async () => (await evaluate('innerWidth')) === before);
      },
      { show: true },
    ),
);

contract('the contents can be seen as a picture', ['WebContents#capturePage'], () =>
  withPage(
    async (window) => {
      const picture = await window.webContents.capturePage();
      assert.ok(picture.toPNG().subarray(1, 4).equals(Buffer.from('PNG')));
    },
    { show: true },
  ),
);
