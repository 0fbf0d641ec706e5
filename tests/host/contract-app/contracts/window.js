import { app, BrowserWindow, screen } from 'electron';
import { assert, contract, createWindow, next, preload, until, withPage } from '../support.js';

contract(
  'a window has an id, is listed, and is found by its contents',
  [
    'BrowserWindow',
    'BrowserWindow.getAllWindows',
    'BrowserWindow.fromWebContents',
    'BrowserWindow.fromId',
    'BrowserWindow#id',
    'BrowserWindow#webContents',
    'BrowserWindow#loadURL',
  ],
  () =>
    withPage((window) => {
      assert.equal(typeof window.id, 'number');
      assert.ok(BrowserWindow.getAllWindows().includes(window));
      assert.equal(BrowserWindow.fromWebContents(window.webContents), window);
      assert.equal(BrowserWindow.fromId(window.id), window);
    }),
);

contract(
  'show and hide are told and asked for',
  [
    'BrowserWindow#show',
    'BrowserWindow#hide',
    'BrowserWindow#isVisible',
    "BrowserWindow#on('show')",
    "BrowserWindow#on('hide')",
  ],
  () =>
    withPage(async (window) => {
      assert.equal(window.isVisible(), false);
      const shown = next(window, 'show');
      window.show();
      await shown;
      await until(() => window.isVisible());
      const hidden = next(window, 'hide');
      window.hide();
      await hidden;
      assert.equal(window.isVisible(), false);
    }),
);

contract(
  'ready-to-show comes once the page has something to show',
  ["BrowserWindow#on('ready-to-show')", 'BrowserWindow#once'],
  async () => {
    const window = createWindow({ backgroundColor: '#F6F5F2', title: 'Waiting' });
    const ready = next(window, 'ready-to-show');
    await window.loadURL('app://desk/page.html');
    await ready;
    window.destroy();
  },
);

contract(
  'bounds are given back as they were set, not below the minimum',
  ['BrowserWindow#getBounds', 'BrowserWindow#setBounds', "BrowserWindow#on('resize')"],
  () =>
    withPage(
      async (window, evaluate) => {
        const resized = next(window, 'resize');
        window.setBounds({ width: 700, height: 500 });
        await resized;
        assert.equal(window.getBounds().width, 700);
        assert.equal(window.getBounds().height, 500);
        await until(async () => (await evaluate('innerWidth')) === 700);
      },
      { show: true, minWidth: 300, minHeight: 200 },
    ),
);

contract('a moved window says so and is where it was put', ["BrowserWindow#on('move')"], () =>
  withPage(
    async (window) => {
      const moved = next(window, 'move');
      window.setBounds({ x: 60, y: 40 });
      await moved;
      const { x, y } = window.getBounds();
      assert.deepEqual([x, y], [60, 40]);
    },
    { show: true, x: 10, y: 10 },
  ),
);

contract(
  'a window can be minimised, restored and maximised',
  [
    'BrowserWindow#minimize',
    'BrowserWindow#isMinimized',
    'BrowserWindow#restore',
    'BrowserWindow#maximize',
    'BrowserWindow#isMaximized',
  ],
  () =>
    withPage(
      async (window) => {
        assert.equal(window.isMinimized(), false);
        window.minimize();
        await until(() => window.isMinimized());
        window.restore();
        await until(() => !window.isMinimized());
        window.maximize();
        await until(() => window.isMaximized());
      },
      { show: true },
    ),
);

contract(
  'a maximised window says so, and knows the bounds it goes back to',
  [
    'BrowserWindow#getNormalBounds',
    "BrowserWindow#on('maximize')",
    "BrowserWindow#on('unmaximize')",
  ],
  () =>
    withPage(
      async (window) => {
        const { width, height } = window.getBounds();
        const maximized = next(window, 'maximize');
        window.maximize();
        await maximized;
        const normal = window.getNormalBounds();
        assert.deepEqual([normal.width, normal.height], [width, height]);
        const back = next(window, 'unmaximize');
        window.unmaximize();
        await back;
      },
      { show: true },
    ),
);

contract(
  'a frameless bar stays over other windows, and a window can ask for attention',
  ['BrowserWindow', 'BrowserWindow#showInactive', 'BrowserWindow#flashFrame'],
  () =>
    withPage(
      (window) => {
        assert.equal(window.isAlwaysOnTop(), true);
        window.showInactive();
        assert.equal(window.isVisible(), true);
        window.flashFrame(true);
        window.flashFrame(false);
      },
      {
        show: false,
        frame: false,
        alwaysOnTop: true,
        skipTaskbar: true,
        resizable: false,
        maximizable: false,
        minimizable: false,
        fullscreenable: false,
      },
    ),
);

contract(
  'focus goes from window to window and is told',
  [
    'BrowserWindow#focus',
    'BrowserWindow#isFocused',
    'BrowserWindow.getFocusedWindow',
    "BrowserWindow#on('focus')",
    "BrowserWindow#on('blur')",
  ],
  () =>
    withPage(
      (first) =>
        withPage(
          async (second) => {
            await until(() => second.isFocused());
            const focused = next(first, 'focus');
            const blurred = next(second, 'blur');
            first.focus();
            await Promise.all([focused, blurred]);
            assert.equal(first.isFocused(), true);
            assert.equal(BrowserWindow.getFocusedWindow(), first);
          },
          { show: true },
        ),
      { show: true },
    ),
);

contract(
  'close can be prevented; closed comes once, and then the window is destroyed',
  [
    'BrowserWindow#close',
    'BrowserWindow#destroy',
    'BrowserWindow#isDestroyed',
    "BrowserWindow#on('close')",
    "BrowserWindow#on('closed')",
    "WebContents#on('destroyed')",
    'WebContents#isDestroyed',
    'BrowserWindow#on',
  ],
  async () => {
    const window = createWindow();
    await window.loadURL('app://desk/page.html');
    const contents = window.webContents;
    let prevented = 0;
    let closed = 0;
    let gone = 0;
    window.once('close', (event) => {
      prevented += 1;
      event.preventDefault();
    });
    window.on('closed', () => {
      closed += 1;
    });
    contents.on('destroyed', () => {
      gone += 1;
    });
    window.close();
    await until(() => prevented === 1);
    assert.equal(window.isDestroyed(), false);
    window.close();
    await until(() => closed === 1 && gone === 1);
    assert.equal(window.isDestroyed(), true);
    assert.equal(BrowserWindow.getAllWindows().includes(window), false);
  },
);

contract('a title can be set', ['BrowserWindow#setTitle', 'BrowserWindow#getTitle'], () => {
  const window = createWindow({ title: 'First title' });
  assert.equal(window.getTitle(), 'First title');
  window.setTitle('Second title');
  assert.equal(window.getTitle(), 'Second title');
  window.destroy();
});

contract('a window can be seen as a picture', ['BrowserWindow#capturePage'], () =>
  withPage(
    async (window) => {
      const picture = await window.capturePage();
      assert.ok(picture.toPNG().subarray(1, 4).equals(Buffer.from('PNG')));
      assert.equal(picture.isEmpty(), false);
      assert.ok(picture.getSize().width > 0);
    },
    { show: true },
  ),
);

contract('arguments reach the preload', ['BrowserWindow'], () =>
  withPage(
    async (_window, evaluate) => {
      assert.ok((await evaluate('bridge.argv')).includes('--contract=yes'));
      assert.equal(await evaluate('bridge.processType'), 'renderer');
    },
    { webPreferences: { preload, additionalArguments: ['--contract=yes'] } },
  ),
);

contract(
  'there is a screen with a work area',
  [
    'screen.getPrimaryDisplay',
    'screen.getAllDisplays',
    'screen.getDisplayMatching',
    "screen.on('display-removed')",
    "screen.on('display-metrics-changed')",
  ],
  () => {
    for (const event of ['display-removed', 'display-metrics-changed']) {
      const listen = () => undefined;
      screen.on(event, listen);
      screen.off(event, listen);
    }
    const primary = screen.getPrimaryDisplay();
    assert.ok(primary.workArea.width > 0 && primary.scaleFactor > 0);
    assert.ok(screen.getAllDisplays().length > 0);
    const matching = screen.getDisplayMatching({ x: 0, y: 0, width: 10, height: 10 });
    assert.ok(matching.bounds.width > 0);
  },
);

contract('the app hears of a renderer that has gone', ["app.on('render-process-gone')"], () =>
  withPage(async (window) => {
    const told = next(app, 'render-process-gone');
    window.webContents.forcefullyCrashRenderer();
    const [, contents, details] = await told;
    assert.equal(contents, window.webContents);
    assert.match(details.reason, /crashed|killed/);
  }),
);
