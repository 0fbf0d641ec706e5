import { ensureLibraries } from './built-app.ts';
import { ensureSystem } from './debian.ts';
import { explain } from './step.mjs';
import { chromiumNeed, fontNeeds } from './system-needs.ts';
import { runVisibly } from './visible-child.ts';

// npm run pictures: set-up, then every screen in every language, theme and size; see tests/pictures.

try {
  await ensureLibraries();
  await ensureSystem([chromiumNeed, ...fontNeeds]);
  const args = ['tests/pictures/shoot.ts', ...process.argv.slice(2)];
  process.exitCode = await runVisibly(process.execPath, args, process.env);
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
