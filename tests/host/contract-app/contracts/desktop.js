import {
  clipboard,
  dialog,
  globalShortcut,
  Menu,
  Notification,
  nativeTheme,
  powerMonitor,
  shell,
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

contract('power events can be listened to', ['powerMonitor.on'], () => {
  const listen = () => undefined;
  for (const event of ['suspend', 'resume', 'lock-screen', 'unlock-screen']) {
    powerMonitor.on(event, listen);
    powerMonitor.off(event, listen);
  }
});

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
  ['Notification', 'Notification.isSupported', 'Notification#show', 'Notification#close'],
  () => {
    const notification = new Notification({ title: 'Title', body: 'Body' });
    assert.equal(notification.title, 'Title');
    assert.equal(typeof Notification.isSupported(), 'boolean');
    notification.on('click', () => undefined);
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
