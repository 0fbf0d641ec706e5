import type { MediaLink } from '../../src/main/media/media-link.ts';
import {
  createMediaPages,
  type MediaPage,
  type MediaPageReports,
} from '../../src/main/media/pages.ts';
import type { MediaBrowser, Page } from './media-browser.ts';

/** The bridge the preload would make, on top of a CDP binding. */
const bridgeSource = `(() => {
  let listener;
  window.__fromMain = (id, request) => listener(id, request);
  window.homelineMedia = {
    onRequest(next) { listener = next; },
    reply(id, reply) { __toMain(JSON.stringify({ channel: 'reply', message: { id, reply } })); },
    event(event) { __toMain(JSON.stringify({ channel: 'event', message: event })); },
  };
})();`;

export type PageLink = {
  readonly link: MediaLink;
  /** The one that is spoken to. */
  readonly page: () => Page;
  /** Whether a spare is loaded. */
  hasSpare(): boolean;
  /** Ends the page's process by SIGKILL and does not wait for anything. */
  kill(): Promise<void>;
  /** Crashes the page; resolves when the next page is ready. */
  crash(): Promise<void>;
  /** Closes all pages. */
  close(): void;
  /** What the link refused to believe. */
  readonly refused: string[];
};

type Opened = {
  page: Page | null;
  dead: boolean;
  loading: Promise<Page> | null;
  processId: Promise<number | null> | null;
};

/**
 * The real media page of a headless Chromium behind a media link.
 *
 * @param delayMs - Called for each message, both ways; order is kept, as IPC keeps it.
 * @param source - Runs in each page before its own scripts.
 * @param withSpare - A second page waits for the first one's death, as in the application.
 */
export async function openPageLink(
  browser: MediaBrowser,
  delayMs: () => number = () => 0,
  source = '',
  withSpare = false,
): Promise<PageLink> {
  const refused: string[] = [];
  const opened: Opened[] = [];
  const toPage = createDelay(delayMs);
  const toMain = createDelay(delayMs);
  const pages = createMediaPages({
    withSpare,
    open: openPage,
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    log: {
      info: () => undefined,
      warn: ({ channel }: { channel?: string }) => void (channel && refused.push(channel)),
    },
  });

  /** As in the application, a page is there at once and loads by and by. */
  function openPage(reports: MediaPageReports): MediaPage {
    const one: Opened = {
      page: null,
      dead: false,
      loading: null,
      processId: null,
    };
    opened.push(one);
    const loading = load(reports, one);
    one.loading = loading;
    return {
      send(id, request) {
        toPage(() => {
          loading
            .then((page) => page.evaluate(`__fromMain(${id}, ${JSON.stringify(request)})`))
            // The page may be gone by now; then the channel has answered for it.
            .catch(() => undefined);
        });
      },
      close() {
        void loading.then((page) => page.close()).catch(() => undefined);
      },
    };
  }

  async function load(reports: MediaPageReports, one: Opened): Promise<Page> {
    const page = await browser.open('src/media/index.html', {
      source: `${bridgeSource}\n${source}`,
      binding: '__toMain',
      onBinding(payload) {
        toMain(() => {
          const { channel, message } = JSON.parse(payload);
          if (channel === 'reply') reports.reply(message);
          else reports.event(message);
        });
      },
    });
    one.page = page;
    page.session.once('Inspector.targetCrashed', () => {
      one.dead = true;
      reports.gone();
    });
    await page.session.send('Inspector.enable');
    // A page that goes while it is asked has no process.
    if (withSpare) one.processId = page.processId().catch(() => null);
    return page;
  }

  function nextReady(): Promise<void> {
    return new Promise((resolve) => {
      const stop = pages.link.onEvent(({ event }) => {
        if (event !== 'page.ready') return;
        stop();
        resolve();
      });
    });
  }
  const active = () => opened.find(({ dead }) => !dead);

  const first = nextReady();
  pages.start();
  await first;
  await active()?.loading;
  return {
    link: pages.link,
    refused,
    hasSpare: pages.hasSpare,
    page: () => active()?.page as Page,
    async kill() {
      const one = active();
      await one?.loading;
      const processId = await one?.processId;
      if (!processId) throw new Error('the page has no process that is known');
      process.kill(processId, 'SIGKILL');
    },
    async crash() {
      const next = nextReady();
      const dying = active()?.page as Page;
      await dying.crash();
      await next;
      await active()?.loading;
    },
    close() {
      pages.close();
    },
  };
}

/** Delays each run, without overtaking. */
function createDelay(delayMs: () => number): (run: () => void) => void {
  const queue: { dueMs: number; run: () => void }[] = [];
  let pumping = false;

  function pump(): void {
    pumping = true;
    for (let head = queue[0]; head !== undefined; head = queue[0]) {
      const waitMs = head.dueMs - performance.now();
      if (waitMs > 0) {
        setTimeout(pump, waitMs);
        return;
      }
      queue.shift();
      head.run();
    }
    pumping = false;
  }

  return (run) => {
    const before = queue.at(-1)?.dueMs ?? 0;
    queue.push({ dueMs: Math.max(before, performance.now() + delayMs()), run });
    if (!pumping) pump();
  };
}

/** Seeded numbers in [0, 1): mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
