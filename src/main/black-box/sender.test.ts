import { expect, test } from 'vitest';
import { openTestJournal, owner } from '../../../tests/support/journal.ts';
import { createReportSender } from './sender.ts';

const at = '2026-11-22T10:00:00.000Z';
const colleague = { ...owner, agentId: 'agent-2' };

/** A desk with a center that answers what it is told to, and a clock that runs when asked. */
function desk(answers: ('kept' | 'refused' | 'away')[], token: () => string = () => 'token') {
  const journal = openTestJournal();
  const sent: string[] = [];
  const alarms: (() => void)[] = [];
  const sender = createReportSender({
    journal,
    owner,
    center: () => ({
      keepBlackBox: async (reportId) => {
        sent.push(reportId);
        return answers.shift() ?? 'kept';
      },
    }),
    accessToken: async () => token() as 'unreachable',
    after: (_milliseconds, run) => {
      alarms.push(run);
      return () => undefined;
    },
    log: { info: () => undefined, warn: () => undefined },
    onChange: () => undefined,
  });
  const put = (reportId: string, of = owner) =>
    journal.blackBoxes.put(of, { reportId, text: `text of ${reportId}` }, at);
  return { journal, sender, sent, alarms, put };
}

const turns = async () => {
  for (let n = 0; n < 20; n += 1) await Promise.resolve();
};

test('each report goes once, oldest first, and only this agent’s', async () => {
  const { journal, sender, sent, put } = desk([]);
  put('b');
  put('a');
  put('c', colleague);
  sender.pump();
  sender.pump();
  await turns();
  expect(sent).toEqual(['a', 'b']);
  expect(journal.blackBoxes.count(owner)).toBe(0);
  expect(journal.blackBoxes.count(colleague)).toBe(1);
});

test('while the center is away it waits, and goes later with the same id', async () => {
  const { journal, sender, sent, alarms, put } = desk(['away', 'kept']);
  put('a');
  sender.pump();
  await turns();
  expect(journal.blackBoxes.count(owner)).toBe(1);
  alarms.at(-1)?.();
  await turns();
  expect(sent).toEqual(['a', 'a']);
  expect(journal.blackBoxes.count(owner)).toBe(0);
});

test('without a token nothing leaves, and what the center refuses for good does not come back', async () => {
  const away = desk([], () => 'unreachable');
  away.put('a');
  away.sender.pump();
  await turns();
  expect(away.sent).toEqual([]);
  expect(away.alarms).toHaveLength(1);

  const refused = desk(['refused']);
  refused.put('a');
  refused.sender.pump();
  await turns();
  expect(refused.journal.blackBoxes.count(owner)).toBe(0);
});

test('after the end of the shift nothing is sent any more', async () => {
  const { sender, sent, put } = desk([]);
  put('a');
  sender.stop();
  sender.pump();
  await turns();
  expect(sent).toEqual([]);
});
