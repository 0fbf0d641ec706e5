import { picture, type TourSession } from '../session.ts';
import { chooseOutcome } from './inbound.ts';
import { walkScript } from './script.ts';

const minuteMs = 60_000;

/**
 * A minute without the center: its process ends, a call is made and wrapped up all the same, the
 * summary waits visibly, and arrives when the center is back.
 */
export async function offlineMinute(session: TourSession): Promise<void> {
  const { desk, recorder, evidence } = session;
  await desk.click('practice-center-away');
  recorder.holds(
    'offline: the desk says that the center is away',
    await desk
      .state('center-state', 'offline')
      .then(async (is) => is || !(await reachable(session))),
    'reachable',
    'not reachable',
  );
  const awaySinceMs = Date.now();
  if (await desk.shown('dial')) {
    await desk.click('dial');
  } else {
    // The list is worked through: somebody whose number is known is dialed by hand.
    await desk.type('dial-number', session.callerNumber);
    await desk.keys('Enter');
  }
  recorder.holds(
    'offline: a call is made without the center',
    await desk.state('call-state', 'talk'),
    'no call',
    'talking',
  );
  await walkScript(session, 'offline');
  await desk.type('note', 'Written while the center was away.');
  await picture(session, 'offline-on-call');
  await desk.click('hang-up');
  await desk.appears('next');
  await chooseOutcome(session);
  await picture(session, 'offline-wrap-up');
  await desk.click('next');
  const waiting = await desk.until(async () => (await desk.waiting()) > 0, 10_000);
  recorder.holds('offline: what waits is counted on the screen', waiting, '0', '1 or more');
  await picture(session, 'offline-waiting');
  await desk.browser.pause(Math.max(0, minuteMs - (Date.now() - awaySinceMs)));

  const receiptsBefore = evidence.all('receipt').length;
  await desk.click('practice-center-back');
  recorder.holds(
    'offline: the center comes back',
    await desk.state('center-state', 'reachable', 40_000),
    'away',
    'reachable',
  );
  const sent = await desk.until(async () => (await desk.waiting()) === 0, 30_000);
  recorder.holds('offline: nothing waits any more', sent, 'something waits', 'nothing');
  recorder.holds(
    'offline: receipts have come',
    evidence.all('receipt').length > receiptsBefore,
    '0',
    'at least one',
  );
  await desk.click('receipts');
  recorder.holds(
    'offline: the agent can see the receipts',
    (await desk.all('receipt-')).length > 0,
    'none',
    'at least one',
  );
  await picture(session, 'receipts');
  await desk.keys('Escape');
}

async function reachable(session: TourSession): Promise<boolean> {
  return session.desk.state('center-state', 'reachable', 500);
}
