import type { CampaignStanding } from '../../../../contract/http/campaigns.ts';
import { durationWords } from '../../../messages/duration-words.ts';
import { useWords } from '../../../messages/use-words.ts';
import { AnswerTrouble } from '../answer-trouble.tsx';
import { NameFilter } from '../name-filter.tsx';
import { SortableHeader } from '../sortable-header.tsx';
import type { Columns } from '../table-order.ts';
import { useFloorAnswer } from '../use-floor-answer.ts';
import { useTable } from '../use-table.ts';

const everyMs = 10_000;
const statuses = ['new', 'called', 'done', 'do-not-call'] as const;

function request() {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  return { kind: 'campaigns', since: midnight.toISOString() } as const;
}

/** Every campaign: how far its people have come, what is promised, what was talked today. */
export function CampaignsTab() {
  const { t, format } = useWords();
  const { value: campaigns, atMs, trouble } = useFloorAnswer(request, everyMs);
  const { compareNames } = format;
  const { shown, filter, sorting } = useTable(campaigns, {
    columns: columnsOf(compareNames),
    // As the center gives them, until somebody sorts.
    first: null,
    namesOf,
    tie: (a, b) => compareNames(a.name, b.name) || a.campaignId.localeCompare(b.campaignId),
  });
  return (
    <section className="floor-tab" aria-labelledby="floor-campaigns">
      <h2 className="floor-heading" id="floor-campaigns">
        {t('floor.campaigns')}
      </h2>
      <AnswerTrouble trouble={trouble} atMs={atMs} />
      {campaigns?.length === 0 && <p className="floor-hint">{t('floor.campaigns-none')}</p>}
      {campaigns !== null && campaigns.length > 0 && (
        <>
          <NameFilter label={t('floor.find-campaign')} filter={filter} testId="campaigns" />
          <table className="floor-table" data-testid="campaigns">
            <thead>
              <tr>
                <SortableHeader text={t('import.campaign')} {...sorting('name')} />
                <SortableHeader text={t('floor.direction')} {...sorting('direction')} />
                <SortableHeader text={t('floor.people')} {...sorting('people')} />
                {statuses.map((status) => (
                  <SortableHeader
                    key={status}
                    isNumber
                    mark={<span className={`floor-key floor-key-${status}`} aria-hidden="true" />}
                    text={t(`floor.lead-${status}`)}
                    {...sorting(status)}
                  />
                ))}
                <SortableHeader
                  isNumber
                  text={t('floor.open-callbacks')}
                  {...sorting('callbacks')}
                />
                <SortableHeader
                  isNumber
                  text={t('floor.conversations')}
                  {...sorting('conversations')}
                />
                <SortableHeader isNumber text={t('floor.talk-time')} {...sorting('talk-time')} />
              </tr>
            </thead>
            <tbody>
              {shown.map((campaign) => (
                <tr key={campaign.campaignId} data-testid={`campaign-${campaign.campaignId}`}>
                  <th scope="row">
                    <bdi>{campaign.name}</bdi>
                  </th>
                  <td>{t(`floor.${campaign.direction}`)}</td>
                  <td>
                    <Progress campaign={campaign} />
                  </td>
                  {statuses.map((status) => (
                    <td key={status} className="floor-number">
                      {format.count(campaign.leads[status])}
                    </td>
                  ))}
                  <td className="floor-number">{format.count(campaign.openCallbacks)}</td>
                  <td className="floor-number">{format.count(campaign.conversations)}</td>
                  <td className="floor-number">{durationWords(t, campaign.talkMs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

const namesOf = ({ name }: CampaignStanding) => [name];

const peopleOf = ({ leads }: CampaignStanding) =>
  statuses.reduce((sum, status) => sum + leads[status], 0);

function columnsOf(compareNames: (a: string, b: string) => number) {
  type Amount = (campaign: CampaignStanding) => number;
  const by = (amount: Amount) =>
    ({
      compare: (a: CampaignStanding, b: CampaignStanding) => amount(a) - amount(b),
      first: 'descending',
    }) as const;
  return {
    name: { compare: (a, b) => compareNames(a.name, b.name), first: 'ascending' },
    direction: { compare: (a, b) => compareNames(a.direction, b.direction), first: 'ascending' },
    // As the bar shows it: how far they have come.
    people: {
      ...by((campaign) => 1 - campaign.leads.new / peopleOf(campaign)),
      isEmpty: (campaign) => peopleOf(campaign) === 0,
    },
    new: by(({ leads }) => leads.new),
    called: by(({ leads }) => leads.called),
    done: by(({ leads }) => leads.done),
    'do-not-call': by(({ leads }) => leads['do-not-call']),
    callbacks: by(({ openCallbacks }) => openCallbacks),
    conversations: by(({ conversations }) => conversations),
    'talk-time': by(({ talkMs }) => talkMs),
  } as const satisfies Columns<CampaignStanding, string>;
}

/** The shares as one bar; the numbers stand beside it, in its order. */
function Progress({ campaign }: { readonly campaign: CampaignStanding }) {
  const all = peopleOf(campaign);
  const { leads } = campaign;
  if (all === 0) return '–';
  return (
    <span className="floor-progress" aria-hidden="true">
      {statuses.map((status) => (
        <span
          key={status}
          className={`floor-key-${status}`}
          style={{ inlineSize: `${(leads[status] / all) * 100}%` }}
        />
      ))}
    </span>
  );
}
