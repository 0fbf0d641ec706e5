import type { DeskCommand, DeskRecords } from '../../contract/ipc/desk-api.ts';
import type { DeskApi } from '../../contract/ipc/desk-bridge.ts';
import type { DeskSnapshot, WorkView } from '../../contract/ipc/desk-snapshot.ts';
import { applyRecords } from './apply-records.ts';
import type { CachePosition, DeskDatabase } from './database.ts';

type Send = (command: DeskCommand) => Promise<unknown>;

/**
 * Keeps the cache in step with main: tells how far it is, takes records in one after the other,
 * and answers main's question who has a number.
 */
export class CacheLink {
  readonly #database: DeskDatabase;
  readonly #send: Send;
  #work: Promise<void> = Promise.resolve();
  #center: string | null = null;
  #lookedUp: readonly string[] = [];

  constructor(database: DeskDatabase, send: Send) {
    this.#database = database;
    this.#send = send;
  }

  /** Records are applied in the order they came; resolves when these are in. */
  takeRecords(records: DeskRecords): Promise<void> {
    return this.#inTurn(() => applyRecords(this.#database, records));
  }

  /** Follows the session and the person that is looked for. */
  async takeSnapshot(snapshot: DeskSnapshot): Promise<void> {
    const { session, work, other } = snapshot;
    const center =
      session.state === 'signed-in' ? `${session.center.id}/${session.center.epoch}` : null;
    if (center !== this.#center) {
      this.#center = center;
      this.#lookedUp = [];
      if (session.state === 'signed-in') await this.#tellPosition(session.center);
    }
    const works = [work, other?.work ?? null].filter((one) => one !== null);
    const known = this.#lookedUp;
    this.#lookedUp = works.map(({ workId }) => workId).filter((id) => known.includes(id));
    for (const one of works) await this.#answer(one);
  }

  /** Tells main who has the number of a conversation, once. */
  async #answer({ workId, person }: WorkView): Promise<void> {
    if (person.match !== 'looking' || this.#lookedUp.includes(workId)) return;
    const { number } = person;
    if (number === null) return;
    this.#lookedUp = [...this.#lookedUp, workId];
    await this.#inTurn(async () => {
      const found = await this.#database.customers.where('numbers').equals(number).primaryKeys();
      await this.#send({ kind: 'person-found', workId, customerIds: found.slice(0, 50) });
    });
  }

  /** A cache filled by another center, or by this one before it was restored, is emptied. */
  #tellPosition(center: { id: string; epoch: string }): Promise<void> {
    return this.#inTurn(async () => {
      const kept = (await this.#database.meta.get('position'))?.position ?? null;
      const fits = kept?.centerId === center.id && kept.epoch === center.epoch;
      if (!fits) {
        const nothing: DeskRecords = { reset: true, position: null, customers: [], leads: [] };
        await applyRecords(this.#database, nothing);
      }
      const position: CachePosition | null = fits ? kept : null;
      await this.#send({ kind: 'cache-position', position });
    });
  }

  /** A broken database is thrown away and filled anew: main starts again from nothing. */
  #inTurn(step: () => Promise<void>): Promise<void> {
    const turn = this.#work.then(step).catch(async () => {
      await this.#database.delete();
      await this.#database.open();
      await this.#send({ kind: 'cache-position', position: null });
    });
    this.#work = turn.catch(() => undefined);
    return turn;
  }
}

/** Links the cache with main; the caller feeds snapshots. */
export function linkCache(api: DeskApi, database: DeskDatabase, send: Send): CacheLink {
  const link = new CacheLink(database, send);
  api.onRecords((records) => void link.takeRecords(records));
  return link;
}
