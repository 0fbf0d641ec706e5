import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureLibraries } from './built-app.ts';
import { type ChildGroup, startGroup } from './child-group.ts';
import { inRepository, repository } from './paths.mjs';
import { ensureRuntime } from './prepared-runtime.ts';
import { resultsFolder, type Stage, type StageName, stages } from './stages.ts';
import { explain } from './step.mjs';
import { asideLine, judge, leaveOut, nothing, sum, type Tally, tallyLine } from './tally.ts';

// npm test [-- STAGE … [--required]]: set-up, then every stage (or those named), then one line that
// sums up. A stage this machine lacks something for is left out aloud; required, it has failed.

const names = Object.keys(stages) as StageName[];
const required = process.argv.includes('--required');
const chosen = process.argv.slice(2).filter((argument) => argument !== '--required');
const unknown = chosen.filter((name) => !names.includes(name as StageName));
if (unknown.length > 0) {
  console.error(`No such stage: ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(2);
}

let running: ChildGroup | undefined;
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true;
    running?.stop();
  });
}

const lines: string[] = [];
const tallies: Tally[] = [];
try {
  const wanted = chosen.length > 0 ? (chosen as StageName[]) : names;
  const environment = await prepare(wanted);
  rmSync(resultsFolder, { recursive: true, force: true });
  mkdirSync(resultsFolder, { recursive: true });
  for (const name of wanted) {
    if (interrupted) break;
    await runStage(name, environment);
  }
} catch (error) {
  explain(error);
  tallies.push({ ...nothing, failed: 1 });
}
if (interrupted) tallies.push({ ...nothing, failed: 1 });

const total = sum(tallies);
const aside = asideLine(total);
console.log(`\n${lines.join('\n')}`);
if (interrupted) console.log('interrupted');
if (aside !== null) console.log(aside);
console.log(tallyLine(total));
process.exitCode = total.failed > 0 ? 1 : 0;

/** Sets up what these stages need, and gives the environment they run in. */
async function prepare(wanted: readonly StageName[]): Promise<NodeJS.ProcessEnv> {
  await ensureLibraries();
  if (!wanted.some((name) => stages[name].needsApp)) return process.env;
  const runtime = await ensureRuntime({ steered: true });
  await ensureBuilt();
  return runtime.environment;
}

async function runStage(name: StageName, environment: NodeJS.ProcessEnv): Promise<void> {
  const stage: Stage = stages[name];
  const lacking = (await stage.lacks?.()) ?? null;
  if (lacking !== null) {
    const { tally, announcement, line } = leaveOut(name, lacking, { required });
    console.log(`\n${announcement}`);
    lines.push(line);
    tallies.push(tally);
    return;
  }
  const log = createWriteStream(join(resultsFolder, `${name}.log`));
  const started = performance.now();
  console.log(`\n── ${name}`);
  running = startGroup(process.execPath, stage.args, {
    cwd: repository,
    env: {
      ...environment,
      ...stage.environment,
      // The output goes to files too, where colour codes only disturb.
      NO_COLOR: '1',
      // Hundreds of processes load the same sources: read and compiled once, a sixth is saved.
      NODE_COMPILE_CACHE: inRepository('node_modules/.cache/compile'),
    },
    limitMs: stage.limitMs,
    onOutput: (chunk) => {
      process.stdout.write(chunk);
      log.write(chunk);
    },
  });
  const ended = await running.ended;
  running = undefined;
  log.end();
  const { tally, complaint } = judge(stage.count(), ended);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const notes = [asideLine(tally), complaint].filter((note) => note != null).join('; ');
  const note = notes === '' ? '' : `  (${notes})`;
  lines.push(`${name.padEnd(12)} ${seconds.padStart(6)} s  ${tallyLine(tally)}${note}`);
  tallies.push(tally);
}
