import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'vite';
import type { CdpSession } from '../../build/chromium-host/cdp.ts';
import { type Chromium, launchChromium } from '../../build/chromium-host/chromium.ts';
import { rendererOf } from '../../build/chromium-host/process-id.ts';
import { writeToneFile } from '../../src/cli/tour/tone-file.ts';

/** A headless Chromium with a fake microphone, and a server with the bundled pages. */
export type MediaBrowser = {
  /** Opens a page by its file in the bundle; `before` runs in it first. */
  open(path: string, before?: Before): Promise<Page>;
  close(): Promise<void>;
};

/** What runs in the page first, and a function it may call. */
export type Before = {
  readonly source: string;
  readonly binding: string;
  onBinding(payload: string): void;
};

export type Page = {
  readonly session: CdpSession;
  /** Evaluates an expression, waits for its promise, and gives its plain value. */
  evaluate<Value>(expression: string): Promise<Value>;
  crash(): Promise<void>;
  /** The id of its renderer's process on this machine. */
  processId(): Promise<number | null>;
  close(): Promise<void>;
};

const root = join(import.meta.dirname, '../..');
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** Bundles the real media page and the page of the contract suite. */
async function bundle(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: [
          join(root, 'src/media/index.html'),
          join(root, 'tests/integration/sip/stock-page.html'),
          join(root, 'tests/integration/sip/tone-page.html'),
        ],
      },
    },
  });
}

function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    readFile(join(folder, path)).then(
      (content) => {
        response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain' });
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/**
 * @param microphoneHz - The tone the fake microphone hears; null for a machine without any.
 */
export async function startMediaBrowser(
  microphoneHz: number | null,
  permission: 'granted' | 'denied' = 'granted',
): Promise<MediaBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'media-browser-'));
  await bundle(join(folder, 'pages'));
  const server = await serve(join(folder, 'pages'));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const switches = new Map([
    ['allow-loopback-in-peer-connection', ''],
    ['disable-features', 'WebRtcHideLocalIpsWithMdns'],
    ['host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'],
  ]);
  if (microphoneHz !== null) {
    const wav = join(folder, 'microphone.wav');
    writeToneFile(wav, microphoneHz);
    switches.set('use-fake-device-for-media-stream', '');
    switches.set('use-file-for-fake-audio-capture', wav);
  }
  const chromium: Chromium = await launchChromium(join(folder, 'profile'), switches);
  const { browser } = chromium.connection;
  let tracing: Promise<unknown> = Promise.resolve();
  await browser.send('Browser.setPermission', {
    origin,
    permission: { name: 'microphone' },
    setting: permission,
  });

  return {
    async open(path, before) {
      const { targetId } = await browser.send<{ targetId: string }>('Target.createTarget', {
        url: 'about:blank',
        newWindow: true,
      });
      const { sessionId } = await browser.send<{ sessionId: string }>('Target.attachToTarget', {
        targetId,
        flatten: true,
      });
      const session = chromium.connection.session(sessionId);
      await session.send('Runtime.enable');
      await session.send('Page.enable');
      if (before !== undefined) {
        session.listen<{ payload: string }>('Runtime.bindingCalled', ({ payload }) => {
          before.onBinding(payload);
        });
        await session.send('Runtime.addBinding', { name: before.binding });
        await session.send('Page.addScriptToEvaluateOnNewDocument', { source: before.source });
      }
      const loaded = new Promise((resolve) => session.once('Page.loadEventFired', resolve));
      await session.send('Page.navigate', { url: `${origin}/${path}` });
      await loaded;
      return {
        session,
        async evaluate<Value>(expression: string) {
          const { result, exceptionDetails } = await session.send<{
            result: { value: Value };
            exceptionDetails?: { exception?: { description?: string }; text: string };
          }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
          if (exceptionDetails !== undefined) {
            throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
          }
          return result.value;
        },
        async crash() {
          const crashed = new Promise((resolve) =>
            session.once('Inspector.targetCrashed', resolve),
          );
          await session.send('Inspector.enable');
          void session.send('Page.crash').catch(() => undefined);
          await crashed;
        },
        async processId() {
          // Chromium records one trace at a time.
          const asked = tracing.then(() => rendererOf({ session, targetId }));
          tracing = asked.catch(() => undefined);
          return (await asked) ?? null;
        },
        async close() {
          await browser.send('Target.closeTarget', { targetId });
        },
      };
    },
    async close() {
      const exited = new Promise((resolve) => chromium.process.once('exit', resolve));
      await browser.send('Browser.close').catch(() => undefined);
      await exited;
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
