import { appendFileSync } from 'node:fs';
import { app, utilityProcess } from 'electron';
import { createWindow, servePages } from '../support.js';

/** Runs with a window and a utility process until somebody ends it. */
export function run(resultsFile) {
  const tell = (text) => appendFileSync(resultsFile, `${text}\n`);
  app.on('before-quit', () => tell('before-quit'));
  app.on('quit', () => tell('quit'));
  app.whenReady().then(async () => {
    servePages();
    const window = createWindow();
    await window.loadURL('app://desk/page.html');
    const child = utilityProcess.fork(new URL('../child.js', import.meta.url).pathname);
    child.once('spawn', () => tell(`running ${child.pid}`));
  });
}
