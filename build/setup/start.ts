import { mkdirSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { ensureBuilt } from './built-app.ts';
import { inRepository } from './paths.mjs';
import { ensureRuntime } from './prepared-runtime.ts';
import { explain } from './step.mjs';
import { runVisibly } from './visible-child.ts';

// npm start: set-up, then the app in practice mode; without a display, the tour with its pictures.

try {
  const shown = hasDisplay();
  const runtime = await ensureRuntime({ steered: !shown });
  await ensureBuilt();
  if (shown) {
    const args = ['.', '--practice', ...rootSwitches(runtime.name), ...process.argv.slice(2)];
    process.exitCode = await runVisibly(runtime.executable, args, runtime.environment);
  } else {
    process.exitCode = await showTour(runtime.environment);
  }
} catch (error) {
  explain(error);
  process.exitCode = 1;
}

/** Chromium refuses to run as root in its sandbox; the Chromium host sees to that itself. */
function rootSwitches(runtime: string): string[] {
  return runtime === 'electron' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

async function showTour(environment: NodeJS.ProcessEnv): Promise<number> {
  const folder = inRepository('results', 'tour');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  console.log('No display here, so a tour is driven through the app and pictures are taken.');
  const args = [
    'src/cli/tour.ts',
    '--json',
    `${folder}/tour.json`,
    '--pictures',
    `${folder}/pictures`,
  ];
  const code = await runVisibly(process.execPath, [...args, ...process.argv.slice(2)], environment);
  const place = relative(process.cwd(), folder) || '.';
  console.log(`Pictures: ${place}/pictures\nReport:   ${place}/tour.json`);
  if (code !== 0) console.log(`The tour ended with code ${code}.`);
  return code;
}
