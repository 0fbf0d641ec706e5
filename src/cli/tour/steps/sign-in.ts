import { picture, type TourSession } from '../session.ts';

/** The newcomer's path: one click, and there is a line, a center and a list. */
export async function signIn(session: TourSession): Promise<void> {
  const { desk, recorder } = session;
  recorder.holds(
    'the sign-in page offers practice',
    await desk.appears('sign-in-practice'),
    'nothing',
    'a practice button',
  );
  await picture(session, 'sign-in');
  const startedMs = performance.now();
  await desk.click('sign-in-practice');
  const failed = 'sign-in-problem-practice-failed';
  await desk.until(
    async () => (await desk.shown('ready-toggle')) || (await desk.shown(failed)),
    60_000,
  );
  const problem = await desk.text(failed);
  const signedIn = await desk.shown('ready-toggle');
  recorder.fact('one click signs in', signedIn, problem || 'no desk', 'the desk');
  if (!signedIn) {
    await picture(session, 'practice-failed');
    throw new Error(problem || 'the desk did not appear');
  }
  recorder.time('click→desk', performance.now() - startedMs);
  recorder.holds(
    'the line is registered',
    await desk.state('line-state', 'registered'),
    'not registered',
    'registered',
  );
  recorder.holds(
    'the center is reachable',
    await desk.state('center-state', 'reachable'),
    'not reachable',
    'reachable',
  );
  recorder.fact(
    'the campaign has a list of people',
    await desk.until(async () => Number.parseInt(await desk.text('preview-count'), 10) > 0),
    await desk.text('preview-count'),
    'one or more',
  );
  recorder.holds(
    'the word Practice is visible',
    await desk.shown('practice-panel'),
    'hidden',
    'shown',
  );
  await picture(session, 'desk-with-list');
}
