import { ensureLibraries } from './built-app.ts';
import { ensureRuntime } from './prepared-runtime.ts';
import { explain } from './step.mjs';
import { runVisibly } from './visible-child.ts';

// npm run dev: the app in practice mode from the sources, reloading as they change.

const electronVite = 'node_modules/electron-vite/bin/electron-vite.js';

try {
  const runtime = await ensureRuntime({ steered: false });
  await ensureLibraries();
  const args = [electronVite, 'dev', '--', '--practice', ...process.argv.slice(2)];
  const environment = { ...runtime.environment, ELECTRON_EXEC_PATH: runtime.executable };
  process.exitCode = await runVisibly(process.execPath, args, environment);
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
