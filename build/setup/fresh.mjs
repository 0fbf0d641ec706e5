// npm run fresh [-- COMMAND …]: proves that a fresh Debian machine as root, with only Node 20, npm
// and apt, gets from `git clone` to a running product. Without arguments it runs `npm start` and
// `npm test` there; with arguments it runs those shell commands in the clone instead.
import { cpSync, createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMachine, runInside, workTree } from './fresh/machine.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const results = join(repository, 'results', 'fresh');
/** What the run leaves in the clone that is worth looking at afterwards. */
const keptFolders = ['results', 'test-results'];

if (process.platform !== 'linux' || process.getuid?.() !== 0) {
  console.error('npm run fresh makes a Debian root and enters it: it needs Linux and root.');
  process.exit(2);
}

const given = process.argv.slice(2);
const commands = given.length > 0 ? given : ['npm start', 'npm test'];
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const log = createWriteStream(join(results, 'log.txt'));
/** @param {string | Buffer} text */
const say = (text) => {
  process.stdout.write(text);
  log.write(text);
};

const made = performance.now();
const machine = createMachine();
/** @type {{ stop: () => void } | undefined} */
let running;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    running?.stop();
    machine.remove();
    process.exit(130);
  });
}

const rows = [];
try {
  say(`fresh: Debian made in ${seconds(made)} (${machine.root})\n`);
  const steps = [`git clone --quiet file:///srv/homeline.git ${workTree}`, ...commands];
  for (const [index, command] of steps.entries()) {
    const started = performance.now();
    say(`fresh: $ ${command}\n`);
    const inside = index === 0 ? command : `cd ${workTree} && ${command}`;
    const run = runInside(machine.root, inside, say);
    running = run;
    const code = await run.ended;
    rows.push({ command, code, took: seconds(started) });
    say(`fresh: ${command} ended with code ${code} after ${seconds(started)}\n`);
    if (index === 0 && code !== 0) break;
  }
  for (const folder of keptFolders) {
    const source = join(machine.root, workTree, folder);
    if (existsSync(source)) cpSync(source, join(results, folder), { recursive: true });
  }
} finally {
  machine.remove();
}
say('\n');
for (const row of rows) say(`fresh: code ${row.code}  ${row.took.padStart(8)}  ${row.command}\n`);
process.exitCode = rows.every((row) => row.code === 0) ? 0 : 1;

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
