import { picture, type TourSession } from '../session.ts';
import { judgeSound } from '../sound.ts';
import { chooseOutcome } from './inbound.ts';
import { walkScript } from './script.ts';

/**
 * The next person of the list: previewed, dialed, talked to, marked "do not call again" with one
 * key; the next preview opens by itself, and the number cannot be dialed any more.
 */
export async function outboundDoNotCall(session: TourSession): Promise<void> {
  const { desk, recorder } = session;
  recorder.holds(
    'outbound: a preview is open, undialed',
    await desk.appears('dial'),
    'none',
    'one',
  );
  await picture(session, 'outbound-preview');
  const answered = await dialUntilAnswered(session);
  recorder.holds('outbound: a customer answers', answered, 'no answer', 'talking');
  const first = await desk.text('person-name');
  const number = /\+[\d ]+\d/.exec(await desk.browser.$('.call-bar').getText())?.[0] ?? '';
  await judgeSound(session, 'outbound');

  const pages = await walkScript(session, 'outbound');
  recorder.fact('outbound: the script was walked', pages > 1, `${pages} page`, 'several pages');
  await desk.click('do-not-call');
  recorder.holds(
    'outbound: the mark can be undone',
    await desk.appears('undo-do-not-call'),
    'no undo',
    'an undo',
  );
  recorder.holds(
    'outbound: the key does not hang up',
    await desk.shown('hang-up'),
    'call ended',
    'call goes on',
  );
  await picture(session, 'outbound-do-not-call');
  await desk.click('hang-up');
  const followed = await desk.until(
    async () => (await desk.shown('dial')) && (await desk.text('person-name')) !== first,
  );
  const left = Number.parseInt(await desk.text('preview-count'), 10);
  recorder.fact(
    'outbound: the next person is previewed, undialed',
    followed || left === 0,
    await desk.text('person-name'),
    `somebody else than ${first}, or nobody left`,
  );
  await picture(session, 'outbound-next-preview');

  await desk.type('dial-number', number);
  await desk.keys('Enter');
  recorder.holds(
    'outbound: the marked number is not dialed again',
    (await desk.appears('notice-dnc-refused')) && !(await desk.shown('hang-up')),
    'dialed',
    'refused',
  );
  await picture(session, 'outbound-refused');
}

const mostTries = 4;

/** Busy, no answer, not in service: wrapped up, and on to the next person. */
async function dialUntilAnswered(session: TourSession): Promise<boolean> {
  const { desk } = session;
  for (let tries = 0; tries < mostTries; tries += 1) {
    await desk.click('dial');
    await desk.until(async () => (await talks(session)) || (await desk.shown('next')), 60_000);
    if (await talks(session)) return true;
    await chooseOutcome(session);
    await desk.click('next');
    if (!(await desk.appears('dial'))) return false;
  }
  return false;
}

async function talks(session: TourSession): Promise<boolean> {
  return session.desk.state('call-state', 'talk', 300);
}
