import { writeFileSync } from 'node:fs';
import { app, BrowserWindow } from 'electron';
import { createElectronMediaLink } from '../../../../src/main/media/link.ts';
import { openMediaWindow } from '../../../../src/main/media/window.ts';
import { denyPermissions } from '../../../../src/main/windows/permissions.ts';
import { registerScheme, servePages } from '../../../../src/main/windows/scheme.ts';

/** The media window alone: writes down what the link sees of a page that works, and that dies. */
const { MEDIA_PAGES = '', MEDIA_PRELOAD = '', MEDIA_FACTS = '' } = process.env;
const log: string[] = [];
const write = (fields: object, message: string) => log.push(`${message} ${JSON.stringify(fields)}`);

registerScheme();
app.whenReady().then(run, (error: unknown) => {
  write({ error: String(error) }, 'failed');
  app.exit(1);
});

async function run(): Promise<void> {
  denyPermissions();
  servePages(MEDIA_PAGES);
  const link = createElectronMediaLink({ info: write, warn: write });
  const events: string[] = [];
  link.link.onEvent(({ event }) => events.push(event));
  const media = openMediaWindow({
    link,
    preload: MEDIA_PRELOAD,
    log: { info: write, warn: write },
  });

  const devices = await link.link.request({ op: 'devices.list' });
  const prepared = await link.link.request({
    op: 'call.prepare',
    connectionId: 'one',
    iceServers: [],
  });
  const reach = await link.link.request({
    op: 'connection.createOffer',
    connectionId: 'none',
    direction: 'sendrecv',
    restartIce: false,
  });

  const [page] = BrowserWindow.getAllWindows();
  const fetched = await page?.webContents.executeJavaScript(
    `fetch('https://127.0.0.1:9/').then(() => 'let out', (error) => error.name)`,
  );
  const isVisible = page?.isVisible();

  // A page of the same origin with the same bridge, but not ours.
  const stranger = new BrowserWindow({ show: false, webPreferences: { preload: MEDIA_PRELOAD } });
  await stranger.loadURL('app://media/media/index.html');
  const readyBefore = events.filter((event) => event === 'page.ready').length;

  const lost = new Promise<void>((resolve) => {
    link.link.onEvent(({ event }) => {
      if (event === 'page.lost') resolve();
    });
  });
  page?.webContents.forcefullyCrashRenderer();
  await lost;
  const after = await link.link.request({ op: 'devices.list' });

  writeFileSync(
    MEDIA_FACTS,
    JSON.stringify({
      devices: devices.ok,
      prepared: prepared.ok ? prepared.value.microphone : prepared.error.name,
      reach: reach.ok ? 'found' : reach.error.name,
      fetched,
      isVisible,
      readyBefore,
      strangerRefused: log.some((line) => line.startsWith('media message of a stranger refused')),
      after: after.ok,
      lost: events.filter((event) => event === 'page.lost').length,
      ready: events.filter((event) => event === 'page.ready').length,
    }),
  );
  media.close();
  link.close();
  app.exit(0);
}
