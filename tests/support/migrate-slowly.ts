import { setTimeout as wait } from 'node:timers/promises';
import { type Connection, type Migration, migrate } from '../../src/center/db/migrate.ts';
import { openConnection } from './store-connection.ts';

// node migrate-slowly.ts PLACE N [halfway]: brings a store by one migration of many statements
// further, says when it begins and when it is done, and stands still then. Whoever started it kills
// it meanwhile. With `halfway` it stands still in the middle of the transaction and says so.

const patienceMs = 120_000;

/** Many tables at once: all of them are there afterwards, or none. */
export function manyTables(number: number): Migration {
  const tables = Array.from(
    { length: 200 },
    (_, at) => `create table many_${number}_${at} (a int);`,
  );
  return { name: `9${number}-many.sql`, sql: tables.join('\n') };
}

/** Counts the tables of one such migration, as `rows`. */
export function countOfTables(number: number): string {
  return `select count(*) as rows from pg_tables where tablename like 'many\\_${number}\\_%'`;
}

/** Runs a migration statement by statement, up to the middle of its transaction. */
function stoppingHalfway(connection: Connection, report: () => Promise<void>): Connection {
  return {
    query: (sql, values) => connection.query(sql, values),
    exec: async (sql) => {
      if (!sql.startsWith('begin;')) return connection.exec(sql);
      const statements = sql.split(';').filter((statement) => statement.trim() !== '');
      for (const statement of statements.slice(0, statements.length / 2)) {
        await connection.exec(statement);
      }
      await report();
      return wait(patienceMs);
    },
  };
}

const [, program, place, number, where] = process.argv;
if (program?.endsWith('migrate-slowly.ts') && place !== undefined && number !== undefined) {
  const { connection } = await openConnection(place);
  const known = Array.from({ length: Number(number) + 1 }, (_, at) => manyTables(at));
  const seen = async () => {
    const { rows } = await connection.query(countOfTables(Number(number)));
    return (rows[0] as { rows: unknown }).rows;
  };
  const stopping = stoppingHalfway(connection, async () => {
    process.stdout.write(`halfway, ${await seen()} tables\n`);
  });
  process.stdout.write('begins\n');
  await migrate(where === 'halfway' ? stopping : connection, known);
  process.stdout.write(`done, ${await seen()} tables\n`);
  await wait(patienceMs);
}
