import { writeFileSync } from 'node:fs';
import { app, BrowserWindow } from 'electron';
import { openMediaWindows } from '../../../../src/main/media/window.ts';
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
  const events: string[] = [];
  const media = openMediaWindows({ preload: MEDIA_PRELOAD, log: { info: write, warn: write } });
  const { link } = media;
  link.onEvent(({ event }) => events.push(event));

  const devices = await link.request({ op: 'devices.list' });
  const prepared = await link.request({
    op: 'call.prepare',
    connectionId: 'one',
    iceServers: [],
  });
  const reach = await link.request({
    op: 'connection.createOffer',
    connectionId: 'none',
    direction: 'sendrecv',
    restartIce: false,
  });

  while (!media.hasSpare()) await new Promise((resolve) => setTimeout(resolve, 50));
  const [page, spare] = BrowserWindow.getAllWindows();
  const processIds = () => [page, spare].map((window) => window?.webContents.getOSProcessId());
  // The Chromium host learns them a little after the pages have loaded.
  while (processIds().includes(0)) await new Promise((resolve) => setTimeout(resolve, 50));
  const processes = processIds();
  const fetched = await page?.webContents.executeJavaScript(
    `fetch('https://127.0.0.1:9/').then(() => 'let out', (error) => error.name)`,
  );
  const isVisible = page?.isVisible();

  // A page of the same origin with the same bridge, but not ours.
  const stranger = new BrowserWindow({ show: false, webPreferences: { preload: MEDIA_PRELOAD } });
  await stranger.loadURL('app://media/media/index.html');
  const readyBefore = events.filter((event) => event === 'page.ready').length;

  // A spare that dies is replaced and nobody hears of it.
  spare?.webContents.forcefullyCrashRenderer();
  while (media.hasSpare()) await new Promise((resolve) => setTimeout(resolve, 50));
  while (!media.hasSpare()) await new Promise((resolve) => setTimeout(resolve, 50));
  const lostOfSpare = events.filter((event) => event === 'page.lost').length;

  const diedAtMs = performance.now();
  const lost = new Promise<void>((resolve) => {
    link.onEvent(({ event }) => {
      if (event === 'page.lost') resolve();
    });
  });
  page?.webContents.forcefullyCrashRenderer();
  await lost;
  // Nothing is loaded any more: the spare was there.
  const windows = BrowserWindow.getAllWindows().length;
  const after = await link.request({ op: 'devices.list' });

  const backMs = Math.round(performance.now() - diedAtMs);
  write({ backMs }, 'the spare has answered');

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
      ownProcesses: new Set(processes).size === 2,
      lostOfSpare,
      windows,
      after: after.ok,
      lost: events.filter((event) => event === 'page.lost').length,
      ready: events.filter((event) => event === 'page.ready').length,
    }),
  );
  process.stdout.write(`page found dead and spoken to again in ${backMs} ms\n`);
  media.close();
  app.exit(0);
}
