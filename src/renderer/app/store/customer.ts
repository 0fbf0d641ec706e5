import { useMemo } from 'react';
import { subjectOf, withUnsent } from '../../../domain/customer/correction.ts';
import type { Customer } from '../../../domain/customer/customer.ts';
import * as cached from '../../local-db/use-records.ts';
import { useSnapshot } from './desk-store.ts';

/**
 * A customer as this desk knows it: the cache's record with what was written here and is still on
 * its way. Undefined while it is read, null when nobody has told of this id.
 */
export function useCustomer(id: string | null): Customer | null | undefined {
  const record = cached.useCustomer(id);
  const unsent = useSnapshot((snapshot) => snapshot.unsent);
  const madeBy = useAgentName();
  return useMemo(
    () => (id === null || record === undefined ? record : withUnsent(record, id, unsent, madeBy)),
    [id, record, unsent, madeBy],
  );
}

/** Several customers, in the order asked; those nobody knows are left out. */
export function useCustomers(ids: readonly string[]): readonly Customer[] | undefined {
  return useReadCustomers(ids).customers;
}

/** The same, and whether all that are asked for were looked for already. */
export function useReadCustomers(ids: readonly string[]) {
  const { records, isRead } = cached.useCustomers(ids);
  const unsent = useSnapshot((snapshot) => snapshot.unsent);
  const madeBy = useAgentName();
  const byId = new Map(records?.map((record) => [record.id as string, record]));
  const customers =
    records && ids.flatMap((id) => withUnsent(byId.get(id) ?? null, id, unsent, madeBy) ?? []);
  return { customers, isRead };
}

/** Whether something written for this customer has no receipt yet. */
export function useIsUnsent(customerId: string): boolean {
  return useSnapshot(({ unsent }) => unsent.some((item) => subjectOf(item) === customerId));
}

function useAgentName(): string {
  return useSnapshot(({ session }) => (session.state === 'signed-in' ? session.agent.name : ''));
}
