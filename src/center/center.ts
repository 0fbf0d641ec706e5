import type { Turn } from './account/turn.ts';
import type { Availability } from './db/availability.ts';
import type { CenterIdentity, Db } from './db/store.ts';
import type { CenterMetrics } from './metrics.ts';

/** What every part of a running center works with. */
export type Center = {
  readonly db: Db;
  readonly identity: CenterIdentity;
  readonly availability: Availability;
  readonly metrics: CenterMetrics;
  /** The organisation of this center; the embedded one has a single one. */
  readonly organisationId: string;
  /** Null: there is none, or it is in each person's own settings. */
  readonly turn: Turn | null;
  /** The wall clock, in milliseconds of the Unix epoch. */
  readonly now: () => number;
  /** Called after a commit that wrote to the feed: desks are told. */
  readonly feedMoved: () => void;
  /** Something went wrong behind a request that was answered already. */
  readonly onFault: (error: unknown) => void;
  /** Called when a session has ended: its sockets close. */
  readonly sessionEnded: (sessionId: string) => void;
};
