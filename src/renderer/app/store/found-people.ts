import { useEffect, useState } from 'react';
import type { CustomerHit, CustomerHits } from '../../../contract/http/customers.ts';
import type { Customer } from '../../../domain/customer/customer.ts';
import { database } from '../../local-db/database.ts';
import { findPeople, type PeopleFound } from '../../local-db/find-people.ts';
import { send } from './desk-store.ts';

/** One person found, wherever it was. */
export type FoundPerson = {
  readonly id: string;
  readonly name: string;
  readonly town: string;
  readonly phones: Customer['phones'];
  readonly vip: boolean;
};

export type Found = {
  /** What was searched for: while the next letters are looked up, this is still the text before. */
  readonly text: string;
  readonly people: readonly FoundPerson[];
  readonly more: boolean;
  /** How many people are in the cache; null until it was searched. */
  readonly searched: number | null;
  readonly center: 'idle' | 'asking' | 'answered' | 'away';
};

const nobody: Found = { text: '', people: [], more: false, searched: null, center: 'idle' };
/** The center is asked when the typing pauses, not for each letter. */
const pauseMs = 150;

/**
 * Who fits what was typed: at once from the cache, then with whom only the center knows.
 *
 * @param asksCenter - False where the cache is enough.
 */
export function useFoundPeople(text: string, asksCenter = true): Found {
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
        text: wanted,
        people: here.people.map(toPerson),
        more: here.more,
        searched: here.searched,
        center: asksCenter ? 'asking' : 'idle',
      });
      return here;
    });
    const askCenter = async () => {
      const [here, reply] = await Promise.all([
        local,
        send({ kind: 'find-customers', text: wanted }),
      ]);
      if (isCurrent) setFound(withCenter(wanted, here, reply.ok ? reply.found : undefined));
    };
    const timer = asksCenter ? setTimeout(askCenter, pauseMs) : undefined;
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, asksCenter]);
  return found;
}

/**
 * What the cache has found, with the center's answer. The center's order counts; whom it does not
 * name (written here, on its way) stay.
 *
 * @param there - Undefined when the center is away.
 */
export function withCenter(
  text: string,
  here: PeopleFound,
  there: CustomerHits | undefined,
): Found {
  const known = here.people.map(toPerson);
  const { searched } = here;
  if (!there) return { text, people: known, more: here.more, searched, center: 'away' };
  const hits = there.hits.map(toPerson);
  const ids = new Set(hits.map(({ id }) => id));
  const people = [...hits, ...known.filter(({ id }) => !ids.has(id))];
  return { text, people, more: there.more, searched, center: 'answered' };
}

function toPerson(person: Customer | CustomerHit): FoundPerson {
  return {
    id: person.id,
    name: person.name.full,
    town: person.address.town,
    phones: person.phones,
    vip: person.vip,
  };
}
