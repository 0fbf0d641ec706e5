import { ensureLibraries } from './built-app.ts';
import { ensureSystem } from './debian.ts';
import { explain } from './step.mjs';
import { chromiumNeed } from './system-needs.ts';
import { runVisibly } from './visible-child.ts';

// npm run bench [-- AREA]: set-up, then what takes how long, beside what it is compared with; see tests/bench.

try {
  await ensureLibraries();
  await ensureSystem([chromiumNeed]);
  const args = ['tests/bench/run.ts', ...process.argv.slice(2)];
  process.exitCode = await runVisibly(process.execPath, args, process.env);
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
