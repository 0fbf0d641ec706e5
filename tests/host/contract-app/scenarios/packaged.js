import { appendFileSync } from 'node:fs';
import { app } from 'electron';
import { servePages, withPage } from '../support.js';

/** Says how the app sees itself when it has been packed. */
export function run(resultsFile) {
  app.whenReady().then(async () => {
    servePages();
    const title = await withPage((_window, evaluate) => evaluate('document.title'));
    const seen = {
      isPackaged: app.isPackaged,
      name: app.getName(),
      exe: app.getPath('exe'),
      resourcesPath: process.resourcesPath,
      firstArgument: process.argv[0],
      title,
    };
    appendFileSync(resultsFile, `${JSON.stringify(seen)}\n`);
    app.quit();
  });
}
