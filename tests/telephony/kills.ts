import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Flip } from '../integration/heal/network/flips.ts';
import { makeNamespaces } from '../integration/heal/network/namespaces.ts';
import { runFlips } from '../integration/heal/network/run-flips.ts';
import { type Blow, type Run, runStates, strike } from '../integration/heal/runs.ts';
import { openStand, startStandBrowser } from '../integration/heal/stand.ts';
import { seededRandom } from '../support/page-link.ts';

/**
 * `npm run heal`: kills the media page, and breaks the SIP socket, in the middle of calls in every
 * state, spread by a seed; changes the network under a call; counts the calls that were lost and
 * measures the silence in the customer's ear. Ends with 1 when a call was lost. The network can be
 * changed only by root on Linux: elsewhere that is said and left out.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '50' },
    flips: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});
const runsEach = Number(values.runs);
const seed = Number(values.seed);

/** A kill in each state before any comes again, in an order of the seed's. */
function* statesBy(random: () => number) {
  for (;;) {
    const left = [...runStates];
    while (left.length > 0) {
      const [state] = left.splice(Math.floor(random() * left.length), 1);
      if (state !== undefined) yield state;
    }
  }
}

async function runAll(blow: Blow): Promise<Run[]> {
  const random = seededRandom(seed);
  const states = statesBy(random);
  const browser = await startStandBrowser();
  const stand = await openStand(browser);
  const done: Run[] = [];
  while (done.length < runsEach) {
    const run = await strike(stand, blow, states.next().value ?? 'talking', random);
    done.push(run);
    const gap = run.gapMs === null ? '' : `${run.gapMs} ms of silence`;
    process.stdout.write(
      `${blow} ${`${done.length}`.padStart(3)}/${runsEach}  ${run.state.padEnd(21)} ${run.lost === null ? `kept  ${gap}` : `LOST  ${run.lost}`}\n`,
    );
  }
  await stand.close();
  await browser.close();
  return done;
}

function quantile(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null;
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? null;
}

function table(runs: readonly Run[]): string {
  const rows = [['state', 'runs', 'lost', 'silence median', 'p99']];
  const row = (name: string, of: readonly Run[]) => {
    const gaps = of.flatMap(({ gapMs }) => (gapMs === null ? [] : [gapMs])).sort((a, b) => a - b);
    const lost = of.filter((run) => run.lost !== null).length;
    const ms = (value: number | null) => (value === null ? '' : `${value} ms`);
    rows.push([name, `${of.length}`, `${lost}`, ms(quantile(gaps, 0.5)), ms(quantile(gaps, 0.99))]);
  };
  for (const state of runStates) {
    const of = runs.filter((run) => run.state === state);
    if (of.length > 0) row(state, of);
  }
  row('all', runs);
  return rows
    .map(([name = '', ...rest]) => name.padEnd(22) + rest.map((cell) => cell.padStart(15)).join(''))
    .join('\n');
}

async function flipAll(): Promise<Flip[]> {
  const namespaces = makeNamespaces();
  if ('reason' in namespaces) {
    process.stdout.write(`NOT RUN: the network was not changed, because ${namespaces.reason}.\n`);
    return [];
  }
  try {
    return await runFlips(namespaces, {
      runs: Number(values.flips),
      seed,
      onFlip(flip) {
        const { customerMs, agentMs, lost } = flip;
        const outcome = `kept  customer ${customerMs} ms, agent ${Math.round(agentMs)} ms`;
        process.stdout.write(`network  ${lost === null ? outcome : `LOST  ${lost}`}\n`);
      },
    });
  } finally {
    namespaces.remove();
  }
}

function flipTable(flips: readonly Flip[]): string {
  const lost = flips.filter((flip) => flip.lost !== null).length;
  const row = (name: string, of: (flip: Flip) => number) => {
    const sorted = flips.filter((flip) => flip.lost === null).map(of);
    sorted.sort((a, b) => a - b);
    const ms = (share: number) => `${Math.round(quantile(sorted, share) ?? 0)} ms`.padStart(12);
    return `${name.padEnd(34)}${ms(0.5)}${ms(0.95)}${ms(1)}`;
  };
  return [
    `${`${flips.length} changes, ${lost} lost`.padEnd(34)}      median         p95     longest`,
    row('the customer hears again', ({ customerMs }) => customerMs),
    row('the agent hears again', ({ agentMs }) => agentMs),
    row('registered again', ({ registeredMs }) => registeredMs),
  ].join('\n');
}

const killed = await runAll('page');
const cut = await runAll('socket');
const flipped = await flipAll();
process.stdout.write(
  `\nMedia page killed (SIGKILL), seed ${seed}\n${table(killed)}\n\nSIP socket broken for 0.1 to 1 s, seed ${seed}\n${table(cut)}\n\nNetwork changed (veth, no network for up to 0.4 s), seed ${seed}\n${flipTable(flipped)}\n`,
);
if (values.json !== undefined) {
  await writeFile(values.json, `${JSON.stringify({ seed, killed, cut, flipped }, null, 2)}\n`);
}
process.exit([...killed, ...cut, ...flipped].some(({ lost }) => lost !== null) ? 1 : 0);
