import { expect, test } from 'vitest';
import { aSummary, instantAt } from '../../../tests/support/desk-records.ts';
import { openTestJournal, owner } from '../../../tests/support/journal.ts';
import type { Receipt } from '../../contract/sync/down/receipt.ts';
import type { Submit } from '../../contract/sync/up/submit.ts';
import type { ItemReceipt } from '../journal/outbox.ts';
import { createDelivery } from './delivery.ts';

const receipt = (key: string): Receipt => ({
  type: 'receipt',
  key,
  outcome: 'stored',
  reason: '',
  reference: 'S-1',
  at: instantAt(0),
});

function bench(items: number) {
  const journal = openTestJournal();
  const sent: Submit[] = [];
  const line = { up: true };
  let diskFull = false;
  const outbox = {
    ...journal.outbox,
    settle: (told: ItemReceipt) =>
      diskFull
        ? { ok: false as const, problem: 'disk-full' as const }
        : journal.outbox.settle(told),
  };
  const delivery = createDelivery({
    journal: { ...journal, outbox },
    owner,
    submit(item) {
      if (line.up) sent.push(item);
      return line.up;
    },
    onChange: () => undefined,
  });
  for (let n = 0; n < items; n += 1) {
    journal.commit(owner, [
      {
        append: [{ key: `key-${n}`, entry: { kind: 'summary', summary: aSummary() } }],
        workId: `work-${n}`,
        save: null,
      },
    ]);
  }
  return {
    journal,
    delivery,
    sent: () => sent.splice(0).map((item) => item.key),
    line,
    full(is: boolean) {
      diskFull = is;
    },
    waiting: () => journal.outbox.counts(owner).waiting,
  };
}
const keys = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `key-${from + n}`);

test('one batch is under way; the next goes when each of it has its receipt', () => {
  const { delivery, sent, waiting } = bench(120);
  delivery.pump();
  expect(sent()).toEqual(keys(0, 50));
  delivery.pump();
  for (const key of keys(0, 49)) delivery.receipt(receipt(key));
  expect(sent()).toEqual([]);
  delivery.receipt(receipt('key-49'));
  expect(sent()).toEqual(keys(50, 100));
  for (const key of keys(50, 100)) delivery.receipt(receipt(key));
  for (const key of sent()) delivery.receipt(receipt(key));
  expect(waiting()).toBe(0);
});

test('a doubled receipt, or one for something else, moves nothing', () => {
  const { delivery, sent, waiting } = bench(2);
  delivery.pump();
  expect(sent()).toEqual(['key-0', 'key-1']);
  delivery.receipt(receipt('key-0'));
  delivery.receipt(receipt('key-0'));
  delivery.receipt(receipt('not-ours'));
  expect(sent()).toEqual([]);
  expect(waiting()).toBe(1);
});

test('what has no receipt goes again with the next welcome, in its order', () => {
  const { delivery, sent, line } = bench(3);
  delivery.pump();
  sent();
  delivery.receipt(receipt('key-1'));
  delivery.resend();
  expect(sent()).toEqual(['key-0', 'key-2']);
  line.up = false;
  delivery.resend();
  expect(sent()).toEqual([]);
  line.up = true;
  delivery.resend();
  expect(sent()).toEqual(['key-0', 'key-2']);
});

test('a receipt that a full disk does not take is taken when there is room', () => {
  const { delivery, sent, full, waiting } = bench(1);
  delivery.pump();
  sent();
  full(true);
  delivery.receipt(receipt('key-0'));
  delivery.pump();
  expect(waiting()).toBe(1);
  full(false);
  delivery.pump();
  expect(waiting()).toBe(0);
  expect(sent()).toEqual([]);
});
