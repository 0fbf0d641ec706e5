import type { CampaignStanding } from '../../../../contract/http/campaigns.ts';
import { durationWords } from '../../../messages/duration-words.ts';
import { useWords } from '../../../messages/use-words.ts';
import { AnswerTrouble } from '../answer-trouble.tsx';
import { useFloorAnswer } from '../use-floor-answer.ts';

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
  return (
    <section className="floor-tab" aria-labelledby="floor-campaigns">
      <h2 className="floor-heading" id="floor-campaigns">
        {t('floor.campaigns')}
      </h2>
      <AnswerTrouble trouble={trouble} atMs={atMs} />
      {campaigns?.length === 0 && <p className="floor-hint">{t('floor.campaigns-none')}</p>}
      {campaigns !== null && campaigns.length > 0 && (
        <table className="floor-table" data-testid="campaigns">
          <thead>
            <tr>
              <th scope="col">{t('import.campaign')}</th>
              <th scope="col">{t('floor.direction')}</th>
              <th scope="col">{t('floor.people')}</th>
              {statuses.map((status) => (
                <th key={status} scope="col" className="floor-number">
                  <span className={`floor-key floor-key-${status}`} aria-hidden="true" />
                  {t(`floor.lead-${status}`)}
                </th>
              ))}
              <th scope="col" className="floor-number">
                {t('floor.open-callbacks')}
              </th>
              <th scope="col" className="floor-number">
                {t('floor.conversations')}
              </th>
              <th scope="col" className="floor-number">
                {t('floor.talk-time')}
              </th>
            </tr>
          </thead>
          <tbody>
            {campaigns.map((campaign) => (
              <tr key={campaign.campaignId} data-testid={`campaign-${campaign.campaignId}`}>
                <th scope="row">
                  <bdi>{campaign.name}</bdi>
                </th>
                <td>{t(`floor.${campaign.direction}`)}</td>
                <td>
                  <Progress leads={campaign.leads} />
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
      )}
    </section>
  );
}

/** The shares as one bar; the numbers stand beside it, in its order. */
function Progress({ leads }: { readonly leads: CampaignStanding['leads'] }) {
  const all = statuses.reduce((sum, status) => sum + leads[status], 0);
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
