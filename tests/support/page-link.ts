import type { MediaLink } from '../../src/main/media/media-link.ts';
import { createRequestChannel } from '../../src/main/media/request-channel.ts';
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
  readonly page: () => Page;
  /** Kills the page's process and opens a new one, as the window would. */
  crash(): Promise<void>;
  /** What the link refused to believe. */
  readonly refused: string[];
};

/**
 * The real media page of a headless Chromium behind a media link.
 *
 * @param delayMs - Called for each message, both ways; order is kept, as IPC keeps it.
 * @param source - Runs in each page before its own scripts.
 */
export async function openPageLink(
  browser: MediaBrowser,
  delayMs: () => number = () => 0,
  source = '',
): Promise<PageLink> {
  const refused: string[] = [];
  let page: Page | null = null;
  const toPage = createDelay(delayMs);
  const toMain = createDelay(delayMs);
  const channel = createRequestChannel({
    send(id, request) {
      const target = page;
      toPage(() => {
        target
          ?.evaluate(`__fromMain(${id}, ${JSON.stringify(request)})`)
          // The page may be gone by now; then the channel has answered for it.
          .catch(() => undefined);
      });
    },
    refused: (name) => refused.push(name),
  });

  function receive(payload: string): void {
    toMain(() => {
      const { channel: name, message } = JSON.parse(payload);
      if (name === 'reply') channel.receiveReply(message);
      else channel.receiveEvent(message);
    });
  }

  async function open(): Promise<void> {
    // The page says it is ready before we are told that it has loaded.
    const early: string[] = [];
    let deliver = (payload: string): void => {
      early.push(payload);
    };
    page = await browser.open('src/media/index.html', {
      source: `${bridgeSource}\n${source}`,
      binding: '__toMain',
      onBinding: (payload) => deliver(payload),
    });
    deliver = receive;
    for (const payload of early) receive(payload);
  }

  await open();
  return {
    link: channel.link,
    refused,
    page: () => page as Page,
    async crash() {
      const dying = page as Page;
      await dying.crash();
      channel.pageGone();
      await dying.close();
      await open();
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
