import { ensureLibraries } from './built-app.ts';
import { ensureSystem } from './debian.ts';
import { explain } from './step.mjs';
import { chromiumNeed } from './system-needs.ts';
import { runVisibly } from './visible-child.ts';

// npm run hostile: set-up, then mutated SIP messages on a live call; see tests/telephony/hostile.

try {
  await ensureLibraries();
  await ensureSystem([chromiumNeed]);
  const args = ['--expose-gc', 'tests/telephony/hostile/run.ts', ...process.argv.slice(2)];
  process.exitCode = await runVisibly(process.execPath, args, process.env);
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
