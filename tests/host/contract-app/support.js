import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { BrowserWindow, protocol } from 'electron';

/** @type {{ name: string, covers: string[], run: () => unknown }[]} */
export const contracts = [];

/**
 * Adds one contract: what both runtimes promise.
 *
 * @param {string} name - What holds, as a sentence.
 * @param {string[]} covers - The APIs it proves, as build/electron-apis.ts names them.
 * @param {() => unknown} run - Throws or rejects when it does not hold.
 */
export function contract(name, covers, run) {
  contracts.push({ name, covers, run });
}

const folder = new URL('./pages/', import.meta.url);
const types = { html: 'text/html', js: 'text/javascript', cjs: 'text/javascript' };

/** Requests that reached `protocol.handle`, newest last. */
export const requests = [];

/** Before ready: `app:` as a privileged scheme. */
export function registerScheme() {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves `pages/` on every host of `app:`; `/echo` answers what it was sent. */
export function servePages() {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    requests.push(request);
    if (url.pathname === '/echo') {
      return Response.json({
        method: request.method,
        url: request.url,
        body: await request.text(),
        header: request.headers.get('x-test'),
      });
    }
    const policy = url.searchParams.get('policy') ?? "default-src 'self' 'unsafe-inline' blob:";
    try {
      return new Response(await readFile(new URL(`.${url.pathname}`, folder)), {
        headers: {
          'content-type': types[url.pathname.split('.').pop()] ?? 'application/octet-stream',
          'content-security-policy': policy,
        },
      });
    } catch {
      return new Response('not found', { status: 404 });
    }
  });
}

export const preload = fileURLToPath(new URL('./preload.cjs', import.meta.url));

/** A window with the preload, hidden unless asked otherwise, not yet loaded. */
export function createWindow(options = {}) {
  const { webPreferences, ...rest } = options;
  return new BrowserWindow({
    show: false,
    width: 640,
    height: 480,
    ...rest,
    webPreferences: { preload, sandbox: true, contextIsolation: true, ...webPreferences },
  });
}

/** Runs `work` with a loaded window, then destroys it. */
export async function withPage(work, { url = 'app://desk/page.html', ...options } = {}) {
  const window = createWindow(options);
  try {
    await window.loadURL(url);
    return await work(window, (code) => window.webContents.executeJavaScript(code, true));
  } finally {
    window.destroy();
  }
}

/** Resolves with the arguments of the next event. */
export function next(emitter, event) {
  return once(emitter, event);
}

/** Waits until `check` gives something true; the runner's time limit bounds it. */
export async function until(check) {
  for (;;) {
    const value = await check();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export { assert };
