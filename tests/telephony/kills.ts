import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Blow, type Run, runStates, strike } from '../integration/heal/runs.ts';
import { openStand, startStandBrowser } from '../integration/heal/stand.ts';
import { seededRandom } from '../support/page-link.ts';

/**
 * `npm run heal`: kills the media page, and breaks the SIP socket, in the middle of calls in every
 * state, spread by a seed; counts the calls that were lost and measures the silence in the
 * customer's ear. Ends with 1 when a call was lost.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '50' },
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

const killed = await runAll('page');
const cut = await runAll('socket');
process.stdout.write(
  `\nMedia page killed (SIGKILL), seed ${seed}\n${table(killed)}\n\nSIP socket broken for 0.1 to 1 s, seed ${seed}\n${table(cut)}\n`,
);
if (values.json !== undefined) {
  await writeFile(values.json, `${JSON.stringify({ seed, killed, cut }, null, 2)}\n`);
}
process.exit([...killed, ...cut].some(({ lost }) => lost !== null) ? 1 : 0);
