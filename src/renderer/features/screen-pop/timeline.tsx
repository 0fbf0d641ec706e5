import { useCallback, useEffect, useState } from 'react';
import {
  Button as AriaButton,
  Input,
  SearchField,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import type { Customer } from '../../../domain/customer/customer.ts';
import { holds } from '../../../domain/customer/fold.ts';
import { searchTextLimit } from '../../../domain/customer/search-key.ts';
import type { TimelineEntry, TimelineKind } from '../../../domain/customer/timeline.ts';
import { useMinute } from '../../app/store/clock.ts';
import { send, useSnapshot } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { keepTimeline, useKeptTimeline } from '../../local-db/timeline.ts';
import { useWords } from '../../messages/use-words.ts';
import { cachedTimeline } from './cached-timeline.ts';
import { TimelineRow } from './timeline-row.tsx';
import './record.css';

const offered = ['call', 'callback', 'order', 'ticket', 'promise', 'letter', 'correction'] as const;
const searchPauseMs = 200;

type Page = {
  readonly state: 'asking' | 'told' | 'away';
  /** Only for a search or a filter; the whole history is kept in the cache. */
  readonly entries: readonly TimelineEntry[] | null;
  readonly next: string | null;
};

/**
 * Everything that was between us, newest first. The center tells it by the page; what this computer
 * has kept is shown at once, and as long as the center is away it is said to be a part.
 */
export function Timeline({ customer }: { readonly customer: Customer }) {
  const { t } = useWords();
  const now = useMinute();
  const [kind, setKind] = useState<TimelineKind | null>(null);
  const [search, setSearch] = useState('');
  const [page, setPage] = useState<Page>({ state: 'asking', entries: null, next: null });
  const reachable = useSnapshot(({ center }) => center.state === 'reachable');
  const kept = useKeptTimeline(customer.id) ?? [];
  const wanted = search.trim();
  const isWhole = kind === null && wanted === '';

  const load = useCallback(
    async (before: string | null, isCurrent: () => boolean) => {
      const kinds = kind === null ? [] : [kind];
      const reply = await send({
        kind: 'load-timeline',
        customerId: customer.id,
        before,
        kinds,
        search: wanted,
      });
      if (!isCurrent()) return;
      const told = reply.ok ? reply.timeline : undefined;
      if (!told) {
        setPage((shown) => ({ ...shown, state: 'away' }));
        return;
      }
      const { entries, next } = told;
      if (kind === null && wanted === '') {
        await keepTimeline(customer.id, { entries, before, isLast: next === null });
      }
      setPage((shown) => ({
        state: 'told',
        entries: before === null ? entries : [...(shown.entries ?? []), ...entries],
        next,
      }));
    },
    [customer.id, kind, wanted],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer record has a newer history
  useEffect(() => {
    let current = true;
    setPage({ state: 'asking', entries: null, next: null });
    const timer = setTimeout(() => void load(null, () => current), wanted ? searchPauseMs : 0);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [load, reachable, customer.version]);

  const here = cachedTimeline(customer, kept).filter(
    (entry) =>
      (kind === null || entry.kind === kind) &&
      (wanted === '' || holds(`${entry.title}\n${entry.text}\n${entry.by}`, wanted)),
  );
  const told = page.state === 'told' ? page.entries : null;
  const shown = told ?? here;
  return (
    <section className="rows timeline" aria-label={t('person.history')}>
      <h3 className="group-label">{t('person.history')}</h3>
      <SearchField
        className="field"
        aria-label={t('timeline.search')}
        value={search}
        onChange={setSearch}
      >
        <Input
          className="field-input"
          placeholder={t('timeline.search')}
          maxLength={searchTextLimit}
          data-testid="timeline-search"
        />
        {/* The library would name it, in the languages it knows: Vietnamese is none of them. */}
        <AriaButton className="only-spoken" aria-label={t('timeline.clear')} />
      </SearchField>
      <ToggleButtonGroup
        className="timeline-filter"
        aria-label={t('timeline.kinds')}
        selectedKeys={kind === null ? [] : [kind]}
        onSelectionChange={(keys) => setKind(([...keys][0] as TimelineKind | undefined) ?? null)}
      >
        {offered.map((one) => (
          <ToggleButton key={one} id={one} className="timeline-kind" data-testid={`kind-${one}`}>
            {t(`timeline.${one}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {page.state === 'away' && (
        <p className="timeline-partial" data-testid="timeline-partial">
          {t('timeline.partial')}
        </p>
      )}
      {shown.length === 0 && page.state !== 'asking' && (
        <p className="timeline-partial">{t(isWhole ? 'timeline.nothing' : 'timeline.no-match')}</p>
      )}
      <ul data-testid="timeline">
        {shown.map((entry) => (
          <TimelineRow key={entry.id} entry={entry} nowMs={now} />
        ))}
      </ul>
      {page.state === 'told' && page.next !== null && (
        <Button
          size="small"
          testId="timeline-more"
          onPress={() => void load(page.next, () => true)}
        >
          {t('timeline.more')}
        </Button>
      )}
    </section>
  );
}
