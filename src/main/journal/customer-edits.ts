import { customerEdit } from '../../contract/record/customer-change.ts';
import type { CustomerEdit } from '../../domain/customer/edit.ts';
import { all, blob, type Owner, run, type Table } from './table.ts';

/** What is being written about customers, until it is sent or thrown away. */
export function createCustomerEdits(table: Table) {
  return {
    put(owner: Owner, edit: CustomerEdit): void {
      run(
        table,
        `insert into customer_edit
           (edit_id, center_id, agent_id, kind, customer_id, opened_at, sealed)
         values (?, ?, ?, ?, ?, ?, ?)
         on conflict (edit_id) do update set sealed = excluded.sealed`,
        edit.editId,
        owner.centerId,
        owner.agentId,
        edit.kind,
        edit.customerId,
        edit.openedAt,
        table.seal.seal(`edit/${edit.editId}`, edit),
      );
    },

    remove(editId: string): void {
      run(table, 'delete from customer_edit where edit_id = ?', editId);
    },

    /** What was written is sent: it goes with the item that holds it. */
    sent(owner: Owner, kind: CustomerEdit['kind'], customerId: string): void {
      run(
        table,
        `delete from customer_edit
         where center_id = ? and agent_id = ? and kind = ? and customer_id = ?`,
        owner.centerId,
        owner.agentId,
        kind,
        customerId,
      );
    },

    /** Oldest first. One that cannot be opened is told and stays there. */
    all(owner: Owner): readonly CustomerEdit[] {
      return all(
        table,
        `select edit_id, sealed from customer_edit
         where center_id = ? and agent_id = ? order by opened_at, edit_id`,
        owner.centerId,
        owner.agentId,
      ).flatMap((row) => {
        const place = `edit/${String(row['edit_id'])}`;
        try {
          return [customerEdit.parse(table.seal.open(place, blob(row['sealed'])))];
        } catch (error) {
          table.onUnreadable(place, error);
          return [];
        }
      });
    },
  };
}
