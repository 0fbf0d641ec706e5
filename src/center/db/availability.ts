/** Whether the database can be reached, and what to do while it cannot. */
export type Availability = {
  /** Null while the database answers; else why it does not, in plain English. */
  readonly away: () => string | null;
  /** Takes an error that came of a query: true when it means that the database is away. */
  readonly suspect: (error: unknown) => boolean;
  /** Settles when the database answers (again), or is not waited for any longer. */
  readonly whenThere: () => Promise<void>;
};

/** The embedded store lives in this process: where we are, it is. */
export const alwaysThere: Availability = {
  away: () => null,
  suspect: () => false,
  whenThere: () => Promise.resolve(),
};

const networkCodes: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN'],
]);

/**
 * SQLSTATE: class 08 (connection exception), 57P01…57P03 (the server goes down, or comes up),
 * 53300 (too many connections), 25006 (a standby, read only).
 */
const serverCodes = /^(?:08...|57P0[1-3]|53300|25006)$/;

/** What `pg` says without a code when a connection breaks, cannot be had, or does not answer. */
const words =
  /connection terminated|connection error and is not queryable|timeout exceeded when trying|timeout expired|query read timeout|client was closed/i;

/** Whether an error says that the database is away, and nothing about what was asked of it. */
export function saysAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(saysAway);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return networkCodes.has(code) || serverCodes.test(code) || words.test(error.message);
}
