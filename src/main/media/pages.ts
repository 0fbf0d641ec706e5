import { type MediaRequest, mediaEvent } from '../../contract/ipc/media-api.ts';
import type { PhoneLog } from '../sip/phone-log.ts';
import type { MediaLink } from './media-link.ts';
import { createRequestChannel } from './request-channel.ts';

/** One media page in a process of its own, as its transport gives it. */
export type MediaPage = {
  send(id: number, request: MediaRequest): void;
  close(): void;
};

/** What a page's transport reports, unparsed. */
export type MediaPageReports = {
  reply(raw: unknown): void;
  event(raw: unknown): void;
  /** Its process is gone. */
  gone(): void;
};

/** The page that is spoken to, and the one that takes its place when it dies. */
export type MediaPages = {
  readonly link: MediaLink;
  /** Opens the first page; the spare follows once that one is ready. */
  start(): void;
  /** Whether a spare is loaded and waits. */
  hasSpare(): boolean;
  close(): void;
};

/** A page that dies at once again and again must not eat the machine. */
const restartMs = 250;
/** Loading the next spare must not take the processor from a call that is being healed. */
const nextSpareMs = 2_000;

type Slot = { page: MediaPage | null; ready: boolean };

/**
 * Keeps one media page and, warmed up beside it, another one that knows nothing and does nothing
 * until it is needed: it takes over in the very turn in which the first one is found dead.
 */
export function createMediaPages(options: {
  open(reports: MediaPageReports): MediaPage;
  readonly withSpare: boolean;
  readonly log: PhoneLog;
  after(milliseconds: number, run: () => void): () => void;
}): MediaPages {
  const { log, after } = options;
  let active: Slot | null = null;
  let spare: Slot | null = null;
  let closed = false;
  let stopTimer: () => void = () => undefined;

  const channel = createRequestChannel({
    send: (id, request) => active?.page?.send(id, request),
    refused(name) {
      log.warn({ channel: name }, 'media page sent what does not parse');
    },
  });

  function open(): Slot {
    const slot: Slot = { page: null, ready: false };
    slot.page = options.open({
      reply(raw) {
        if (slot === active) channel.receiveReply(raw);
      },
      event: (raw) => hear(slot, raw),
      gone: () => gone(slot),
    });
    return slot;
  }

  function hear(slot: Slot, raw: unknown): void {
    if (slot === active) {
      if (!slot.ready && isReady(raw)) begin(slot);
      else channel.receiveEvent(raw);
    } else if (slot === spare && isReady(raw)) slot.ready = true;
  }

  function begin(slot: Slot): void {
    slot.ready = true;
    channel.receiveEvent({ event: 'page.ready' });
    void channel.link.request({ op: 'page.activate' });
    if (spare === null) warm();
  }

  function warm(): void {
    if (!options.withSpare) return;
    stopTimer();
    stopTimer = after(nextSpareMs, () => {
      spare ??= open();
    });
  }

  function gone(slot: Slot): void {
    if (closed || (slot !== active && slot !== spare)) return;
    slot.page?.close();
    if (slot === spare) {
      spare = null;
      warm();
      return;
    }
    channel.pageGone();
    active = spare;
    spare = null;
    log.warn({ hadSpare: active !== null }, 'media page gone');
    if (active?.ready) begin(active);
    else if (active === null) {
      stopTimer();
      stopTimer = after(restartMs, () => {
        active = open();
      });
    }
  }

  return {
    link: channel.link,
    start() {
      active = open();
    },
    hasSpare: () => spare?.ready === true,
    close() {
      closed = true;
      stopTimer();
      active?.page?.close();
      spare?.page?.close();
      channel.pageGone();
    },
  };
}

function isReady(raw: unknown): boolean {
  const parsed = mediaEvent.safeParse(raw);
  return parsed.success && parsed.data.event === 'page.ready';
}
