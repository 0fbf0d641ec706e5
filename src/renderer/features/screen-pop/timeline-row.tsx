import type { TimelineEntry } from '../../../domain/customer/timeline.ts';
import { runningTime } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';
import { fieldLabels } from './field-words.ts';
import { historyTitle } from './history-title.ts';

/** One thing that happened: when, what, who did it. */
export function TimelineRow(props: { readonly entry: TimelineEntry; readonly nowMs: number }) {
  const { entry, nowMs } = props;
  const { t, format } = useWords();
  const facts = useFacts(entry);
  const title = useTitle(entry);
  return (
    <li className="row" data-testid={`timeline-${entry.kind}`}>
      <span className="row-when">{format.day(entry.at, nowMs)}</span>
      <div className="row-what">
        <p className="row-title" dir="auto">
          {title}
        </p>
        {entry.kind === 'correction'
          ? corrected(entry).map(([field, change]) => (
              <p key={field} className="row-text" dir="auto">
                {t(fieldLabels(field))}: {change}
              </p>
            ))
          : entry.text !== '' && (
              <p className="row-text" dir="auto">
                {entry.text}
              </p>
            )}
        {(facts.length > 0 || entry.by !== '') && (
          <p className="row-text">
            {[...facts, entry.by].filter((part) => part !== '').join(' · ')}
          </p>
        )}
      </div>
    </li>
  );
}

function useTitle(entry: TimelineEntry): string {
  const { t } = useWords();
  const words = historyTitle(entry);
  if (words) return t(words);
  if (entry.title !== '' && entry.title !== 'Call') return entry.title;
  if (entry.kind === 'correction') {
    return t(
      entry.facts['action'] === 'customer-created' ? 'timeline.created' : 'timeline.correction',
    );
  }
  const { settled } = entry.facts;
  if (settled === 'kept' || settled === 'broken') return t(`timeline.${settled}`);
  return t(`timeline.${entry.kind}`);
}

/** Codes and figures in words. */
function useFacts(entry: TimelineEntry): readonly string[] {
  const { t, format } = useWords();
  const { direction, talkMs, reference, status, amountMinor, currency } = entry.facts;
  const facts: string[] = [];
  if (direction === 'inbound' || direction === 'outbound') facts.push(t(`timeline.${direction}`));
  if (Number(talkMs) > 0) facts.push(runningTime(Number(talkMs) / 1000));
  if (reference) facts.push(reference);
  if (amountMinor && currency) facts.push(format.money(Number(amountMinor), currency));
  const key = `${entry.kind}.${status ?? ''}`;
  if (Object.hasOwn(statuses, key)) facts.push(t(statuses[key as keyof typeof statuses]));
  return facts;
}

const statuses = {
  'order.open': 'order.open',
  'order.shipped': 'order.shipped',
  'order.paid': 'order.paid',
  'order.cancelled': 'order.cancelled',
  'ticket.open': 'ticket.open',
  'ticket.waiting': 'ticket.waiting',
  'ticket.closed': 'ticket.closed',
  'promise.open': 'timeline.promise-open',
  'promise.kept': 'timeline.kept',
  'promise.broken': 'timeline.broken',
} as const;

/** A correction's fields with their change, line by line as the center tells them. */
function corrected(entry: TimelineEntry): readonly (readonly [string, string])[] {
  const fields = (entry.facts['fields'] ?? '').split(' ').filter((field) => field !== '');
  const lines = entry.text.split('\n');
  return fields.map((field, place) => [field, lines[place] ?? ''] as const);
}
