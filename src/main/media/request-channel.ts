import {
  type MediaEvent,
  type MediaOp,
  type MediaReply,
  type MediaRequest,
  mediaEvent,
  mediaReplyEnvelope,
  parseMediaReply,
} from '../../contract/ipc/media-api.ts';
import { type MediaLink, type MediaLinkEvent, pageLost } from './media-link.ts';

/** A media link and the three things its transport tells it. */
export type RequestChannel = {
  readonly link: MediaLink;
  /** A message of the reply channel, unparsed. */
  receiveReply(raw: unknown): void;
  /** A message of the event channel, unparsed. */
  receiveEvent(raw: unknown): void;
  /** The page died: open requests are answered, later ones wait for the next `page.ready`. */
  pageGone(): void;
};

type Open = { readonly op: MediaOp; settle(reply: MediaReply<MediaOp>): void };

/** More than a whole call asks for; past it something is wrong and waiting helps nobody. */
const longestQueue = 256;

/**
 * Each message is handled in a turn of its own, as a page's own events are: what waits for a
 * reply has then attached its listeners before the event that follows is told.
 */
function inTurn<Parameters extends unknown[]>(
  handle: (...parameters: Parameters) => void,
): (...parameters: Parameters) => void {
  return (...parameters) => void setImmediate(handle, ...parameters);
}

/**
 * Numbers requests and finds their replies, whatever carries the messages. Trusts nothing the
 * page sends: what does not parse is reported by `refused` and answers the request as an error.
 */
export function createRequestChannel(transport: {
  send(id: number, request: MediaRequest): void;
  refused(channel: 'reply' | 'event'): void;
}): RequestChannel {
  const listeners = new Set<(event: MediaLinkEvent) => void>();
  const open = new Map<number, Open>();
  let waiting: { id: number; request: MediaRequest }[] = [];
  let alive = false;
  let lastId = 0;

  function tell(event: MediaLinkEvent): void {
    for (const listener of listeners) listener(event);
  }

  function pageReady(): void {
    alive = true;
    const requests = waiting;
    waiting = [];
    for (const { id, request } of requests) transport.send(id, request);
  }

  return {
    link: {
      get alive() {
        return alive;
      },
      request<Op extends MediaOp>(request: Extract<MediaRequest, { op: Op }>) {
        if (!alive && waiting.length >= longestQueue) return Promise.resolve(pageLost<Op>());
        lastId += 1;
        const id = lastId;
        return new Promise<MediaReply<Op>>((resolve) => {
          const op: MediaOp = request.op;
          open.set(id, { op, settle: (reply) => resolve(reply as MediaReply<Op>) });
          if (alive) transport.send(id, request);
          else waiting.push({ id, request });
        });
      },
      onEvent(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    receiveReply: inTurn((raw: unknown) => {
      const envelope = mediaReplyEnvelope.safeParse(raw);
      const request = envelope.success ? open.get(envelope.data.id) : undefined;
      if (!envelope.success || request === undefined) return transport.refused('reply');
      open.delete(envelope.data.id);
      const reply = parseMediaReply(request.op, envelope.data.reply);
      if (reply === null) transport.refused('reply');
      request.settle(
        reply ?? { ok: false, error: { name: 'InvalidReply', message: '' }, snapshot: null },
      );
    }),
    receiveEvent: inTurn((raw: unknown) => {
      const parsed = mediaEvent.safeParse(raw);
      if (!parsed.success) return transport.refused('event');
      const event: MediaEvent = parsed.data;
      if (event.event === 'page.ready') pageReady();
      tell(event);
    }),
    pageGone: inTurn(() => {
      alive = false;
      waiting = [];
      const requests = [...open.values()];
      open.clear();
      for (const request of requests) request.settle(pageLost());
      tell({ event: 'page.lost' });
    }),
  };
}
