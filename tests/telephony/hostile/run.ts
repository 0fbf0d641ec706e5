import { parseArgs } from 'node:util';
import { besiege } from './siege.ts';

// npm run hostile [-- --mutations N --seed S]: a live call with sound, and mutated SIP messages.

const { values } = parseArgs({
  options: {
    mutations: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
});
const mutations = Number(values.mutations);
const seed = Number(values.seed);
if (!Number.isInteger(mutations) || mutations < 1 || !Number.isInteger(seed)) {
  process.stderr.write('npm run hostile -- --mutations N --seed S (whole numbers)\n');
  process.exit(2);
}

const mostGapMs = 100;
const mostBatchMs = 1_000;
const report = await besiege({
  mutations,
  seed,
  quietSeconds: 10,
  onProgress(done) {
    if (done % 10_000 === 0) process.stdout.write(`${done} of ${mutations}\n`);
  },
});
const gaps = [report.gapAtAgentMs, report.gapAtCustomerMs];
const faults = [
  ...report.crashes.map((crash) => `crash: ${crash}`),
  ...(report.longestBatchMs > mostBatchMs
    ? [`busy for ${report.longestBatchMs.toFixed(0)} ms`]
    : []),
  ...(report.callIsUp ? [] : ['the call is gone']),
  ...(report.lineIsUp ? [] : ['the line is gone']),
  ...(report.connections > 1 ? [`the socket was lost ${report.connections - 1} times`] : []),
  ...gaps.flatMap((gap) =>
    gap === null
      ? ['nothing was heard']
      : gap > mostGapMs
        ? [`silence of ${gap.toFixed(0)} ms`]
        : [],
  ),
];
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(
  faults.length === 0 ? `${mutations} mutations, seed ${seed}: held\n` : `${faults.join('\n')}\n`,
);
process.exit(faults.length === 0 ? 0 : 1);
