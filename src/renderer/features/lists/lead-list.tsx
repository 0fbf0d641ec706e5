import { useMemo } from 'react';
import { GridList, ListLayout, Virtualizer } from 'react-aria-components';
import { ask, useSnapshot } from '../../app/store/desk-store.ts';
import { useLeads } from '../../local-db/use-records.ts';
import { useWords } from '../../messages/use-words.ts';
import { EmptyList } from './empty-list.tsx';
import { LeadRow } from './lead-row.tsx';
import './lists.css';

/** The campaign's people, in the order they are called. Opening one shows it, undialed. */
export function LeadList() {
  const { t, format } = useWords();
  const campaignId = useSnapshot((snapshot) => snapshot.campaignId);
  const campaign = useSnapshot((snapshot) =>
    snapshot.campaigns.find(({ id }) => id === snapshot.campaignId),
  );
  const leads = useLeads(campaignId);
  const ordered = useMemo(
    () => leads?.toSorted((a, b) => turn(a.lead.status) - turn(b.lead.status)),
    [leads],
  );
  const open = leads?.filter(({ lead }) => lead.status === 'new').length ?? 0;
  const rowHeight = 60 * textScale();
  return (
    <section className="list" aria-labelledby="list-title" aria-busy={leads === undefined}>
      <header className="list-head">
        <h2 className="list-title" id="list-title">
          <bdi>{campaign?.name ?? t('list.title')}</bdi>
        </h2>
        {leads !== undefined && leads.length > 0 && (
          <p className="list-facts">
            {t('list.left', {
              count: open,
              left: format.count(open),
              all: format.count(leads.length),
            })}
          </p>
        )}
      </header>
      {ordered !== undefined && ordered.length === 0 && <EmptyList />}
      {ordered !== undefined && ordered.length > 0 && (
        <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: rowHeight }}>
          <GridList
            className="list-rows"
            aria-labelledby="list-title"
            items={ordered}
            onAction={(key) => ask({ kind: 'open-preview', leadId: String(key) })}
          >
            {(listed) => <LeadRow id={listed.lead.id} listed={listed} />}
          </GridList>
        </Virtualizer>
      )}
    </section>
  );
}

const turns = { new: 0, called: 1, done: 2, 'do-not-call': 3 } as const;

function turn(status: keyof typeof turns): number {
  return turns[status];
}

/** How much larger than usual the agent has set the text. */
function textScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}
