import type { Order } from '../../../domain/customer/customer.ts';
import { useMinute } from '../../app/store/clock.ts';
import { useWords } from '../../messages/use-words.ts';
import { Rows } from './rows.tsx';

export function Orders({ orders }: { readonly orders: readonly Order[] }) {
  const { t, format } = useWords();
  const now = useMinute();
  return (
    <Rows
      title={t('person.orders')}
      rows={orders
        .toSorted((a, b) => b.at.localeCompare(a.at))
        .map((order) => ({
          id: order.id,
          when: format.day(order.at, now),
          title: order.title,
          text: [
            order.reference,
            format.money(order.amountMinor, order.currency),
            t(statuses[order.status]),
          ].join(' · '),
        }))}
    />
  );
}

const statuses = {
  open: 'order.open',
  shipped: 'order.shipped',
  paid: 'order.paid',
  cancelled: 'order.cancelled',
} as const;
