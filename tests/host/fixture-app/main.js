import { readFile } from 'node:fs/promises';
import { app, BrowserWindow, ipcMain, protocol } from 'electron';

const folder = new URL('./', import.meta.url);
const files = { '/page.html': 'page.html', '/second.html': 'page.html', '/page.js': 'page.js' };
const types = { html: 'text/html', js: 'text/javascript' };

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

ipcMain.handle('greet', (event, name) => `Hello ${name} at ${event.senderFrame.url}`);
ipcMain.handle('fail', () => {
  throw new Error('as asked');
});

async function open(page, options) {
  const window = new BrowserWindow({
    ...options,
    webPreferences: { preload: new URL('preload.cjs', folder).pathname, sandbox: true },
  });
  await window.loadURL(`app://desk/${page}`);
  return window;
}

app.whenReady().then(async () => {
  protocol.handle('app', async (request) => {
    const { pathname } = new URL(request.url);
    const file = files[pathname];
    if (file === undefined) return new Response('not found', { status: 404 });
    return new Response(await readFile(new URL(file, folder)), {
      headers: {
        'content-type': types[file.split('.').pop()],
        'content-security-policy': "default-src 'none'; script-src 'self'",
      },
    });
  });
  const first = await open('page.html', { width: 900, height: 600 });
  await open('second.html', { width: 400, height: 300, show: false });
  first.webContents.send('tick', 1);
});
