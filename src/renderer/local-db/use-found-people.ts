import { useLiveQuery } from 'dexie-react-hooks';
import type { Customer } from '../../domain/customer/customer.ts';
import { database } from './database.ts';
import { findPeople } from './find-people.ts';

/** The best few people the cache has for a text; none while it is empty, undefined while it looks. */
export function useFoundPeople(text: string, limit: number): readonly Customer[] | undefined {
  const wanted = text.trim();
  return useLiveQuery(
    async () => (wanted === '' ? [] : (await findPeople(database, wanted, limit)).people),
    [wanted, limit],
  );
}
