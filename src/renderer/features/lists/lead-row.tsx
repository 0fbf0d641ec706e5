import { GridListItem } from 'react-aria-components';
import { useMinute } from '../../app/store/clock.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { phoneNumber } from '../../design/format.ts';
import type { ListedLead } from '../../local-db/use-records.ts';
import { useWords } from '../../messages/use-words.ts';

/** One person of the list: who, why, where it is what time, and how far we are. */
export function LeadRow(props: { readonly id: string; readonly listed: ListedLead }) {
  const { listed } = props;
  const { lead, customer } = listed;
  const { t, format } = useWords();
  const now = useMinute();
  // A number that must not be called says so, whatever its last talk came to.
  const outcome = useSnapshot(({ campaigns }) =>
    lead.status === 'do-not-call'
      ? undefined
      : campaigns
          .find(({ id }) => id === lead.campaignId)
          ?.dispositions.find(({ id }) => id === lead.lastDispositionId)?.label,
  );
  const name = customer?.name.full || phoneNumber(lead.number);
  const there = format.localTime(now, customer?.timeZone ?? null);
  return (
    <GridListItem
      id={lead.id}
      className="lead"
      textValue={name}
      data-testid={`lead-${lead.id}`}
      data-status={lead.status}
    >
      <span className="lead-who">
        <span className="lead-name">
          <bdi>{name}</bdi>
          {customer?.vip && <span className="chip chip-small chip-vip">{t('person.vip')}</span>}
        </span>
        <span className="lead-why">
          <bdi>{lead.why}</bdi>
        </span>
      </span>
      <span className="lead-where">
        <span>
          <bdi>{customer?.address.town ?? ''}</bdi>
        </span>
        <span className="lead-time">
          {there === null
            ? t('person.local-time-unknown')
            : t('person.local-time', { time: there })}
        </span>
      </span>
      <span className="lead-status">
        {lead.status === 'new' ? '' : <bdi>{outcome ?? t(statuses[lead.status])}</bdi>}
      </span>
    </GridListItem>
  );
}

const statuses = {
  called: 'lead.called',
  done: 'lead.done',
  'do-not-call': 'lead.do-not-call',
} as const;
