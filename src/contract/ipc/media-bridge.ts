import type { MediaEvent } from './media-api.ts';

// Apart from the schemas: a sandboxed preload can load no package.

/** Channel names of the media page; nothing else crosses its bridge. */
export const mediaChannels = {
  request: 'media:request',
  reply: 'media:reply',
  event: 'media:event',
} as const;

/** What the preload puts on `window.homelineMedia`. */
export type MediaBridge = {
  onRequest(listener: (id: number, request: unknown) => void): void;
  reply(id: number, reply: unknown): void;
  event(event: MediaEvent): void;
};
