import pg from 'pg';

type Parse = (text: string) => unknown;

/**
 * How a column's text is read from a PostgreSQL server, where `pg` does otherwise than PGlite: the
 * program must get the same value from both. Everything else they read alike, or nobody uses;
 * `engines.test.ts` compares them type by type.
 */
const parsers: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [pg.types.builtins.INT8, readInteger],
  // Days and instants without a zone are UTC, wherever the center stands.
  [pg.types.builtins.DATE, (text) => new Date(`${text}T00:00:00Z`)],
  [pg.types.builtins.TIMESTAMP, (text) => new Date(`${text.replace(' ', 'T')}Z`)],
  [pg.types.builtins.INTERVAL, (text) => text],
]);

/** A number as long as it is exact, and a BigInt beyond. */
function readInteger(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** For a connection's `types`: this connection's parsers, nobody else's. */
export const serverTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    parsers.get(oid) ??
    pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};
