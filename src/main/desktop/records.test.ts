import { expect, test } from 'vitest';
import { aWork, fictionNumber } from '../../../tests/support/desk-records.ts';
import { openTestJournal, owner } from '../../../tests/support/journal.ts';
import { createWriter } from '../journal/writer.ts';
import { createMachine } from './machine.ts';
import { createRecords } from './records.ts';

const nothing = () => undefined;
const never = () => nothing;

test('somebody made known becomes the person of the conversation beside, too', () => {
  const journal = openTestJournal();
  const writer = createWriter({ journal, owner, after: never, onChange: nothing });
  const machine = createMachine({
    writer,
    clockOffsetMs: () => 0,
    carryOut: nothing,
    onNotice: nothing,
    onStep: nothing,
  });
  const person = { match: 'unknown' } as const;
  machine.dispatch({
    type: 'signed-in',
    campaigns: [],
    scripts: [],
    restored: aWork({ workId: 'in-front', person }),
    restoredOther: aWork({ workId: 'beside', person, number: fictionNumber(7) }),
  });
  const at = '2026-11-22T10:00:00.000Z';
  const records = createRecords({
    owner,
    journal,
    writer,
    machine,
    clock: { nowMs: () => 0, now: () => at, after: never },
    onNotice: nothing,
    onWritten: nothing,
    onChange: nothing,
  });
  const reply = records.carryOut({
    kind: 'open-edit',
    edit: 'create',
    customerId: null,
    workId: 'beside',
    base: {},
    version: 0,
  });
  const editId = reply?.ok ? (reply.editId ?? '') : '';
  records.carryOut({
    kind: 'type-edit',
    editId,
    field: 'full',
    value: 'Lê Thị Mai',
    inputSequence: 1,
  });
  expect(records.carryOut({ kind: 'send-edit', editId })).toEqual({ ok: true });
  expect(machine.state().other?.person.match).toBe('customer');
  expect(machine.state().work?.person.match).toBe('unknown');
});
