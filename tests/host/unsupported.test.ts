import { expect, it } from 'vitest';
import { hostExecutable, makeUserData, runScenario } from './runtime-runner.ts';

it('says by name what the Chromium host does not have', async () => {
  const userData = await makeUserData();
  const run = await runScenario(hostExecutable, 'unsupported', userData.path);
  await userData.remove();
  expect(run.lines).toEqual(
    [
      'net.request',
      'app.showEmojiPanel',
      "app.on('login')",
      'dialog.showCertificateTrustDialog',
      'BrowserWindow option kiosk',
      'webPreferences.nodeIntegration: true',
      'MessageChannelMain',
      'crashReporter.start',
      'BrowserWindow.setProgressBar',
      'webContents.print',
      "webContents.on('login')",
      'session.setProxy',
    ].map((name) => `unsupported by the Chromium host: ${name}`),
  );
  expect(run.code).toBe(0);
});
