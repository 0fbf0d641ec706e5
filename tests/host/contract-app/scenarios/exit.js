import { appendFileSync } from 'node:fs';
import { app } from 'electron';
import { createWindow } from '../support.js';

/** `app.exit` asks nobody and gives its code. */
export function run(resultsFile) {
  const tell = (text) => appendFileSync(resultsFile, `${text}\n`);
  app.on('before-quit', () => tell('before-quit'));
  app.on('will-quit', () => tell('will-quit'));
  app.on('quit', (_event, code) => tell(`quit ${code}`));
  app.whenReady().then(() => {
    createWindow();
    app.exit(7);
  });
}
