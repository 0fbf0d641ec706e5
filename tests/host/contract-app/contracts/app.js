import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, isAbsolute, join } from 'node:path';
import electron, { app } from 'electron';
import { assert, contract } from '../support.js';

contract(
  "the app's name, version and path come from its package.json",
  ['app.getName', 'app.name', 'app.getVersion', 'app.getAppPath', 'app.isPackaged'],
  () => {
    assert.equal(app.getName(), 'Contract App');
    assert.equal(app.name, 'Contract App');
    assert.equal(app.getVersion(), '3.2.1');
    assert.equal(basename(app.getAppPath()), 'contract-app');
    assert.equal(app.isPackaged, false);
  },
);

contract(
  'whether links of a scheme come here is the system’s decision, and is told',
  ['app.setAsDefaultProtocolClient', 'app.removeAsDefaultProtocolClient', "app.on('open-url')"],
  () => {
    assert.equal(typeof app.setAsDefaultProtocolClient('tel'), 'boolean');
    assert.equal(typeof app.removeAsDefaultProtocolClient('tel'), 'boolean');
    const listener = () => undefined;
    app.on('open-url', listener);
    assert.equal(app.listenerCount('open-url'), 1);
    app.off('open-url', listener);
  },
);

contract('a name that is set is the name', ['app.setName'], () => {
  app.setName('Other Name');
  assert.equal(app.getName(), 'Other Name');
  app.setName('Contract App');
});

contract('the app is ready after whenReady', ['app.whenReady', 'app.isReady'], async () => {
  assert.equal(await app.whenReady(), undefined);
  assert.equal(app.isReady(), true);
});

contract(
  'paths are absolute; --user-data-dir decides userData; logs and sessionData are inside',
  ['app.getPath'],
  () => {
    for (const name of ['home', 'appData', 'userData', 'temp', 'logs', 'exe', 'downloads']) {
      assert.ok(isAbsolute(app.getPath(name)), name);
    }
    assert.equal(app.getPath('userData'), process.env.CONTRACT_USER_DATA);
    assert.equal(app.getPath('sessionData'), process.env.CONTRACT_USER_DATA);
    assert.ok(app.getPath('logs').startsWith(process.env.CONTRACT_USER_DATA));
    assert.throws(() => app.getPath('no-such-path'));
  },
);

contract('a path that is set is the path, and is created', ['app.setPath'], () => {
  const path = join(app.getPath('userData'), 'my-downloads');
  app.setPath('downloads', path);
  assert.equal(app.getPath('downloads'), path);
  assert.ok(existsSync(path));
  assert.throws(() => app.setPath('downloads', 'relative'));
});

contract(
  'the locale and the languages are BCP 47 tags',
  ['app.getLocale', 'app.getSystemLocale', 'app.getPreferredSystemLanguages'],
  () => {
    const languages = app.getPreferredSystemLanguages();
    for (const tag of [app.getLocale(), app.getSystemLocale(), ...languages]) {
      assert.match(tag, /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/);
    }
  },
);

contract(
  'a switch of the command line can be asked for and added',
  [
    'app.commandLine',
    'app.commandLine.hasSwitch',
    'app.commandLine.getSwitchValue',
    'app.commandLine.appendSwitch',
  ],
  () => {
    assert.equal(app.commandLine.hasSwitch('contract-switch'), true);
    assert.equal(app.commandLine.getSwitchValue('contract-switch'), 'on');
    assert.equal(app.commandLine.hasSwitch('no-such-switch'), false);
    assert.equal(app.commandLine.getSwitchValue('no-such-switch'), '');
    app.commandLine.appendSwitch('late-switch', 'yes');
    assert.equal(app.commandLine.getSwitchValue('late-switch'), 'yes');
  },
);

contract(
  'the lock is had by the first process, and asked for again without harm',
  ['app.requestSingleInstanceLock', 'app.hasSingleInstanceLock', 'app.releaseSingleInstanceLock'],
  () => {
    assert.equal(app.requestSingleInstanceLock(), true);
    assert.equal(app.hasSingleInstanceLock(), true);
    assert.equal(app.requestSingleInstanceLock(), true);
    app.releaseSingleInstanceLock();
    assert.equal(app.hasSingleInstanceLock(), false);
  },
);

contract(
  'calls that only other systems act on are accepted',
  ['app.setAppUserModelId', 'app.focus'],
  () => {
    assert.equal(app.setAppUserModelId('test.contract-app'), undefined);
    assert.equal(app.focus(), undefined);
    assert.equal(app.dock, undefined);
  },
);

contract('enableSandbox is refused after ready', ['app.enableSandbox'], () => {
  assert.throws(() => app.enableSandbox(), /before app is ready/);
});

contract("main's process says what it is", ['process'], () => {
  assert.equal(process.type, 'browser');
  assert.match(process.versions.electron, /^\d+\.\d+\.\d+/);
  assert.match(process.versions.chrome, /^\d+\./);
  assert.ok(isAbsolute(process.resourcesPath));
  assert.equal(process.defaultApp, true);
  assert.equal(basename(process.argv[1]), 'contract-app');
});

contract('electron is the same for import, default import and require', ['electron'], () => {
  const required = createRequire(import.meta.url)('electron');
  assert.equal(required.app, app);
  assert.equal(electron.app, app);
  assert.equal(required.ipcMain, electron.ipcMain);
  assert.equal(typeof required.shell.openExternal, 'function');
});
