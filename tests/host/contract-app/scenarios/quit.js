import { appendFileSync } from 'node:fs';
import { app } from 'electron';
import { createWindow, servePages } from '../support.js';

/** Opens a window, quits, and writes the order of what was told. */
export function run(resultsFile) {
  const tell = (text) => appendFileSync(resultsFile, `${text}\n`);
  let prevent = true;
  app.on('ready', () => tell('ready'));
  app.on('before-quit', (event) => {
    tell('before-quit');
    if (prevent) event.preventDefault();
    prevent = false;
  });
  app.on('window-all-closed', () => tell('window-all-closed'));
  app.on('will-quit', () => tell('will-quit'));
  app.on('quit', (_event, code) => tell(`quit ${code}`));
  app.whenReady().then(async () => {
    servePages();
    const window = createWindow();
    window.on('close', () => tell('close'));
    window.on('closed', () => tell('closed'));
    await window.loadURL('app://desk/page.html');
    app.quit();
    tell('prevented');
    app.quit();
  });
}
