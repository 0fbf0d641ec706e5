import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './built-app.ts';
import { cacheFolder, inRepository, repository } from './paths.mjs';
import { ensureRuntime } from './prepared-runtime.ts';
import { explain, runLogged, SetupProblem } from './step.mjs';

// npm run setup: what `npm start` and `npm test` do before they start, and the git hook besides.
try {
  const runtime = await ensureRuntime({ steered: true });
  await ensureBuilt();
  if (existsSync(inRepository('.git'))) await installGitHook();
  console.log(`ready: ${runtime.name}`);
} catch (error) {
  explain(error);
  process.exitCode = 1;
}

async function installGitHook(): Promise<void> {
  const logFile = join(cacheFolder, 'lefthook.log');
  const lefthook = inRepository('node_modules', 'lefthook', 'bin', 'index.js');
  const code = await runLogged(process.execPath, [lefthook, 'install'], {
    cwd: repository,
    logFile,
  });
  if (code !== 0) throw new SetupProblem('The git hook was not installed.', `See ${logFile}.`);
}
