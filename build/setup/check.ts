import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { inRepository, repository } from './paths.mjs';

// npm run check: every static check, side by side, one line each, and the output of those that fail.

const tools = {
  types: ['node_modules/typescript/bin/tsc', '-b'],
  style: [
    'node_modules/@biomejs/biome/bin/biome',
    'ci',
    '--colors=off',
    '--error-on-warnings',
    '--max-diagnostics=50',
  ],
  unused: ['node_modules/knip/bin/knip.js', '--no-progress', '--cache'],
  lock: ['build/setup/check-lock.ts'],
} as const;

const { values } = parseArgs({ options: { json: { type: 'string' } } });
// What the import #jssip names is built, not committed; knip resolves it.
if (!existsSync(inRepository('out', 'jssip', 'index.js'))) {
  execFileSync(process.execPath, ['build/jssip/build.ts'], { cwd: repository, stdio: 'inherit' });
}
const facts = await Promise.all(Object.entries(tools).map(([name, args]) => run(name, args)));
for (const { name, ok, ms, output } of facts) {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${(ms / 1000).toFixed(1)} s`);
  if (!ok) console.log(output.trimEnd());
}
if (values.json !== undefined) {
  mkdirSync(dirname(values.json), { recursive: true });
  writeFileSync(values.json, JSON.stringify({ facts }, null, 2));
}
process.exitCode = facts.every(({ ok }) => ok) ? 0 : 1;

type Fact = { name: string; ok: boolean; ms: number; output: string };

function run(name: string, args: readonly string[]): Promise<Fact> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: repository });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ name, ok: code === 0, ms: performance.now() - started, output }),
    );
  });
}
