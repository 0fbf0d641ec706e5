import { appendFileSync } from 'node:fs';
import { app } from 'electron';
import { createWindow } from '../support.js';

/** Without a listener the app quits when its last window closes. */
export function run(resultsFile) {
  app.on('will-quit', () => appendFileSync(resultsFile, 'will-quit\n'));
  app.whenReady().then(() => {
    const window = createWindow();
    setTimeout(() => window.close(), 200);
  });
}
