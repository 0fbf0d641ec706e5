import { useEffect, useState } from 'react';
import type { CustomerHit } from '../../../contract/http/customers.ts';
import type { Customer } from '../../../domain/customer/customer.ts';
import { send } from '../../app/store/desk-store.ts';
import { database } from '../../local-db/database.ts';
import { findPeople } from '../../local-db/find-people.ts';

/** One person found, wherever it was. */
export type FoundPerson = {
  readonly id: string;
  readonly name: string;
  readonly town: string;
  readonly numbers: readonly string[];
  readonly vip: boolean;
};

export type Found = {
  readonly people: readonly FoundPerson[];
  readonly more: boolean;
  /** How many people are in the cache; null until it was searched. */
  readonly searched: number | null;
  readonly center: 'idle' | 'asking' | 'answered' | 'away';
};

const nobody: Found = { people: [], more: false, searched: null, center: 'idle' };
/** The center is asked when the typing pauses, not for each letter. */
const pauseMs = 150;

/** Who fits what was typed: at once from the cache, then with whom only the center knows. */
export function useFoundPeople(text: string): Found {
  const [found, setFound] = useState(nobody);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === '') {
      setFound(nobody);
      return;
    }
    let isCurrent = true;
    const local = findPeople(database, wanted).then((here) => {
      if (!isCurrent) return here;
      setFound({
        people: here.people.map(toPerson),
        more: here.more,
        searched: here.searched,
        center: 'asking',
      });
      return here;
    });
    const timer = setTimeout(async () => {
      const [here, reply] = await Promise.all([
        local,
        send({ kind: 'find-customers', text: wanted }),
      ]);
      if (!isCurrent) return;
      const known = here.people.map(toPerson);
      const there = reply.ok ? reply.found : undefined;
      if (!there) {
        setFound((before) => ({ ...before, center: 'away' }));
        return;
      }
      // The center's order counts; whom it does not name (written here, on its way) stay.
      const hits = there.hits.map(toPerson);
      const ids = new Set(hits.map(({ id }) => id));
      setFound({
        people: [...hits, ...known.filter(({ id }) => !ids.has(id))],
        more: there.more,
        searched: here.searched,
        center: 'answered',
      });
    }, pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text]);
  return found;
}

function toPerson(person: Customer | CustomerHit): FoundPerson {
  return {
    id: person.id,
    name: person.name.full,
    town: person.address.town,
    numbers: person.phones.map(({ number }) => number),
    vip: person.vip,
  };
}
