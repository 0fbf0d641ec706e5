import { callback as callbackSchema } from '../../contract/record/callback.ts';
import { type Callback, changeCallback } from '../../domain/callback/callback.ts';
import type { OutboxEntry } from '../../domain/desktop/effect.ts';
import { all, blob, type Owner, run, type Table } from './table.ts';

/** What an agent of this desk did to a callback, in the order of writing. */
export type CallbackEntry = {
  readonly agentId: string;
  readonly entry: Extract<OutboxEntry, { kind: 'callback' | 'callback-change' }>;
};

/** More than anybody can call in a day; the soonest are shown. */
const mostShown = 300;

/**
 * Callbacks as the center told them, and as they stand with what this desk has written since. The
 * desk foresees the center's decision by the same rule; the center's word replaces it.
 */
export function createCallbacks(
  table: Table,
  /** What the center has not answered yet, for one callback. */
  unanswered: (centerId: string, callbackId: string) => readonly CallbackEntry[],
) {
  const { seal } = table;

  function open(place: string, value: unknown): Callback | null {
    if (value === null || value === undefined) return null;
    try {
      return callbackSchema.parse(seal.open(place, blob(value)));
    } catch (error) {
      table.onUnreadable(place, error);
      return null;
    }
  }

  function row(centerId: string, id: string) {
    const [found] = all(
      table,
      'select told, shown from callback where center_id = ? and callback_id = ?',
      centerId,
      id,
    );
    return {
      told: open(`callback/${centerId}/${id}/told`, found?.['told']),
      shown: open(`callback/${centerId}/${id}`, found?.['shown']),
    };
  }

  function put(centerId: string, told: Callback | null, shown: Callback): void {
    run(
      table,
      `insert into callback (center_id, callback_id, owner_id, status, due_at, told, shown)
       values (?, ?, ?, ?, ?, ?, ?)
       on conflict (center_id, callback_id) do update set owner_id = excluded.owner_id,
         status = excluded.status, due_at = excluded.due_at, told = excluded.told,
         shown = excluded.shown`,
      centerId,
      shown.id,
      shown.ownerId,
      shown.status,
      new Date(shown.dueAt).toISOString(),
      told && seal.seal(`callback/${centerId}/${shown.id}/told`, told),
      seal.seal(`callback/${centerId}/${shown.id}`, shown),
    );
  }

  return {
    /** The center's word. An older one than it said before is not listened to. */
    told(centerId: string, callback: Callback): void {
      const before = row(centerId, callback.id);
      if (before.told && before.told.revision > callback.revision) return;
      const waiting = unanswered(centerId, callback.id);
      const foreseen = foresee(callback, waiting);
      // Answered, and not told yet: what was foreseen stands until the center tells as much.
      const ahead = waiting.length === 0 && (before.shown?.revision ?? 0) > callback.revision;
      put(centerId, callback, ahead && before.shown ? before.shown : (foreseen ?? callback));
    },

    /** The agent's own word, at once. */
    written(owner: Owner, entry: CallbackEntry['entry']): void {
      const id = entry.kind === 'callback' ? entry.callback.id : entry.callbackId;
      const { told, shown } = row(owner.centerId, id);
      const next = foresee(shown, [{ agentId: owner.agentId, entry }]);
      if (next) put(owner.centerId, told, next);
    },

    /** The center did not take it: what it told before stands again. */
    refused(centerId: string, id: string): void {
      const { told } = row(centerId, id);
      const next = foresee(told, unanswered(centerId, id));
      if (next) put(centerId, told, next);
      else this.remove(centerId, [id]);
    },

    remove(centerId: string, ids: readonly string[]): void {
      run(
        table,
        'delete from callback where center_id = ? and callback_id in (select value from json_each(?))',
        centerId,
        JSON.stringify(ids),
      );
    },

    find: (centerId: string, id: string): Callback | null => row(centerId, id).shown,

    /** Callbacks an agent may work that are still owed, the soonest first. */
    owed(owner: Owner): readonly Callback[] {
      return all(
        table,
        `select callback_id, shown from callback
         where center_id = ? and status in ('open', 'taken', 'missed')
           and (owner_id is null or owner_id = ?)
         order by due_at, callback_id limit ?`,
        owner.centerId,
        owner.agentId,
        mostShown,
      ).flatMap((found) => {
        const place = `callback/${owner.centerId}/${String(found['callback_id'])}`;
        const shown = open(place, found['shown']);
        return shown ? [shown] : [];
      });
    },

    ids(centerId: string): readonly string[] {
      const rows = all(table, 'select callback_id from callback where center_id = ?', centerId);
      return rows.map((found) => String(found['callback_id']));
    },
  };
}

function foresee(base: Callback | null, entries: readonly CallbackEntry[]): Callback | null {
  let callback = base;
  for (const { agentId, entry } of entries) {
    if (entry.kind === 'callback') callback ??= entry.callback;
    else if (callback) {
      const changed = changeCallback(callback, entry.change, { agentId, at: entry.at });
      if (changed.ok) callback = changed.callback;
    }
  }
  return callback;
}
