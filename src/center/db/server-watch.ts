import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { type Availability, saysAway } from './availability.ts';

/** Held by the one center that works on a database; any number nobody else on it holds. */
const centerLock = 7_162_046;

const askEveryMs = 2_000;
const suspectedPauseMs = 50;
const firstPauseMs = 200;
const longestPauseMs = 2_000;

/** A database that another center works on. */
export class InUseError extends Error {
  constructor() {
    super('another center works on this database; end it first');
  }
}

/** @throws InUseError when another center has it. */
export async function lockDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ held: boolean }>(
    `select pg_try_advisory_lock(${centerLock}) as held`,
  );
  if (rows[0]?.held !== true) throw new InUseError();
}

/** Connects and takes the database for this center alone, until the connection ends. */
export async function takeDatabase(settings: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...settings, query_timeout: 5_000 });
  // Told by the next query as well, where it is looked at.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await lockDatabase(client);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/**
 * Watches a database by a connection of its own: asks every two seconds, and at once when a
 * request has had an error that looks like it. When the connection is lost it comes back by
 * itself, and takes the database again before anybody may go on.
 */
export function watchServer(
  settings: pg.ClientConfig,
  first: pg.Client,
): Availability & { readonly close: () => Promise<void> } {
  let reason: string | null = null;
  let waiting: (() => void)[] = [];
  let wake = new AbortController();
  const closing = new AbortController();

  function gone(error: unknown): void {
    reason ??= error instanceof Error && error.message !== '' ? error.message : String(error);
  }

  function there(): void {
    reason = null;
    for (const settle of waiting) settle();
    waiting = [];
  }

  /** A pause that a suspicion, or the end, cuts short. */
  async function pause(ms: number): Promise<void> {
    wake = new AbortController();
    const signal = AbortSignal.any([wake.signal, closing.signal]);
    await wait(ms, undefined, { signal, ref: false }).catch(() => undefined);
  }

  async function watch(client: pg.Client): Promise<void> {
    client.once('end', () => wake.abort());
    while (!closing.signal.aborted) {
      // Nothing was suspected while it was asked: what it answered holds.
      await client.query('select 1');
      there();
      await pause(askEveryMs);
      // A request may fail where this question does not: then it is asked again, not at full speed.
      if (reason !== null) await wait(suspectedPauseMs);
    }
  }

  async function keep(): Promise<void> {
    let client: pg.Client | null = first;
    let pauseMs = firstPauseMs;
    while (!closing.signal.aborted) {
      try {
        client ??= await takeDatabase(settings);
        pauseMs = firstPauseMs;
        await watch(client);
      } catch (error) {
        gone(error);
      }
      await client?.end().catch(() => undefined);
      client = null;
      if (!closing.signal.aborted) await pause(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
    await client?.end().catch(() => undefined);
  }

  const ended = keep();
  return {
    away: () => reason,
    suspect: (error) => {
      if (!saysAway(error)) return false;
      gone(error);
      wake.abort();
      return true;
    },
    whenThere: () =>
      reason === null || closing.signal.aborted
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push(resolve)),
    close: async () => {
      closing.abort();
      for (const settle of waiting) settle();
      await ended;
    },
  };
}
