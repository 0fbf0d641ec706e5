import { useEffect, useMemo, useRef, useState } from 'react';
import type { CustomerHit, CustomerHits } from '../../../contract/http/customers.ts';
import type { Customer } from '../../../domain/customer/customer.ts';
import { database } from '../../local-db/database.ts';
import { findPeople, type PeopleFound } from '../../local-db/find-people.ts';
import { send, useSnapshot } from './desk-store.ts';

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

/** What the center said of a text; null where no answer came. */
type There = { readonly text: string; readonly hits: CustomerHits | null };

/**
 * Who fits what was typed: at once from the cache, then with whom only the center knows. A text that
 * the center did not answer is asked again when it is back.
 *
 * @param asksCenter - False where the cache is enough.
 */
export function useFoundPeople(text: string, asksCenter = true): Found {
  const wanted = text.trim();
  const [here, setHere] = useState<{ text: string; found: PeopleFound } | null>(null);
  const [there, setThere] = useState<There | null>(null);
  const answered = useRef<string | null>(null);
  const isReachable = useSnapshot(({ center }) => center.state === 'reachable');
  useEffect(() => {
    if (wanted === '') {
      setHere(null);
      return;
    }
    let isCurrent = true;
    void findPeople(database, wanted).then((found) => {
      if (isCurrent) setHere({ text: wanted, found });
    });
    return () => {
      isCurrent = false;
    };
  }, [wanted]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a center that is back is asked once more.
  useEffect(() => {
    if (asksCenter && wanted !== '' && answered.current === wanted) return;
    answered.current = null;
    if (!asksCenter || wanted === '') return;
    let isCurrent = true;
    setThere((before) => (before?.text === wanted ? null : before));
    const timer = setTimeout(async () => {
      const reply = await send({ kind: 'find-customers', text: wanted });
      if (!isCurrent) return;
      const hits = reply.ok ? (reply.found ?? null) : null;
      answered.current = hits && wanted;
      setThere({ text: wanted, hits });
    }, pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [wanted, asksCenter, isReachable]);
  return useMemo(() => {
    if (!here) return nobody;
    if (!asksCenter || there?.text !== here.text) return onlyHere(here, asksCenter);
    return withCenter(here.text, here.found, there.hits ?? undefined);
  }, [here, there, asksCenter]);
}

function onlyHere({ text, found }: { text: string; found: PeopleFound }, isAsking: boolean): Found {
  return {
    text,
    people: found.people.map(toPerson),
    more: found.more,
    searched: found.searched,
    center: isAsking ? 'asking' : 'idle',
  };
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
