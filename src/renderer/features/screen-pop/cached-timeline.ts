import type { Customer } from '../../../domain/customer/customer.ts';
import type { TimelineEntry } from '../../../domain/customer/timeline.ts';
import { newestFirst } from '../../local-db/timeline.ts';

/** What this computer knows of a history: pages it has kept, and what stands in the record. */
export function cachedTimeline(
  customer: Customer,
  kept: readonly TimelineEntry[],
): readonly TimelineEntry[] {
  const ids = new Set(kept.map(({ id }) => id));
  return [...kept, ...fromRecord(customer).filter(({ id }) => !ids.has(id))].sort(newestFirst);
}

/** The record's own entries, under the ids the center's history gives them. */
function fromRecord(customer: Customer): readonly TimelineEntry[] {
  const { history, orders, tickets, promises } = customer;
  const prefix = { call: 'call', 'do-not-call': 'wish' } as Readonly<Record<string, string>>;
  return [
    ...history.map(({ id, at, kind, title, text }) => ({
      id: `${prefix[kind] ?? 'entry'}:${id}`,
      at,
      kind,
      by: '',
      title,
      text,
      facts: {},
    })),
    ...orders.map(({ id, at, title, reference, status, amountMinor, currency }) => ({
      id: `order:${id}`,
      at,
      kind: 'order' as const,
      by: '',
      title,
      text: '',
      facts: { reference, status, amountMinor: String(amountMinor), currency },
    })),
    ...tickets.map(({ id, openedAt, title, reference, status }) => ({
      id: `ticket:${id}`,
      at: openedAt,
      kind: 'ticket' as const,
      by: '',
      title,
      text: '',
      facts: { reference, status },
    })),
    ...promises.map(({ id, madeAt, madeBy, text, status }) => ({
      id: `promise:${id}`,
      at: madeAt,
      kind: 'promise' as const,
      by: madeBy,
      title: '',
      text,
      facts: { status },
    })),
  ];
}
