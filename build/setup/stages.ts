import { lackOfAsterisk } from './asterisk.ts';
import { inRepository } from './paths.mjs';
import { lackOfPostgres } from './postgres.ts';
import { countFacts, countTally, countWorkers, type Tally } from './tally.ts';
import { tallyVariable } from './vitest-tally.ts';

/** Everything the tests leave behind: reports, logs, pictures. */
export const resultsFolder = inRepository('test-results');
const result = (...parts: string[]) => [resultsFolder, ...parts].join('/');

/** One stage of `npm test`: a Node program and how its tests are counted afterwards. */
export type Stage = {
  /** Arguments for Node. */
  args: readonly string[];
  environment?: NodeJS.ProcessEnv;
  /** Whether it runs the built app or a browser; the others need neither. */
  needsApp: boolean;
  limitMs: number;
  /** What this machine cannot give the stage, which is then left out aloud; null when nothing. */
  lacks?: () => Promise<string | null>;
  count: () => Tally;
};

const minuteMs = 60_000;

export const stages = {
  check: {
    args: ['build/setup/check.ts', '--json', result('check.json')],
    needsApp: false,
    limitMs: 2 * minuteMs,
    count: () => countFacts(result('check.json')),
  },
  unit: vitest('unit', false, 3 * minuteMs),
  integration: vitest('integration', true, 20 * minuteMs),
  postgres: { ...vitest('postgres', false, 8 * minuteMs), lacks: lackOfPostgres },
  telephony: { ...vitest('telephony', true, 8 * minuteMs), lacks: lackOfAsterisk },
  e2e: {
    args: ['node_modules/@wdio/cli/bin/wdio.js', 'run', 'tests/e2e/wdio.conf.ts'],
    needsApp: true,
    limitMs: 30 * minuteMs,
    count: () => countWorkers(result('e2e')),
  },
  tour: {
    // The packed app: what is shipped is what is driven.
    args: [
      ...['build/setup/pack.ts', '--tour'],
      ...['--json', result('tour.json'), '--pictures', result('pictures')],
    ],
    needsApp: true,
    limitMs: 5 * minuteMs,
    count: () => countFacts(result('tour.json')),
  },
  soak: {
    args: ['src/cli/soak.ts', '--calls', '10', '--json', result('soak.json')],
    needsApp: true,
    limitMs: 5 * minuteMs,
    count: () => countFacts(result('soak.json')),
  },
} satisfies Record<string, Stage>;

export type StageName = keyof typeof stages;

function vitest(project: string, needsApp: boolean, limitMs: number): Stage {
  const report = result(`${project}.json`);
  return {
    args: [
      ...['node_modules/vitest/vitest.mjs', 'run', '--project', project],
      ...['--reporter=default', '--reporter=./build/setup/vitest-tally.ts'],
    ],
    environment: { [tallyVariable]: report },
    needsApp,
    limitMs,
    count: () => countTally(report),
  };
}
