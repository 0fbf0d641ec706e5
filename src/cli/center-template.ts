import { parseArgs } from 'node:util';
import { readMigrations } from '../center/db/migrate.ts';
import { ensureTemplate } from '../center/db/template.ts';

// node src/cli/center-template.ts FOLDER: makes the empty store that a fresh center copies, so that
// no first start has to. Prints where it is.

const { positionals } = parseArgs({ allowPositionals: true });
const [folder] = positionals;
if (folder === undefined) {
  process.stderr.write('Name the folder: node src/cli/center-template.ts FOLDER\n');
  process.exitCode = 1;
} else {
  process.stdout.write(`${await ensureTemplate(folder, readMigrations())}\n`);
}
