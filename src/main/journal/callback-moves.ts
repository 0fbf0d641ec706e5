import { callbackTyped } from '../../contract/record/callback.ts';
import type { CallbackMoves, CallbackTyped } from '../../domain/callback/callback-form.ts';
import { all, blob, type Owner, run, type Table } from './table.ts';

/** What is typed to move callbacks of the list, until it is sent or thrown away. */
export function createCallbackMoves(table: Table) {
  const placeOf = (owner: Owner, callbackId: string) =>
    `move/${owner.centerId}/${owner.agentId}/${callbackId}`;

  return {
    put(owner: Owner, callbackId: string, typed: CallbackTyped): void {
      run(
        table,
        `insert into callback_move (center_id, agent_id, callback_id, sealed) values (?, ?, ?, ?)
         on conflict (center_id, agent_id, callback_id) do update set sealed = excluded.sealed`,
        owner.centerId,
        owner.agentId,
        callbackId,
        table.seal.seal(placeOf(owner, callbackId), typed),
      );
    },

    remove(owner: Owner, callbackId: string): void {
      run(
        table,
        'delete from callback_move where center_id = ? and agent_id = ? and callback_id = ?',
        owner.centerId,
        owner.agentId,
        callbackId,
      );
    },

    /** Drops the forms of callbacks that were kept, cancelled or taken back elsewhere. */
    prune(owner: Owner): void {
      run(
        table,
        `delete from callback_move where center_id = ? and agent_id = ? and not exists (
           select 1 from callback where callback.center_id = callback_move.center_id
             and callback.callback_id = callback_move.callback_id
             and status not in ('kept', 'cancelled'))`,
        owner.centerId,
        owner.agentId,
      );
    },

    /** One that cannot be opened is told and stays there. */
    all(owner: Owner): CallbackMoves {
      const moves = all(
        table,
        'select callback_id, sealed from callback_move where center_id = ? and agent_id = ?',
        owner.centerId,
        owner.agentId,
      ).flatMap((row) => {
        const callbackId = String(row['callback_id']);
        const place = placeOf(owner, callbackId);
        try {
          return [[callbackId, callbackTyped.parse(table.seal.open(place, blob(row['sealed'])))]];
        } catch (error) {
          table.onUnreadable(place, error);
          return [];
        }
      });
      return Object.fromEntries(moves) as CallbackMoves;
    },
  };
}
