import { crc32, deflateSync } from 'node:zlib';
import {
  app,
  clipboard,
  dialog,
  globalShortcut,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  powerMonitor,
  shell,
  Tray,
} from 'electron';
import { assert, contract, next, until, withPage } from '../support.js';

contract(
  'a menu is built from a template, found by id, and can be none',
  ['Menu', 'Menu.buildFromTemplate', 'Menu.setApplicationMenu', 'Menu.getApplicationMenu'],
  () => {
    let clicked = 0;
    const menu = Menu.buildFromTemplate([
      { label: 'File', submenu: [{ id: 'quit', label: 'Quit', click: () => clicked++ }] },
    ]);
    assert.equal(menu.items[0].label, 'File');
    menu.getMenuItemById('quit').click();
    assert.equal(clicked, 1);
    Menu.setApplicationMenu(menu);
    assert.equal(Menu.getApplicationMenu(), menu);
    Menu.setApplicationMenu(null);
    assert.equal(Menu.getApplicationMenu(), null);
  },
);

contract(
  'themeSource decides which colour scheme a page sees, and is told',
  [
    'nativeTheme.themeSource',
    'nativeTheme.shouldUseDarkColors',
    'nativeTheme.on',
    "nativeTheme.on('updated')",
  ],
  () =>
    withPage(async (_window, evaluate) => {
      const dark = () => evaluate('matchMedia("(prefers-color-scheme: dark)").matches');
      nativeTheme.themeSource = 'light';
      await until(async () => !(await dark()));
      const updated = next(nativeTheme, 'updated');
      nativeTheme.themeSource = 'dark';
      await updated;
      assert.equal(nativeTheme.shouldUseDarkColors, true);
      await until(dark);
      await withPage(async (_second, inSecond) => {
        assert.equal(await inSecond('matchMedia("(prefers-color-scheme: dark)").matches'), true);
      });
      nativeTheme.themeSource = 'system';
      assert.equal(nativeTheme.themeSource, 'system');
    }),
);

contract(
  'power events can be listened to',
  ['powerMonitor.on', "powerMonitor.on('resume')", "powerMonitor.on('shutdown')"],
  () => {
    const listen = () => undefined;
    for (const event of ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'shutdown']) {
      powerMonitor.on(event, listen);
      powerMonitor.off(event, listen);
    }
  },
);

contract(
  'text on the clipboard can be read back',
  ['clipboard.writeText', 'clipboard.readText'],
  () => {
    clipboard.writeText('客户 420');
    assert.equal(clipboard.readText(), '客户 420');
  },
);

contract(
  'a global shortcut is registered once and let go',
  [
    'globalShortcut.register',
    'globalShortcut.isRegistered',
    'globalShortcut.unregister',
    'globalShortcut.unregisterAll',
  ],
  () => {
    // Some desktops refuse every global key: then there is nothing to let go.
    if (globalShortcut.register('Control+Shift+F9', () => undefined)) {
      assert.equal(globalShortcut.isRegistered('Control+Shift+F9'), true);
      globalShortcut.unregister('Control+Shift+F9');
    }
    assert.equal(globalShortcut.isRegistered('Control+Shift+F9'), false);
    globalShortcut.unregisterAll();
  },
);

contract(
  'notifications can be made, shown and closed',
  [
    'Notification',
    'Notification.isSupported',
    'Notification#show',
    'Notification#close',
    "Notification#on('click')",
    "Notification#on('close')",
  ],
  () => {
    const notification = new Notification({ title: 'Title', body: 'Body' });
    assert.equal(notification.title, 'Title');
    assert.equal(typeof Notification.isSupported(), 'boolean');
    notification.on('click', () => undefined);
    notification.on('close', () => undefined);
    notification.show();
    notification.close();
  },
);

contract(
  'what would need a person or another program is there',
  [
    'dialog.showMessageBox',
    'dialog.showErrorBox',
    'dialog.showOpenDialog',
    'dialog.showSaveDialog',
    'shell.openExternal',
    'shell.openPath',
  ],
  () => {
    for (const name of ['showMessageBox', 'showErrorBox', 'showOpenDialog', 'showSaveDialog']) {
      assert.equal(typeof dialog[name], 'function');
    }
    assert.equal(typeof shell.openExternal, 'function');
    assert.equal(typeof shell.openPath, 'function');
  },
);

/** A PNG of one color, as small as it can be made by hand. */
function png(sizePx) {
  const rows = Buffer.alloc(sizePx * (1 + sizePx * 4), 200);
  for (let row = 0; row < sizePx; row += 1) rows[row * (1 + sizePx * 4)] = 0;
  const header = Buffer.from([0, 0, 0, sizePx, 0, 0, 0, sizePx, 8, 6, 0, 0, 0]);
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

contract(
  'a tray icon is made from bytes, changed, named, given a menu and taken away',
  [
    'Tray',
    'Tray#setImage',
    'Tray#setToolTip',
    'Tray#setContextMenu',
    'Tray#destroy',
    "Tray#on('click')",
    'nativeImage.createFromBuffer',
  ],
  () => {
    const image = nativeImage.createFromBuffer(png(32), { scaleFactor: 2 });
    assert.equal(image.isEmpty(), false);
    assert.equal(nativeImage.createFromBuffer(Buffer.from('no picture')).isEmpty(), true);
    const tray = new Tray(image);
    tray.on('click', () => undefined);
    tray.setImage(nativeImage.createFromBuffer(png(16)));
    tray.setToolTip('Ready');
    tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Open' }, { type: 'separator' }]));
    assert.equal(tray.isDestroyed(), false);
    tray.destroy();
    assert.equal(tray.isDestroyed(), true);
  },
);

contract('a badge can be counted, where the desktop has them', ['app.setBadgeCount'], () => {
  assert.equal(typeof app.setBadgeCount(2), 'boolean');
  app.setBadgeCount(0);
});
