import { appendFileSync } from 'node:fs';
import electron, { app, BrowserWindow, dialog, net } from 'electron';
import { servePages, withPage } from '../support.js';

/** Tries what the Chromium host does not have, and writes what it says. */
export function run(resultsFile) {
  const attempts = [
    () => net.request('https://example.com/'),
    () => app.showEmojiPanel(),
    () => app.on('login', () => undefined),
    () => dialog.showCertificateTrustDialog({}),
    () => new BrowserWindow({ kiosk: true }),
    () => new BrowserWindow({ webPreferences: { nodeIntegration: true } }),
    () => new electron.MessageChannelMain(),
    () => electron.crashReporter.start({}),
  ];
  app.whenReady().then(async () => {
    servePages();
    await withPage((window) => {
      attempts.push(
        () => window.setProgressBar(0.5),
        () => window.webContents.print(),
        () => window.webContents.on('login', () => undefined),
        () => window.webContents.session.setProxy({}),
      );
      for (const attempt of attempts) {
        try {
          attempt();
          appendFileSync(resultsFile, `nothing: ${attempt}\n`);
        } catch (error) {
          appendFileSync(resultsFile, `${error.message}\n`);
        }
      }
    });
    app.exit(0);
  });
}
