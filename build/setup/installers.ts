import { build } from 'electron-builder';
import { ensureBuilt } from './built-app.ts';
import { installerOptions } from './installer-options.ts';
import { explain, SetupProblem } from './step.mjs';

// npm run installers: the installers of the system this runs on, into dist/. Real Electron and the
// tools of each format are fetched by electron-builder.

try {
  const options = installerOptions(process.env, process.platform);
  if (!options.ok) throw new SetupProblem(options.problem, options.remedy);
  if (options.config.publish === null) {
    console.log('No update channel: HOMELINE_UPDATE_URL is not set.');
  }
  await ensureBuilt();
  const artifacts = await build({ publish: 'never', config: options.config });
  for (const artifact of artifacts) console.log(artifact);
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
