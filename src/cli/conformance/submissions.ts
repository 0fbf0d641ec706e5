import { receipt as receiptSchema } from '../../contract/sync/down/receipt.ts';
import { type Desk, helloOf, type Of, openDesk } from './desk.ts';
import { bodyOf, expectProblem, request } from './http.ts';
import type { Session } from './sign-in.ts';
import { expectSame, type Tally } from './tally.ts';

let ordinal = 0;

/** A summary of a call that never was, about nobody. */
function summaryOf(callId: string, note: string, revision = 1) {
  const startedAt = new Date(Date.now() - 60_000).toISOString();
  return {
    kind: 'summary',
    summary: {
      callId,
      revision,
      campaignId: null,
      leadId: null,
      customerId: null,
      number: null,
      direction: 'outbound',
      dispositionId: null,
      note,
      fields: {},
      script: null,
      startedAt,
      answeredAt: null,
      endedAt: new Date().toISOString(),
      talkMs: 0,
      endedBy: null,
    },
  };
}

/** Handing in: receipts, the same again, and what is rejected. */
export async function checkSubmissions(
  tally: Tally,
  base: string,
  session: Session,
): Promise<void> {
  const { token } = session;
  const connect = async (): Promise<Desk> => {
    const desk = await openDesk(base);
    desk.say(helloOf(session));
    await desk.frame('welcome');
    return desk;
  };
  const itemOf = (payload: object, over: object = {}) => {
    ordinal += 1;
    const { id: centerId } = session.provisioning.center;
    const key = crypto.randomUUID();
    return { type: 'submit', key, centerId, ordinal, clockOffsetMs: null, payload, ...over };
  };
  const hand = (desk: Desk, one: { readonly key: string }): Promise<Of<'receipt'>> => {
    desk.say(one);
    return desk.frame('receipt', ({ key }) => key === one.key);
  };
  const alone = async (one: { readonly key: string }): Promise<Of<'receipt'>> => {
    const desk = await connect();
    const found = await hand(desk, one);
    desk.close();
    return found;
  };
  const rejected = async (one: { readonly key: string }, reason: string) => {
    const { outcome, reason: given } = await alone(one);
    expectSame('outcome and reason', [outcome, given], ['rejected', reason]);
  };

  const callId = crypto.randomUUID();
  const first = itemOf(summaryOf(callId, 'Nguyễn 张伟 😀 ’'));
  const stored = await tally.check('a summary is stored, with a reference', async () => {
    const found = await alone(first);
    expectSame('the outcome', found.outcome, 'stored');
    if (found.reference === '') throw new Error('there is nothing to quote');
    return found;
  });
  await tally.check('the same item again has the same receipt', async () =>
    expectSame('the receipt', await alone(first), stored),
  );
  await tally.check('twenty copies at once have one answer', async () => {
    const one = itemOf(summaryOf(crypto.randomUUID(), 'Twenty copies'));
    const desk = await connect();
    for (let copy = 0; copy < 20; copy += 1) desk.say(one);
    const last = itemOf(summaryOf(crypto.randomUUID(), 'The last'));
    await hand(desk, last);
    desk.close();
    const answers = desk
      .frames()
      .filter((frame) => frame.type === 'receipt' && frame.key === one.key)
      .map((frame) => JSON.stringify(frame));
    expectSame('answers', answers.length, 20);
    expectSame('different answers', new Set(answers).size, 1);
  });
  await tally.check('items are answered in their order', async () => {
    const items = Array.from({ length: 10 }, () => itemOf(summaryOf(crypto.randomUUID(), 'Order')));
    const desk = await connect();
    for (const one of items) desk.say(one);
    await desk.frame('receipt', ({ key }) => key === items.at(-1)?.key);
    desk.close();
    const answered = desk.frames().flatMap((one) => (one.type === 'receipt' ? [one.key] : []));
    expectSame(
      'the order',
      answered,
      items.map((one) => one.key),
    );
  });
  await tally.check('the receipt can be asked for by its key', async () => {
    const answer = await request(base, `/v1/receipts/${first.key}`, { token });
    expectSame('the receipt', bodyOf(answer, receiptSchema), stored);
  });
  await tally.check('a key that nobody used has no receipt', async () => {
    const answer = await request(base, `/v1/receipts/${crypto.randomUUID()}`, { token });
    expectProblem(answer, 404, 'not-found');
  });
  await tally.check('another item under the same key is rejected as key-reused', () =>
    rejected(
      { ...first, payload: summaryOf(crypto.randomUUID(), 'Another') } as typeof first,
      'key-reused',
    ),
  );
  await tally.check('a next revision is stored', async () =>
    expectSame(
      'the outcome',
      (await alone(itemOf(summaryOf(callId, 'More', 2)))).outcome,
      'stored',
    ),
  );
  await tally.check('a revision that is there is rejected as revision-taken', () =>
    rejected(itemOf(summaryOf(callId, 'Late', 2)), 'revision-taken'),
  );
  await tally.check('a summary is stored whatever it names, gone or not', async () => {
    const { summary, ...kind } = summaryOf(crypto.randomUUID(), 'Gone');
    const gone = {
      campaignId: 'no-such-campaign',
      leadId: crypto.randomUUID(),
      customerId: crypto.randomUUID(),
      dispositionId: 'no-such-outcome',
      script: { scriptId: 'no-such-script', version: 1, path: ['start'], answers: {} },
    };
    const one = itemOf({ ...kind, summary: { ...summary, ...gone } });
    expectSame('the outcome', (await alone(one)).outcome, 'stored');
  });
  await tally.check('an item of another center is rejected as other-center', () =>
    rejected(itemOf(summaryOf(crypto.randomUUID(), 'x'), { centerId: 'another' }), 'other-center'),
  );
  await tally.check(
    'an item that is not understood is rejected as malformed, the talk goes on',
    async () => {
      const desk = await connect();
      const odd = await hand(desk, itemOf({ kind: 'x-poem' }));
      expectSame('outcome and reason', [odd.outcome, odd.reason], ['rejected', 'malformed']);
      const next = await hand(desk, itemOf(summaryOf(crypto.randomUUID(), 'After')));
      desk.close();
      expectSame('the outcome of the next', next.outcome, 'stored');
    },
  );
}
