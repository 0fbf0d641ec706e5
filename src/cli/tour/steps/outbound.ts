import { picture, type TourSession } from '../session.ts';
import { judgeSound } from '../sound.ts';

/**
 * The next person of the list: previewed, dialed, talked to, marked "do not call again" with one
 * key; the next preview opens by itself, and the number cannot be dialed any more.
 */
export async function outboundDoNotCall(session: TourSession): Promise<void> {
  const { desk, recorder, evidence } = session;
  recorder.fact('outbound: a preview is open, undialed', await desk.appears('dial'), 'none', 'one');
  await picture(session, 'outbound-preview');
  const first = await desk.text('person-name');
  const number = /\+[\d ]+\d/.exec(await desk.browser.$('.call-bar').getText())?.[0] ?? '';
  await desk.click('dial');
  recorder.fact('outbound: the call goes out', await desk.appears('hang-up'), 'no call', 'a call');
  const before = evidence.all('call established').length;
  await desk.browser
    .waitUntil(() => evidence.all('call established').length > before || talks(session), {
      timeout: 20_000,
    })
    .catch(() => false);
  recorder.fact('outbound: the customer answers', await talks(session), 'no answer', 'talking');
  await judgeSound(session, 'outbound');

  await desk.click('do-not-call');
  recorder.fact(
    'outbound: the mark can be undone',
    await desk.appears('undo-do-not-call'),
    'no undo',
    'an undo',
  );
  recorder.fact(
    'outbound: the key does not hang up',
    await desk.shown('hang-up'),
    'call ended',
    'call goes on',
  );
  await picture(session, 'outbound-do-not-call');
  await desk.click('hang-up');
  recorder.fact(
    'outbound: the next person is previewed, undialed',
    (await desk.appears('dial')) && (await differs(session, first)),
    await desk.text('person-name'),
    `somebody else than ${first}`,
  );
  await picture(session, 'outbound-next-preview');

  await desk.type('dial-number', number);
  await desk.keys('Enter');
  recorder.fact(
    'outbound: the marked number is not dialed again',
    (await desk.appears('notice-dnc-refused')) && !(await desk.shown('hang-up')),
    'dialed',
    'refused',
  );
  await picture(session, 'outbound-refused');
}

async function talks(session: TourSession): Promise<boolean> {
  return session.desk.state('call-state', 'talk', 5_000);
}

async function differs(session: TourSession, name: string): Promise<boolean> {
  return session.desk.browser
    .waitUntil(async () => ![name, ''].includes(await session.desk.text('person-name')), {
      timeout: 10_000,
    })
    .catch(() => false);
}
