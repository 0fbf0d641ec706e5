import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { createBridge } from './bridge.ts';
import type { CdpSession } from './cdp.ts';
import { host } from './host.ts';
import { type FromPage, type PreloadSettings, runPreload, type ToPage } from './preload-world.ts';
import { fromChromium } from './scheme.ts';
import { CHROMIUM_MILESTONE, ELECTRON_VERSION } from './versions.ts';
import { createWire } from './wire.ts';

export const PRELOAD_WORLD = 'Electron Isolated Context';

export type PageOptions = { preloadSource: string; argv: string[] };

export type Frame = { id: string; url: string; main: boolean };

type PageEvents = {
  'from-page': [message: FromPage, frame: Frame];
  'dom-ready': [];
  load: [];
  paint: [];
  navigated: [url: string];
  process: [id: number];
  lost: [];
  'window-open': [url: string, frameName: string, features: string];
  console: [level: string, text: string, url: string, line: number];
};

type ContextCreated = {
  context: { id: number; name: string; auxData: { frameId: string; isDefault: boolean } };
};

const wire = createWire();

/** One Chromium target: its session, its preload world, and messages to and from it. */
export class Page extends EventEmitter<PageEvents> {
  readonly targetId: string;
  readonly session: CdpSession;
  title = '';
  readonly #frames = new Map<string, Frame>();
  readonly #contexts = new Map<number, string>();
  readonly #names = { binding: `b${randomUUID()}`, receiver: `r${randomUUID()}` };
  #preloadContext: number | undefined;
  #queue: ToPage[] = [];

  constructor(targetId: string, session: CdpSession) {
    super();
    this.targetId = targetId;
    this.session = session;
  }

  get mainFrame(): Frame {
    return this.#frames.get(this.targetId) ?? { id: this.targetId, url: '', main: true };
  }

  /** Puts the preload and the bridge in place; the next document of the page has both. */
  async prepare(options: PageOptions): Promise<void> {
    const { session } = this;
    this.#listen();
    const secret = `x${randomUUID()}`;
    const bridge = `(${createBridge})(${JSON.stringify(secret)}, `;
    await Promise.all([
      session.send('Page.enable'),
      session.send('Inspector.enable'),
      session.send('Runtime.addBinding', {
        name: this.#names.binding,
        executionContextName: PRELOAD_WORLD,
      }),
      session.send('Page.addScriptToEvaluateOnNewDocument', {
        source: `if (window === window.top) ${bridge}'page');`,
      }),
      session.send('Page.addScriptToEvaluateOnNewDocument', {
        worldName: PRELOAD_WORLD,
        source: `if (window === window.top) (${runPreload})(${JSON.stringify(
          this.#settings(options.argv),
        )}, (${createWire})(), ${bridge}'preload'), (require, module, exports, process) => {
${options.preloadSource}
});`,
      }),
      session.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      session.send('Runtime.enable'),
    ]);
  }

  /** Delivers to the page's preload, or keeps the message for the document that is loading. */
  post(message: ToPage): void {
    if (this.#preloadContext === undefined) {
      if (message.kind === 'message') this.#queue.push(message);
      return;
    }
    this.#call(message, this.#preloadContext);
  }

  /** The renderer has ended: what is sent from now on waits for the next document. */
  lose(): void {
    this.#contexts.clear();
    this.#preloadContext = undefined;
    this.emit('lost');
  }

  /** Evaluates in the page's own world and waits for a promise; rejects with the page's error. */
  async evaluate(expression: string, userGesture: boolean): Promise<unknown> {
    const { result, exceptionDetails } = await this.session.send<{
      result: { value?: unknown };
      exceptionDetails?: { text: string; exception?: { description?: string; value?: unknown } };
    }>('Runtime.evaluate', {
      expression,
      userGesture,
      awaitPromise: true,
      returnByValue: true,
      replMode: false,
    });
    if (exceptionDetails === undefined) return result.value;
    const { exception, text } = exceptionDetails;
    const description = exception?.description ?? String(exception?.value ?? text);
    throw new Error(description.split('\n')[0]?.replace(/^(Uncaught )?Error: /, '') ?? text);
  }

  #settings(argv: string[]): PreloadSettings {
    return {
      ...this.#names,
      argv: [host.description.executable, ...argv],
      env: JSON.parse(JSON.stringify(process.env)) as Record<string, string>,
      platform: process.platform,
      arch: process.arch,
      versions: {
        node: process.versions.node,
        electron: ELECTRON_VERSION,
        chrome: process.versions['chrome'] ?? String(CHROMIUM_MILESTONE),
      },
    };
  }

  #call(message: ToPage, contextId: number): void {
    const name = JSON.stringify(this.#names.receiver);
    this.session
      .send('Runtime.callFunctionOn', {
        functionDeclaration: `function (text) { globalThis[${name}](text); }`,
        arguments: [{ value: wire.encode(message) }],
        executionContextId: contextId,
        silent: true,
      })
      .catch((error: Error) => {
        // The document was replaced or its renderer ended: nobody is left to receive this.
        if (!/context|target|session|ended/i.test(error.message)) throw error;
      });
  }

  #listen(): void {
    const { session } = this;
    session.listen<ContextCreated>('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== PRELOAD_WORLD) return;
      this.#contexts.set(context.id, context.auxData.frameId);
      if (context.auxData.frameId !== this.targetId) return;
      this.#preloadContext = context.id;
      const queue = this.#queue;
      this.#queue = [];
      for (const message of queue) this.#call(message, context.id);
    });
    session.listen<{ executionContextId: number }>('Runtime.executionContextDestroyed', (event) => {
      this.#contexts.delete(event.executionContextId);
      if (this.#preloadContext === event.executionContextId) this.#preloadContext = undefined;
    });
    session.listen('Runtime.executionContextsCleared', () => {
      this.#contexts.clear();
      this.#preloadContext = undefined;
    });
    session.listen<{ name: string; payload: string; executionContextId: number }>(
      'Runtime.bindingCalled',
      (event) => this.#receive(event),
    );
    session.listen<{ frame: { id: string; url: string; urlFragment?: string; parentId?: string } }>(
      'Page.frameNavigated',
      ({ frame }) => {
        const main = frame.parentId === undefined;
        const url = fromChromium(frame.url + (frame.urlFragment ?? ''));
        this.#frames.set(frame.id, { id: frame.id, url, main });
        if (main) this.emit('navigated', url);
      },
    );
    session.listen<{ frameId: string; url: string }>('Page.navigatedWithinDocument', (event) => {
      const frame = this.#frames.get(event.frameId);
      if (frame !== undefined) frame.url = fromChromium(event.url);
    });
    session.listen<{ url: string; windowName: string; windowFeatures: string[] }>(
      'Page.windowOpen',
      ({ url, windowName, windowFeatures }) =>
        this.emit('window-open', url, windowName, windowFeatures.join(',')),
    );
    session.listen('Page.domContentEventFired', () => this.emit('dom-ready'));
    session.listen('Page.loadEventFired', () => this.emit('load'));
    session.listen<{ name: string; frameId: string }>('Page.lifecycleEvent', (event) => {
      if (event.name === 'firstPaint' && event.frameId === this.targetId) this.emit('paint');
    });
    session.listen<{
      type: string;
      args: { value?: unknown; description?: string }[];
      stackTrace?: { callFrames: { url: string; lineNumber: number }[] };
    }>('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
      const text = args.map((item) => String(item.value ?? item.description ?? '')).join(' ');
      const at = stackTrace?.callFrames[0];
      this.emit('console', type, text, fromChromium(at?.url ?? ''), (at?.lineNumber ?? 0) + 1);
    });
    session.listen<{
      exceptionDetails: {
        text: string;
        url?: string;
        lineNumber: number;
        exception?: { description?: string };
      };
    }>('Runtime.exceptionThrown', ({ exceptionDetails: details }) => {
      const text = `Uncaught ${details.exception?.description ?? details.text}`;
      this.emit('console', 'error', text, fromChromium(details.url ?? ''), details.lineNumber + 1);
    });
  }

  #receive(event: { name: string; payload: string; executionContextId: number }): void {
    if (event.name !== this.#names.binding) return;
    const frameId = this.#contexts.get(event.executionContextId) ?? this.targetId;
    const frame = this.#frames.get(frameId) ?? { id: frameId, url: '', main: false };
    this.emit('from-page', wire.decode(event.payload) as FromPage, frame);
  }
}
