import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { apisOf, listApis, listFile } from './electron-apis.ts';
import { parseDeclarations } from './electron-declarations.ts';

const declarations = parseDeclarations(
  readFileSync(new URL('../node_modules/electron/electron.d.ts', import.meta.url), 'utf8'),
);

function apis(source: string): string[] {
  return [...apisOf(source, declarations)].sort();
}

it('finds modules, nested objects and events', () => {
  expect(
    apis(`import { app, session as current } from 'electron';
      app.commandLine.appendSwitch('a');
      app.on('ready', () => app.quit());
      current.defaultSession.setPermissionCheckHandler(null);`),
  ).toEqual([
    'Session#setPermissionCheckHandler',
    'app.commandLine.appendSwitch',
    "app.on('ready')",
    'app.quit',
    'session.defaultSession',
  ]);
});

it('follows a window into its contents, frames and variables', () => {
  expect(
    apis(`import { BrowserWindow, type UtilityProcess } from 'electron';
      const made = new BrowserWindow({});
      made.webContents.setWindowOpenHandler(deny);
      made.webContents.once('dom-ready', go);
      const contents = made.webContents;
      contents.mainFrame.url;
      function stop(child: UtilityProcess) { child.kill(); }
      other.show();`),
  ).toEqual([
    'BrowserWindow',
    'BrowserWindow#webContents',
    'UtilityProcess#kill',
    'WebContents#mainFrame',
    "WebContents#on('dom-ready')",
    'WebContents#setWindowOpenHandler',
    'WebFrameMain#url',
  ]);
});

it('reads the sender of an invocation, and calls that return a window', () => {
  expect(
    apis(`import { type BrowserWindow, ipcMain } from 'electron';
      const options: { window: () => BrowserWindow | null } = given;
      ipcMain.handle('x', (event) => event.senderFrame?.parent === null && event.sender.id);
      options.window()?.isDestroyed();`),
  ).toEqual([
    'BrowserWindow#isDestroyed',
    'IpcMainInvokeEvent#sender',
    'IpcMainInvokeEvent#senderFrame',
    'WebContents#id',
    'WebFrameMain#parent',
    'ipcMain.handle',
  ]);
});

it('ignores comments, and files without Electron', () => {
  expect(
    apis(`import { app } from 'electron'; // app.quit()\n/* app.exit() */ app.isReady();`),
  ).toEqual(['app.isReady']);
  expect(apis('const app = other(); app.quit();')).toEqual([]);
});

it('is fresh: node build/electron-apis.ts writes the list', () => {
  expect(readFileSync(listFile, 'utf8')).toBe(listApis());
});
