import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Store } from './db/store.ts';

/** What a center counts of itself. No name and no number is ever a label. */
export type CenterMetrics = {
  readonly request: (of: {
    readonly method: string;
    /** The route and not the address. */
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }) => void;
  readonly submission: (outcome: 'stored' | 'rejected') => void;
  /** Prometheus text, version 0.0.4. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
};

/** @param sync what the switchboard knows: desks with a socket, and events not told to them yet. */
export function createMetrics(
  store: Store,
  sync: { readonly sockets: () => number; readonly lag: () => Promise<number> },
): CenterMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'homeline_request_seconds',
    help: 'HTTP requests and how long they took.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const submissions = new Counter({
    name: 'homeline_submissions_total',
    help: 'Items of outboxes that were answered, by outcome.',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of ['stored', 'rejected']) submissions.inc({ outcome }, 0);
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('homeline_sync_sockets', 'Desks that are connected.', sync.sockets);
  new Gauge({
    name: 'homeline_feed_lag_events',
    help: 'Changes that were committed and not told yet; as it last was while the database is away.',
    registers,
    async collect() {
      if (store.availability.away() === null) this.set(await sync.lag());
    },
  });
  gauge('homeline_database_up', 'Whether the database answers.', () =>
    store.availability.away() === null ? 1 : 0,
  );
  new Gauge({
    name: 'homeline_database_connections',
    help: 'Connections to the database server; none with the embedded store.',
    labelNames: ['state'],
    registers,
    collect() {
      const now = store.connections();
      if (now === null) return;
      this.set({ state: 'busy' }, now.total - now.idle);
      this.set({ state: 'idle' }, now.idle);
      this.set({ state: 'waited-for' }, now.waiting);
    },
  });
  return {
    request: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    submission: (outcome) => submissions.inc({ outcome }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
