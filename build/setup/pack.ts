import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePacked } from './packed-app.ts';
import { inRepository } from './paths.mjs';
import { ensureRuntime } from './prepared-runtime.ts';
import { explain } from './step.mjs';
import { runVisibly } from './visible-child.ts';

// npm run pack [-- --tour [--json FILE] [--pictures FOLDER]]: the app as it is installed, in a folder;
// with --tour it is driven once.

try {
  const { values } = parseArgs({
    options: {
      tour: { type: 'boolean', default: false },
      json: { type: 'string', default: inRepository('results', 'packed-tour', 'tour.json') },
      pictures: { type: 'string', default: inRepository('results', 'packed-tour', 'pictures') },
    },
  });
  const runtime = await ensureRuntime({ steered: values.tour });
  const executable = await ensurePacked(runtime);
  console.log(`Packed: ${relative(process.cwd(), executable)}`);
  if (values.tour) {
    process.exitCode = await runVisibly(
      process.execPath,
      [
        'src/cli/tour.ts',
        `--executable=${executable}`,
        `--json=${values.json}`,
        `--pictures=${values.pictures}`,
      ],
      runtime.environment,
    );
  }
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
