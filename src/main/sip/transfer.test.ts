import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { RTCSession } from '#jssip';
import { byeWithinMs, outcomeWithinMs, refer } from './transfer.ts';

type Notify = { body: string | null; getHeader(name: string): string | undefined };

/** A session of the library, as far as a REFER goes, and a clock that is turned by hand. */
function asked() {
  const told: object[] = [];
  const timers = new Map<() => void, number>();
  let nowMs = 0;
  const subscriber = Object.assign(new EventEmitter(), {
    receiveNotify: (_notify: Notify): void => undefined,
  });
  const _referSubscribers: Record<string, unknown> = { 7: subscriber };
  const session = { refer: () => subscriber, _referSubscribers } as unknown as RTCSession;
  const stop = refer(
    session,
    { target: '204' },
    {
      callId: 'a',
      after(milliseconds, run) {
        timers.set(run, nowMs + milliseconds);
        return () => timers.delete(run);
      },
      emit: ({ callId: _callId, ...event }) => told.push(event),
    },
  );
  return {
    told,
    stop,
    subscriptions: _referSubscribers,
    answered: () => subscriber.emit('requestSucceeded'),
    refused: (status: number | null, cause = 'Rejected') =>
      subscriber.emit('requestFailed', {
        response: status === null ? null : { status_code: status },
        cause,
      }),
    notified: (body: string | null, state = 'active;expires=60') =>
      subscriber.receiveNotify({
        body,
        getHeader: (name) => (name === 'Subscription-State' ? state : undefined),
      }),
    passes(milliseconds: number): void {
      nowMs += milliseconds;
      for (const [run, atMs] of timers) {
        if (atMs > nowMs) continue;
        timers.delete(run);
        run();
      }
    },
    timersLeft: () => timers.size,
  };
}

const over = 'terminated;reason=noresource';
const accepted = { type: 'sip.transferProgress', progress: 'accepted' };
const rings = { type: 'sip.transferProgress', progress: 'ringing' };
const reached = { type: 'sip.transferReached' };
const failed = (sipCause: string, sipStatus: number | null) => ({
  type: 'sip.transferFailed',
  sipCause,
  sipStatus,
});

test('taken, tried, rings, reached: each is told, and the last word once', () => {
  const { told, answered, notified, subscriptions, timersLeft } = asked();
  answered();
  notified('SIP/2.0 100 Trying');
  notified('SIP/2.0 180 Ringing');
  notified('SIP/2.0 200 OK', over);
  notified('SIP/2.0 486 Busy Here', over);
  expect(told).toEqual([accepted, accepted, rings, reached]);
  expect(subscriptions).toEqual({});
  expect(timersLeft()).toBe(0);
});

test.each([
  [486, 'busy'],
  [603, 'rejected'],
])('%i is a failure, whether or not the subscription is over by it', (status, cause) => {
  for (const state of ['active;expires=60', over]) {
    const { told, answered, notified, subscriptions, timersLeft } = asked();
    answered();
    notified(`SIP/2.0 ${status} whatever`, state);
    expect(told.at(-1)).toEqual(failed(cause, status));
    expect(subscriptions).toEqual({});
    expect(timersLeft()).toBe(0);
  }
});

test('a word that comes before the answer to the REFER counts', () => {
  const { told, answered, notified } = asked();
  notified('SIP/2.0 486 Busy Here', over);
  answered();
  expect(told).toEqual([failed('busy', 486)]);
});

test('nothing more within the limit is a failure, and a sign of life begins it anew', () => {
  const { told, answered, notified, passes } = asked();
  answered();
  passes(outcomeWithinMs - 1);
  notified('SIP/2.0 180 Ringing');
  passes(outcomeWithinMs - 1);
  expect(told).toEqual([accepted, rings]);
  passes(1);
  expect(told.at(-1)).toEqual(failed('request-timeout', null));
});

test.each([
  ['no status at all', null],
  ['no final one', 'SIP/2.0 100 Trying'],
  ['none that can be read', '486'],
])('a subscription that ends with %s, and no BYE follows: failed', (_what, body) => {
  const { told, answered, notified, passes, subscriptions } = asked();
  answered();
  notified(body, over);
  passes(byeWithinMs - 1);
  expect(told).toEqual([accepted, accepted]);
  passes(1);
  expect(told.at(-1)).toEqual(failed('dialog-error', null));
  expect(subscriptions).toEqual({});
});

test('its late answer does not prolong that', () => {
  const { told, answered, notified, passes } = asked();
  notified(null, over);
  answered();
  passes(byeWithinMs);
  expect(told).toEqual([accepted, failed('dialog-error', null)]);
});

test('the BYE that follows is the outcome: nothing is told of it here', () => {
  const { told, answered, notified, passes, stop, timersLeft } = asked();
  answered();
  notified(null, over);
  stop();
  passes(outcomeWithinMs);
  expect(told).toEqual([accepted, accepted]);
  expect(timersLeft()).toBe(0);
});

test.each([
  [501, 'Rejected', failed('not-supported', 501)],
  [603, 'Rejected', failed('rejected', 603)],
  [408, 'Rejected', failed('request-timeout', 408)],
  [null, 'Connection Error', failed('connection-error', null)],
  [null, 'Request Timeout', failed('request-timeout', null)],
])('a REFER that gets %s (%s) fails', (status, cause, event) => {
  const { told, refused } = asked();
  refused(status, cause);
  expect(told).toEqual([event]);
});
