import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

const shownAtMost = 5;

/** What the calls came to, as bars: lengths are compared faster than figures. */
export function OutcomeBars() {
  const { t, format } = useWords();
  const outcomes = useSnapshot(({ today }) => today.outcomes);
  const campaigns = useSnapshot((snapshot) => snapshot.campaigns);
  if (outcomes.length === 0) return null;
  const most = Math.max(...outcomes.map(({ count }) => count));
  const labelOf = ({ campaignId, dispositionId }: (typeof outcomes)[number]) =>
    campaigns
      .find(({ id }) => id === campaignId)
      ?.dispositions.find(({ id }) => id === dispositionId)?.label ?? t('today.no-outcome');
  return (
    <dl className="outcome-bars" aria-label={t('today.outcomes')}>
      {outcomes.slice(0, shownAtMost).map((outcome) => (
        <div
          key={`${outcome.campaignId} ${outcome.dispositionId}`}
          className="outcome-bar"
          data-testid={`outcome-bar-${outcome.dispositionId ?? 'none'}`}
        >
          <dt>
            <bdi>{labelOf(outcome)}</bdi>
          </dt>
          <dd>
            <span
              className="outcome-bar-length"
              aria-hidden="true"
              style={{ inlineSize: `${(100 * outcome.count) / most}%` }}
            />
            <span>{format.count(outcome.count)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
