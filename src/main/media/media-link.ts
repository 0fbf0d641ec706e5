import type {
  MediaEvent,
  MediaOp,
  MediaReply,
  MediaRequest,
} from '../../contract/ipc/media-api.ts';

/** What the page reports, and what only main can see: that the page is gone. */
export type MediaLinkEvent = MediaEvent | { readonly event: 'page.lost' };

/**
 * The way to the media page. Requests arrive in the order they were made and are answered once.
 * It never rejects: a page that died answers `ok: false` with the name `PageLost`. A request made
 * while the page is (re)loading waits for it.
 */
export type MediaLink = {
  request<Op extends MediaOp>(request: Extract<MediaRequest, { op: Op }>): Promise<MediaReply<Op>>;
  /** Returns how to stop listening. */
  onEvent(listener: (event: MediaLinkEvent) => void): () => void;
  readonly alive: boolean;
};

/** The answer in the name of a page that cannot answer any more. */
export function pageLost<Op extends MediaOp>(): MediaReply<Op> {
  return { ok: false, error: { name: 'PageLost', message: '' }, snapshot: null };
}
