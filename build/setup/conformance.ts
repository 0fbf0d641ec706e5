import { repository } from './paths.mjs';
import { runVisibly } from './visible-child.ts';

// npm run conformance -- --url URL --login NAME --password PASSWORD: asks any center whether it
// keeps docs/protocol.md.

process.exitCode = await runVisibly(
  process.execPath,
  [`${repository}/src/cli/conformance.ts`, ...process.argv.slice(2)],
  process.env,
);
