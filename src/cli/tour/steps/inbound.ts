import { picture, type TourSession } from '../session.ts';
import { customerHears, judgeSound } from '../sound.ts';
import { walkScript } from './script.ts';

/** Below this a telephone carries no voice. */
const silence = 0.01;

/** A customer calls in: pop, answer, script, mute, hold, hang up, summary, Next. */
export async function inboundCall(session: TourSession, name = 'inbound'): Promise<void> {
  const { desk, recorder, evidence } = session;
  await desk.click('practice-ring');
  const rang = await desk.appears('answer');
  recorder.holds(`${name}: the call rings`, rang, 'no answer button', 'an answer button');
  const offered = await evidence.until('call offered');
  const painted = await evidence.until('pop painted', (line) => line.time >= (offered?.time ?? ''));
  recorder.fact(
    `${name}: who calls is painted before the answer`,
    painted !== null && (await desk.text('person-name')) !== '',
    await desk.text('person-name'),
    'a person',
  );
  if (offered && painted) {
    recorder.time('INVITE→painted pop', Number(painted['atMs']) - Number(offered['atMs']));
  }
  await picture(session, `${name}-ringing`);

  await desk.click('answer');
  const established = await evidence.until(
    'call established',
    (line) => line['callId'] === offered?.['callId'],
  );
  const asked = evidence.last('answer asked');
  recorder.holds(`${name}: the call is answered`, established !== null, 'no 200 OK', '200 OK');
  if (asked && established) {
    recorder.time('click→200 OK', Number(established['atMs']) - Number(asked['atMs']));
  }
  await judgeSound(session, 'inbound');
  await picture(session, `${name}-on-call`);

  await desk.click('mute');
  recorder.holds(
    `${name}: muted means silence at the customer's ear`,
    await customerHears(session, (level, line) => line['muted'] === true && level < silence),
    'sound',
    'silence',
  );
  await picture(session, `${name}-muted`);
  await desk.click('mute');
  recorder.holds(
    `${name}: unmuted is heard again`,
    await customerHears(session, (level, line) => line['muted'] === false && level > silence),
    'silence',
    'sound',
  );
  await desk.click('hold');
  const held = await evidence.until('sound here', (line) => line['hold'] === 'local', 10_000);
  recorder.holds(`${name}: hold is confirmed`, held !== null, 'no hold', 'hold');
  await picture(session, `${name}-held`);
  await desk.click('hold');
  const resumed = await customerHears(
    session,
    (level, line) => line['hold'] === 'none' && level > silence,
  );
  recorder.holds(`${name}: resumed is heard again`, resumed, 'silence', 'sound');

  const pages = await walkScript(session, name);
  recorder.fact(`${name}: the script was walked`, pages > 1, `${pages} page`, 'several pages');
  await desk.type('note', 'Gọi lại sau; O’Brien 欧阳 — wants the gutter first.');
  recorder.holds(
    `${name}: what was typed is on disk`,
    await desk.until(async () => (await desk.at('saved').getAttribute('data-saved')) === 'saved'),
    'not saved',
    'saved',
  );
  await desk.click('hang-up');
  recorder.holds(`${name}: wrap-up begins`, await desk.appears('next'), 'no Next', 'Next');
  await picture(session, `${name}-wrap-up`);
  await chooseOutcome(session);
  await desk.click('next');
}

/** The first outcome that does not block the number. */
export async function chooseOutcome(session: TourSession): Promise<void> {
  const outcome = (await session.desk.all('disposition-'))[0];
  if (outcome) await session.desk.click(outcome);
}
