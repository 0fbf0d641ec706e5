import { repository } from './paths.mjs';
import { runVisibly } from './visible-child.ts';

// npm run center -- COMMAND: a center of its own; needs the packages, and nothing else of set-up.
// Paths that somebody gives are meant from where they stand, not from the repository.

process.exitCode = await runVisibly(
  process.execPath,
  [`${repository}/src/cli/center.ts`, ...process.argv.slice(2)],
  process.env,
  // npm goes to the repository, and says where it was called.
  process.env['INIT_CWD'] ?? process.cwd(),
);
