import type { HistoryEntry } from '../../../domain/customer/customer.ts';
import { useMinute } from '../../app/store/clock.ts';
import { useWords } from '../../messages/use-words.ts';
import { historyTitle } from './history-title.ts';
import { Rows } from './rows.tsx';

/** What has been between us, newest first. */
export function History({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const { t, format } = useWords();
  const now = useMinute();
  return (
    <Rows
      title={t('person.history')}
      rows={entries
        .toSorted((a, b) => b.at.localeCompare(a.at))
        .map((entry) => {
          const words = historyTitle(entry);
          return {
            id: entry.id,
            when: format.day(entry.at, now),
            title: words ? t(words) : entry.title,
            text: entry.text,
          };
        })}
    />
  );
}
