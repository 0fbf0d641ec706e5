import { describe, expect, test } from 'vitest';
import { type AttentionEvent, attend, quiet } from './attention.ts';

const rings = (inFront = false): AttentionEvent => ({
  type: 'looked',
  call: { callId: 'c1', phase: 'ringing' },
  inFront,
});
const taken: AttentionEvent = {
  type: 'looked',
  call: { callId: 'c1', phase: 'taken' },
  inFront: false,
};
const gone = (inFront = false): AttentionEvent => ({ type: 'looked', call: null, inFront });
const named: AttentionEvent = { type: 'named', callId: 'c1' };
const waited: AttentionEvent = { type: 'waited', callId: 'c1' };

/** All effects of these events, one after the other, as short words. */
function effectsOf(...events: readonly AttentionEvent[]): string[] {
  let state = quiet;
  const told: string[] = [];
  for (const event of events) {
    const step = attend(state, event);
    state = step.state;
    for (const effect of step.effects) {
      if (effect.type === 'flash') told.push(effect.on ? 'flash' : 'no flash');
      else if (effect.type === 'badge') told.push(`badge ${effect.count}`);
      else told.push(effect.type);
    }
  }
  return told;
}

const began = ['wait-for-name', 'flash', 'badge 1'];

describe('a call that rings', () => {
  test('in front of the agent is said by the desk alone', () => {
    expect(effectsOf(rings(true), named, gone(true))).toEqual([]);
  });

  test('is announced once, with the name as soon as it is known', () => {
    expect(effectsOf(rings(), named, waited, rings(), named)).toEqual([...began, 'announce-call']);
  });

  test('is announced without a name when none comes', () => {
    expect(effectsOf(rings(), waited, named)).toEqual([...began, 'announce-call']);
  });

  test('is taken back when it is answered, also from elsewhere', () => {
    expect(effectsOf(rings(), named, taken, gone())).toEqual([
      ...began,
      'announce-call',
      'withdraw',
      'no flash',
      'badge 0',
    ]);
  });

  test('is taken back when the agent comes, and is no missed call for whoever sees it', () => {
    expect(effectsOf(rings(), named, { type: 'came-to-front' }, gone(true))).toEqual([
      ...began,
      'announce-call',
      'withdraw',
      'no flash',
      'badge 0',
    ]);
  });

  test('and is declined is not missed', () => {
    expect(effectsOf(rings(), { type: 'declined' }, gone())).toEqual([
      ...began,
      'withdraw',
      'no flash',
      'badge 0',
    ]);
  });
});

describe('a missed call', () => {
  const missed = ['withdraw', 'announce-missed', 'no flash', 'badge 1'];

  test('is told, and counted until the agent comes', () => {
    expect(effectsOf(rings(), gone(), { type: 'came-to-front' })).toEqual([
      ...began,
      ...missed,
      'badge 0',
    ]);
  });

  test('is told also when the name never came', () => {
    expect(effectsOf(rings(), gone(), waited)).toEqual([...began, ...missed]);
  });
});
