import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { lackOfAsterisk } from '../../build/setup/asterisk.ts';
import type { Blow } from '../integration/heal/hand.ts';
import type { Flip } from '../integration/heal/network/flips.ts';
import { makeNamespaces } from '../integration/heal/network/namespaces.ts';
import { runFlips } from '../integration/heal/network/run-flips.ts';
import { runStates, strike } from '../integration/heal/runs.ts';
import { openStand, startStandBrowser } from '../integration/heal/stand.ts';
import { formatFlips, formatJudgements, formatStruck } from '../integration/heal/tables.ts';
import { isMissed, judgeHealing, type Part, type Struck } from '../integration/heal/verdict.ts';
import { seededRandom } from '../support/page-link.ts';
import { asteriskStates, killOnAsterisk } from './heal-on-asterisk.ts';
import { startAsterisk } from './rig/asterisk.ts';

/**
 * `npm run heal`: kills the media page, and breaks the SIP socket, in the middle of calls in every
 * state, spread by a seed; kills it again amid calls on a real Asterisk; changes the network under
 * a call. Counts the calls that were lost and measures the silence in the customer's ear. Ends with
 * 1 when a promise was missed, or fewer blows fell than were asked for. Asterisk and networks need
 * root on Linux: elsewhere that is said, at its place and at the end.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '50' },
    flips: { type: 'string', default: '20' },
    pbx: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});
const runsEach = Number(values.runs);
const seed = Number(values.seed);
const say = (line: string) => process.stdout.write(`${line}\n`);
const notAsked = 'none was asked for';

/** A kill in each state before any comes again, in an order of the seed's. */
function* spread<State>(states: readonly State[], random: () => number): Generator<State, never> {
  for (;;) {
    const left = [...states];
    while (left.length > 0) {
      const [state] = left.splice(Math.floor(random() * left.length), 1);
      if (state !== undefined) yield state;
    }
  }
}

async function strikeAll(blow: Blow): Promise<Part<Struck>> {
  if (runsEach === 0) return { asked: 0, done: [], notRun: notAsked };
  const random = seededRandom(seed);
  const states = spread(runStates, random);
  const browser = await startStandBrowser();
  const stand = await openStand(browser);
  const done: Struck[] = [];
  while (done.length < runsEach) {
    done.push(await strike(stand, blow, states.next().value, random));
    tell(blow, done, runsEach);
  }
  await stand.close();
  await browser.close();
  return { asked: runsEach, done, notRun: null };
}

async function killAllOnAsterisk(): Promise<Part<Struck>> {
  const asked = Number(values.pbx);
  const notRun = asked === 0 ? notAsked : await lackOfAsterisk();
  if (notRun !== null) {
    say(`NOT RUN: no page was killed in a call on Asterisk, because ${notRun}`);
    return { asked, done: [], notRun };
  }
  const random = seededRandom(seed);
  const states = spread(asteriskStates, random);
  const browser = await startStandBrowser();
  const asterisk = await startAsterisk();
  const done: Struck[] = [];
  while (done.length < asked) {
    done.push(await killOnAsterisk(browser, asterisk, states.next().value, random));
    tell('asterisk', done, asked);
  }
  await asterisk.stop();
  await browser.close();
  return { asked, done, notRun: null };
}

function tell(what: string, done: readonly Struck[], asked: number): void {
  const run = done.at(-1);
  if (run === undefined) return;
  const gap = run.gapMs === null ? '' : `${run.gapMs} ms of silence`;
  const outcome = run.madeAgain ? 'made again' : `kept  ${gap}`;
  say(
    `${what} ${`${done.length}`.padStart(3)}/${asked}  ${run.state.padEnd(21)} ${run.lost === null ? outcome : `LOST  ${run.lost}`}`,
  );
}

async function flipAll(): Promise<Part<Flip>> {
  const asked = Number(values.flips);
  if (asked === 0) return { asked, done: [], notRun: notAsked };
  const namespaces = makeNamespaces();
  if ('reason' in namespaces) {
    say(`NOT RUN: the network was not changed, because ${namespaces.reason}.`);
    return { asked, done: [], notRun: namespaces.reason };
  }
  try {
    const done = await runFlips(namespaces, {
      runs: asked,
      seed,
      onFlip({ customerMs, agentMs, lost }) {
        const outcome = `kept  customer ${customerMs} ms, agent ${Math.round(agentMs)} ms`;
        say(`network  ${lost === null ? outcome : `LOST  ${lost}`}`);
      },
    });
    return { asked, done, notRun: null };
  } finally {
    namespaces.remove();
  }
}

/** A part that breaks has not done what was asked, and the others are run all the same. */
async function part<Of>(asked: string, run: () => Promise<Part<Of>>): Promise<Part<Of>> {
  try {
    return await run();
  } catch (error) {
    say(`FAILED  ${error instanceof Error ? error.message : String(error)}`);
    return { asked: Number(asked), done: [], notRun: null };
  }
}

const parts = {
  page: await part(values.runs, () => strikeAll('page')),
  socket: await part(values.runs, () => strikeAll('socket')),
  asterisk: await part(values.pbx, killAllOnAsterisk),
  network: await part(values.flips, flipAll),
};
const judgements = judgeHealing(parts);
say(`
Media page killed (SIGKILL), seed ${seed}
${formatStruck(parts.page.done)}

SIP socket broken for 0.1 to 1 s, seed ${seed}
${formatStruck(parts.socket.done)}

Media page killed (SIGKILL) in calls on Asterisk, seed ${seed}
${formatStruck(parts.asterisk.done)}

Network changed (veth, no network for up to 0.4 s), seed ${seed}
${formatFlips(parts.network.done)}

${formatJudgements(judgements)}`);
if (values.json !== undefined) {
  await writeFile(values.json, `${JSON.stringify({ seed, ...parts, judgements }, null, 2)}\n`);
}
process.exit(judgements.some(isMissed) ? 1 : 0);
