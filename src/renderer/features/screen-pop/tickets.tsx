import type { Ticket } from '../../../domain/customer/customer.ts';
import { useMinute } from '../../app/store/clock.ts';
import { useWords } from '../../messages/use-words.ts';
import { Rows } from './rows.tsx';

/** Tickets that are not closed, newest first. */
export function Tickets({ tickets }: { readonly tickets: readonly Ticket[] }) {
  const { t, format } = useWords();
  const now = useMinute();
  const open = tickets
    .filter(({ status }) => status !== 'closed')
    .toSorted((a, b) => b.openedAt.localeCompare(a.openedAt));
  return (
    <Rows
      title={t('person.tickets')}
      rows={open.map((ticket) => ({
        id: ticket.id,
        when: format.day(ticket.openedAt, now),
        title: ticket.title,
        text: `${ticket.reference} · ${t(statuses[ticket.status])}`,
      }))}
    />
  );
}

const statuses = {
  open: 'ticket.open',
  waiting: 'ticket.waiting',
  closed: 'ticket.closed',
} as const;
