import { type Migration, migrate } from '../../src/center/db/migrate.ts';
import { openConnection } from './store-connection.ts';

// node migrate-slowly.ts PLACE N: brings a store by one migration of many statements further, and
// says when it begins. Whoever started it kills it meanwhile.

/** Many tables at once: all of them are there afterwards, or none. */
export function manyTables(number: number): Migration {
  const tables = Array.from(
    { length: 200 },
    (_, at) => `create table many_${number}_${at} (a int);`,
  );
  return { name: `9${number}-many.sql`, sql: tables.join('\n') };
}

const [, program, place, number] = process.argv;
if (program?.endsWith('migrate-slowly.ts') && place !== undefined && number !== undefined) {
  const { connection, close } = await openConnection(place);
  const known = Array.from({ length: Number(number) + 1 }, (_, at) => manyTables(at));
  process.stdout.write('begins\n');
  await migrate(connection, known);
  process.stdout.write('done\n');
  await close();
}
