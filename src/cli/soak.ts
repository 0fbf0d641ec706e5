import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import './tour/quiet.ts';
import { followLog, type LogTail } from './soak/log-tail.ts';
import { drawCurves } from './soak/plot.ts';
import { heldBy } from './soak/processes.ts';
import { command, workCall } from './soak/shift.ts';
import {
  type IdleTimers,
  judge,
  judgedFromCalls,
  popThirds,
  type Sample,
  warmUpShare,
} from './soak/verdict.ts';
import { type Browser, launch, quit } from './tour/app.ts';
import type { LogLine } from './tour/evidence.ts';
import { chosenRuntime } from './tour/runtime.ts';
import { randomTones, toneScenario } from './tour/scenario.ts';
import { writeToneFile } from './tour/tone-file.ts';

// npm run soak -- --calls N --json FILE: a compressed shift in practice, measured all along.

const repository = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '1000' },
    json: { type: 'string', default: 'results/soak/soak.json' },
    plot: { type: 'string' },
    /** A sample is taken after so many calls. */
    every: { type: 'string' },
    'talk-ms': { type: 'string', default: '800' },
  },
});
const calls = wholeNumber('calls', values.calls);
const every = wholeNumber('every', values.every ?? String(Math.max(2, Math.ceil(calls / 50))));
const talkMs = wholeNumber('talk-ms', values['talk-ms']);
/** Asked to stop, a long shift ends after the call it is in and says what was seen until then. */
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted = true;
  });
}
/** Sockets linger and garbage is collected before a sample. */
const quietMs = 3_000;
/** Timers are counted for so long, and at the end for at most so long. */
const idleForMs = 8_000;
const lettingGoMs = 45_000;

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`--${name} wants a whole number, not ${text}`);
  return Number(text);
}

async function takeSample(browser: Browser, log: LogTail, since: number, done: number) {
  await new Promise((resolve) => setTimeout(resolve, quietMs));
  const told = () => log.since(since).filter(({ msg }) => msg === 'resources');
  const processId = Number(told().at(-1)?.['processId']);
  if (!Number.isSafeInteger(processId)) throw new Error('the app does not tell what it holds');
  const mark = log.mark();
  if (process.platform !== 'win32') process.kill(processId, 'SIGUSR2');
  const last = (await log.until(mark, ({ collected }) => collected === true)) ?? told().at(-1);
  if (!last) throw new Error('the app does not tell what it holds');
  const { Timeout, Immediate, ...handles } = handlesOf(last);
  const heap: unknown = await browser.execute('return performance.memory?.usedJSHeapSize ?? null');
  const sample: Sample = {
    calls: done,
    heapBytes: Math.min(...told().map((line) => Number(line['heapBytes']))),
    handles,
    pageHeapBytes: typeof heap === 'number' ? heap : null,
    held: heldBy(processId),
  };
  return sample;
}

const handlesOf = (line: LogLine) => line['handles'] as Record<string, number>;

/**
 * The timers of main, of looks for so long at an idle app the fewest; looked at until there are as
 * few as wanted, for what SIP keeps of a call goes half a minute later.
 */
async function countTimers(log: LogTail, untilFew: number): Promise<number> {
  const begunMs = performance.now();
  let mark = log.mark();
  let fewest = Number.POSITIVE_INFINITY;
  for (;;) {
    const line = await log.until(mark, ({ msg }) => msg === 'resources');
    mark = log.mark();
    if (line === null) throw new Error('the app does not tell what it holds');
    fewest = Math.min(fewest, handlesOf(line)['Timeout'] ?? 0);
    const lookedMs = performance.now() - begunMs;
    if (lookedMs > idleForMs && (fewest <= untilFew || lookedMs > lettingGoMs)) return fewest;
  }
}

async function soak(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'homeline-soak-'));
  const userData = join(folder, 'user-data');
  const tones = randomTones();
  const microphone = join(folder, 'microphone.wav');
  writeToneFile(microphone, tones.agentHz);
  const scenario = join(repository, 'resources/practice/scenario.json');
  const toned = toneScenario(scenario, folder, tones.customerHz);
  const runtime = await chosenRuntime(repository);
  const startedAt = new Date().toISOString();
  const browser = await launch({
    executable: runtime.executable,
    chromedriver: runtime.chromedriver,
    userData,
    microphone,
    switches: ['--practice', `--scenario=${toned.path}`, '--log-level=info', '--log-resources'],
  });
  const log = followLog(join(userData, 'logs', 'homeline.log'));
  const samples: Sample[] = [];
  const missed: string[] = [];
  const pops: [number, number][] = [];
  let timers: IdleTimers | null = null;
  try {
    await command(browser, { kind: 'sign-in-to-practice' });
    if (!(await log.until(0, (line) => line['state'] === 'registered', 60_000))) {
      throw new Error('the line did not come up');
    }
    await command(browser, { kind: 'set-ready', ready: true, reasonId: null });
    let before: number | null = null;
    let since = log.mark();
    for (let call = 1; call <= calls; call += 1) {
      if (interrupted) {
        missed.push(`interrupted before call ${call}`);
        break;
      }
      const outcome = await workCall(browser, log, talkMs);
      if (outcome.missed !== null) {
        missed.push(`call ${call}: ${outcome.missed}`);
        console.log(missed.at(-1));
        await command(browser, { kind: 'hang-up' });
      }
      if (outcome.popMs !== null) pops.push([call, outcome.popMs]);
      if (call % every !== 0 && call !== calls) continue;
      const sample = await takeSample(browser, log, since, call);
      samples.push(sample);
      since = log.mark();
      console.log(sampleLine(sample));
      if (before === null && call >= calls * warmUpShare && calls >= judgedFromCalls) {
        before = await countTimers(log, 0);
        since = log.mark();
      }
    }
    if (before !== null) timers = { before, after: await countTimers(log, before) };
  } catch (error) {
    missed.push(String(error));
  } finally {
    await quit(browser, () => log.until(0, ({ msg }) => msg === 'ended'));
  }

  const facts = judge(calls, missed, samples, pops, timers);
  const thirds = popThirds(pops);
  const report = {
    format: 'homeline-soak/1',
    startedAt,
    endedAt: new Date().toISOString(),
    runtime: runtime.name,
    calls,
    talkMs,
    facts,
    missed,
    timers,
    popMs: { thirds, all: pops },
    samples,
  };
  const json = resolve(values.json);
  mkdirSync(dirname(json), { recursive: true });
  writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
  const plot = resolve(values.plot ?? json.replace(/\.json$/, '.svg'));
  writeFileSync(plot, drawing(samples, pops));
  for (const { fact, ok, cannotSay, seen, expected } of facts) {
    const verdict = ok ? (cannotSay ? '?   ' : 'ok  ') : 'FAIL';
    console.log(`${verdict} ${fact}: ${seen}${ok ? '' : ` (expected ${expected})`}`);
  }
  const { first, last } = thirds;
  console.log(
    `pop p50/p99: first third ${first.medianMs.toFixed(0)}/${first.p99Ms.toFixed(0)} ms, last third ${last.medianMs.toFixed(0)}/${last.p99Ms.toFixed(0)} ms`,
  );
  console.log(`${json}\n${plot}`);
  const passed = facts.every(({ ok }) => ok);
  if (passed) rmSync(folder, { recursive: true, force: true });
  else console.log(`Logs are kept in ${folder}`);
  return passed;
}

const megabytes = (bytes: number) => bytes / 1_048_576;

function sampleLine({ calls: done, heapBytes, pageHeapBytes, held }: Sample): string {
  const parts = [
    `heap ${megabytes(heapBytes).toFixed(1)} MB`,
    `desk page ${pageHeapBytes === null ? '–' : megabytes(pageHeapBytes).toFixed(1)} MB`,
    ...(held
      ? [
          `PSS ${megabytes(held.pssBytes).toFixed(0)} MB of ${held.processes}, ${held.openFiles} files`,
        ]
      : []),
  ];
  return `${String(done).padStart(5)} calls: ${parts.join(', ')}`;
}

function drawing(samples: readonly Sample[], pops: readonly (readonly [number, number])[]): string {
  const over = (read: (sample: Sample) => number | null | undefined) =>
    samples.flatMap((sample) => {
      const value = read(sample);
      return value === null || value === undefined ? [] : [[sample.calls, value] as const];
    });
  return drawCurves([
    { title: 'Heap of main', unit: 'MB', points: over(({ heapBytes }) => megabytes(heapBytes)) },
    {
      title: 'Heap of the desk page',
      unit: 'MB',
      points: over(({ pageHeapBytes }) => pageHeapBytes && megabytes(pageHeapBytes)),
    },
    {
      title: 'PSS of all processes',
      unit: 'MB',
      points: over(({ held }) => held && megabytes(held.pssBytes)),
    },
    { title: 'Open files', unit: '', points: over(({ held }) => held?.openFiles) },
    { title: 'INVITE to painted person', unit: 'ms', points: pops },
  ]);
}

// The driver's last request may still be open: nothing is left to wait for.
process.exit((await soak()) ? 0 : 1);
