import { connect, createServer } from 'node:net';
import type { SilenceWatch } from '../../../../src/practice/customers/ear.ts';
import { openFloor } from '../../../../src/practice/floor.ts';
import { scenario } from '../../../../src/practice/scenario/scenario.ts';

/** The exchange and its customers in the PBX's namespace, asked over the channel of its parent. */
export type PbxQuestion =
  | { readonly ask: 'ring'; readonly number: string; readonly hz: number }
  | { readonly ask: 'watch'; readonly number: string }
  | { readonly ask: 'silence' }
  | { readonly ask: 'heard'; readonly number: string };

export type PbxAnswer = { readonly ok: boolean; readonly values: readonly number[] };

const [, , user = '', password = '', numbers = ''] = process.argv;

const floor = await openFloor(
  {
    kind: 'start',
    requestId: 1,
    host: '127.0.0.1',
    port: 0,
    scenarioPath: '',
    agents: [{ user, password, displayName: 'Agent' }],
  },
  {
    scenario: scenario.parse({
      version: 1,
      customers: numbers.split(',').map((number) => ({ number, name: 'Nora Bell', lines: [] })),
    }),
    recordings: new Map(),
  },
  () => undefined,
);
// The exchange listens on the loopback alone: this is its door to the network.
const port = Number(new URL(floor.exchange.url).port);
const door = createServer((near) => {
  const far = connect(port, '127.0.0.1');
  near.on('error', () => far.destroy()).on('close', () => far.destroy());
  far.on('error', () => near.destroy()).on('close', () => near.destroy());
  near.pipe(far).pipe(near);
});
door.listen(0, '0.0.0.0', () => {
  const address = door.address();
  process.send?.({
    port: typeof address === 'object' ? address?.port : 0,
    domain: floor.exchange.domain,
  });
});

let watch: SilenceWatch | null = null;

async function answer(question: PbxQuestion): Promise<PbxAnswer> {
  const call = 'number' in question ? floor.findCall({ number: question.number }) : null;
  switch (question.ask) {
    case 'ring': {
      floor.findPhone({ number: question.number })?.sendTone(question.hz);
      const rung = await floor.ring(question.number, user);
      return { ok: rung.ok, values: [] };
    }
    case 'watch':
      watch?.stop();
      watch = call?.watchSilence() ?? null;
      return { ok: watch !== null, values: [] };
    case 'silence':
      return { ok: watch !== null, values: watch ? [watch.longestMs, watch.silentMs] : [] };
    case 'heard': {
      const measured = await call?.measure(120);
      return { ok: !!measured, values: measured ? [measured.dominantHz, measured.level] : [] };
    }
  }
}

process.on('message', ({ id, question }: { id: number; question: PbxQuestion }) => {
  void answer(question).then((found) => process.send?.({ id, answer: found }));
});
process.on('disconnect', () => process.exit(0));
