import type { Flip } from './network/flips.ts';
import { gapsOf, type Judgement, keptOf, quantile, type Struck, worseMs } from './verdict.ts';

// What a run of kills and changes has shown, for people.

const ms = (value: number | null) => (value === null ? '' : `${Math.round(value)} ms`);

/** A line for each state, and one for all. */
export function formatStruck(runs: readonly Struck[]): string {
  const states = [...new Set(runs.map(({ state }) => state))];
  const row = (name: string, of: readonly Struck[]) => {
    const again = of.filter((run) => run.lost === null && run.madeAgain).length;
    const kept = keptOf(of).length;
    const gaps = gapsOf(of);
    const counts = [of.length, kept - again, again, of.length - kept].map(String);
    return [name, ...counts, ms(quantile(gaps, 0.5)), ms(quantile(gaps, 0.99))];
  };
  const head = ['state', 'runs', 'kept', 'made again', 'lost', 'silence median', 'p99'];
  const rows = states.map((state) =>
    row(
      state,
      runs.filter((run) => run.state === state),
    ),
  );
  return [head, ...rows, row('all', runs)]
    .map(([name = '', ...rest]) => name.padEnd(22) + rest.map((cell) => cell.padStart(15)).join(''))
    .join('\n');
}

export function formatFlips(flips: readonly Flip[]): string {
  const kept = keptOf(flips);
  const row = (name: string, of: (flip: Flip) => number) => {
    const figures = [0.5, 0.95, 1].map((share) => ms(quantile(kept.map(of), share)).padStart(12));
    return `${name.padEnd(34)}${figures.join('')}`;
  };
  return [
    `${`${flips.length} changes, ${flips.length - kept.length} lost`.padEnd(34)}      median         p95     longest`,
    row('the customer hears again', ({ customerMs }) => customerMs),
    row('the agent hears again', ({ agentMs }) => agentMs),
    row('the worse of the two', worseMs),
    row('registered again', ({ registeredMs }) => registeredMs),
  ].join('\n');
}

/** Last of all, so that nothing that was not run, or missed, is overlooked. */
export function formatJudgements(judgements: readonly Judgement[]): string {
  return judgements
    .map(({ goal, seen, verdict }) => `${verdict.padEnd(8)} ${goal.padEnd(62)} ${seen}`)
    .join('\n');
}
