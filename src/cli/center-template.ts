import { readMigrations } from '../center/db/migrate.ts';
import { ensureTemplate } from '../center/db/template.ts';

// node src/cli/center-template.ts FOLDER: makes the empty store that a fresh center starts from.
// The build runs it, so that nobody's first practice waits for a database to be laid out.

const folder = process.argv[2];
if (folder === undefined) throw new Error('Usage: node src/cli/center-template.ts FOLDER');
await ensureTemplate(folder, readMigrations());
