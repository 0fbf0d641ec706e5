import { useEffect, useState } from 'react';
import type { PastCall } from '../../../contract/ipc/desk-api.ts';
import { useReadCustomers } from '../../app/store/customer.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { matches, type NamedCall } from './matches.ts';
import { usePastCalls } from './use-past-calls.ts';

/** A search goes so many parts back by itself, and as many more each time it is told to go on. */
const partsAtOnce = 10;
/** Nothing is read for a word that is still being typed. */
const pauseMs = 250;
/** Rows that are drawn at a time. */
const rowsAtOnce = 200;

const noCalls: readonly PastCall[] = [];

/** What is searched for now: so many are wanted, looked for up to that part. */
type Search = {
  readonly query: string;
  readonly wanted: number;
  /** Null while the typing may go on. */
  readonly lastPart: number | null;
};

/**
 * The agent's calls, and those of them that fit a query. What none of the read ones fits is looked
 * for further back, part by part, until one does or it was far enough; a changed query ends that.
 */
export function useCallSearch() {
  const { calls, parts, isReading, hasFailed, hasOlder, readOn } = usePastCalls();
  const [search, setSearch] = useState<Search>({ query: '', wanted: 0, lastPart: null });
  const [rows, setRows] = useState(rowsAtOnce);
  const { named, isNamed } = useNames(calls ?? noCalls);
  const { query, wanted, lastPart } = search;
  const found = named.filter((row) => matches(row, query));
  const isWanting = calls !== null && found.length < wanted;
  const mayReadOn = hasOlder && !hasFailed && (lastPart === null || parts < lastPart);
  const isLooking = isWanting && (!isNamed || mayReadOn);

  useEffect(() => {
    if (lastPart !== null || query.trim() === '') return;
    const timer = setTimeout(
      () => setSearch((now) => ({ ...now, lastPart: parts + partsAtOnce })),
      pauseMs,
    );
    return () => clearTimeout(timer);
  }, [query, lastPart, parts]);

  const readsOn = isLooking && isNamed && !isReading && lastPart !== null;
  useEffect(() => {
    if (readsOn) readOn();
  }, [readsOn, readOn]);

  return {
    query,
    setQuery: (typed: string) => {
      setRows(rowsAtOnce);
      setSearch({ query: typed, wanted: typed.trim() === '' ? 0 : 1, lastPart: null });
    },
    /** Null while nothing was read. */
    found: calls && found,
    shown: found.slice(0, rows),
    /** How many were looked through, and when the oldest of them began. */
    looked: calls?.length ?? 0,
    oldestAt: calls?.at(-1)?.startedAt ?? null,
    isLooking,
    hasFailed,
    hasOlder,
    /** Draws more of what is found, or looks further back; null when that was all. */
    goOn:
      found.length > rows || hasOlder
        ? () => {
            setRows(rows + rowsAtOnce);
            if (found.length > rows) return;
            if (query.trim() === '') readOn();
            else {
              setSearch({ query, wanted: found.length + 1, lastPart: parts + partsAtOnce });
              if (hasFailed) readOn();
            }
          }
        : null,
  };
}

/** Calls with what people know them by; `isNamed` once every name was looked for. */
function useNames(calls: readonly PastCall[]) {
  const campaigns = useSnapshot((snapshot) => snapshot.campaigns);
  const ids = [...new Set(calls.flatMap(({ customerId }) => customerId ?? []))];
  const { customers, isRead } = useReadCustomers(ids);
  const byId = new Map(customers?.map((customer) => [customer.id as string, customer]));
  const named = calls.map((call): NamedCall => {
    const campaign = campaigns.find(({ id }) => id === call.campaignId);
    return {
      call,
      name: byId.get(call.customerId ?? '')?.name.full ?? call.withWhom,
      outcome: campaign?.dispositions.find(({ id }) => id === call.dispositionId)?.label ?? '',
    };
  });
  return { named, isNamed: isRead };
}
