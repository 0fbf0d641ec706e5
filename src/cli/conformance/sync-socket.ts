import { helloOf, type Of, openDesk } from './desk.ts';
import type { Session } from './sign-in.ts';
import { expectSame, type Tally } from './tally.ts';

/** The opening of the socket, what is refused, and the feed. */
export async function checkSocket(
  tally: Tally,
  base: string,
  session: Session,
): Promise<Of<'welcome'> | null> {
  const refusals: [string, object, string][] = [
    ['a version nobody has', helloOf(session, { protocol: '0000000000000000' }), 'protocol'],
    ['a token nobody gave out', helloOf(session, { accessToken: 'none' }), 'token'],
    ['a first frame that is no hello', { type: 'agent-state', state: 'ready' }, 'malformed'],
  ];
  for (const [what, first, reason] of refusals) {
    await tally.check(`${what} is refused, and the socket ends`, async () => {
      const desk = await openDesk(base);
      desk.say(first);
      const refused = await desk.frame('refused');
      expectSame('the reason', refused.reason, reason);
      expectSame('the version it speaks', refused.protocol, session.protocol);
      await desk.closed();
    });
  }
  const welcome = await tally.check(
    'a hello is welcomed by the same center and epoch',
    async () => {
      const desk = await openDesk(base);
      desk.say(helloOf(session));
      const found = await desk.frame('welcome');
      desk.close();
      const { id, epoch } = session.provisioning.center;
      expectSame('center and epoch', [found.centerId, found.epoch], [id, epoch]);
      return found;
    },
  );
  if (!welcome) return null;
  await tally.check('without a resume a whole snapshot comes, the provisioning in it', async () => {
    const desk = await openDesk(base);
    desk.say(helloOf(session));
    const { sequence } = await desk.frame('welcome');
    const last = await desk.frame('changes', (one) => one.complete && one.to >= sequence);
    desk.close();
    const frames = desk.frames().filter((one) => one.type === 'changes');
    expectSame('reset of the first frame', frames[0]?.reset, true);
    expectSame('further resets', frames.slice(1).filter((one) => one.reset).length, 0);
    const kinds = frames.flatMap((one) => one.changes.map((change) => change.kind));
    if (!kinds.includes('provisioning')) throw new Error('there is no provisioning in it');
    const [entry, lead] = [kinds.lastIndexOf('dnc-entry'), kinds.indexOf('lead')];
    if (lead >= 0 && entry > lead)
      throw new Error('a lead came before the wishes not to be called');
    return last;
  });
  await tally.check(
    'with a resume at the head nothing is told twice, or all of it anew',
    async () => {
      const desk = await openDesk(base);
      const { epoch, sequence } = welcome;
      desk.say(helloOf(session, { resume: { epoch, sequence } }));
      const now = await desk.frame('welcome');
      if (now.sequence > sequence) await desk.frame('changes', (one) => one.complete);
      desk.close();
      const [first] = desk.frames().filter((one) => one.type === 'changes');
      if (first && !first.reset) expectSame('from', first.from, sequence);
    },
  );
  await tally.check('a resume of another epoch begins with a snapshot', async () => {
    const desk = await openDesk(base);
    desk.say(helloOf(session, { resume: { epoch: 'another', sequence: 1 } }));
    const first = await desk.frame('changes');
    desk.close();
    expectSame('reset', first.reset, true);
  });
  await tally.check('the older socket of one agent is refused as moved', async () => {
    const [older, newer] = [await openDesk(base), await openDesk(base)];
    older.say(helloOf(session));
    await older.frame('welcome');
    newer.say(helloOf(session));
    await newer.frame('welcome');
    expectSame('the reason', (await older.frame('refused')).reason, 'moved');
    newer.close();
  });
  await tally.check(
    'a message of an unknown type is refused as malformed, and is named',
    async () => {
      const desk = await openDesk(base);
      desk.say(helloOf(session));
      await desk.frame('welcome');
      desk.say({ type: 'x-poem', lines: 3 });
      const refused = await desk.frame('refused');
      expectSame('the reason', refused.reason, 'malformed');
      if (!refused.detail.includes('x-poem')) throw new Error('the detail does not name it');
      await desk.closed();
    },
  );
  return welcome;
}
