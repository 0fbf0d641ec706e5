import { ChevronDown } from 'lucide-react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components';
import { ask, useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/** The campaign whose list is worked; a chooser only where there is a choice. */
export function CampaignChooser() {
  const { t } = useWords();
  const campaigns = useSnapshot((snapshot) => snapshot.campaigns);
  const campaignId = useSnapshot((snapshot) => snapshot.campaignId);
  const outbound = campaigns.filter(({ direction }) => direction === 'outbound');
  const current = campaigns.find(({ id }) => id === campaignId);
  if (!current) return <p className="group-label today-label">{t('list.no-campaign')}</p>;
  if (outbound.length < 2) {
    return (
      <p className="group-label today-label">
        <bdi>{current.name}</bdi> · {t(directions[current.direction])}
      </p>
    );
  }
  return (
    <Select
      className="campaign"
      value={campaignId}
      onChange={(key) => ask({ kind: 'choose-campaign', campaignId: String(key) })}
    >
      <Label className="group-label today-label">{t('today.campaign')}</Label>
      <Button className="today-row campaign-button" data-testid="campaign">
        <SelectValue className="campaign-name" />
        <ChevronDown aria-hidden="true" />
      </Button>
      <Popover className="popover">
        <ListBox className="options" items={outbound}>
          {(campaign) => (
            <ListBoxItem
              id={campaign.id}
              className="option"
              textValue={campaign.name}
              data-testid={`campaign-${campaign.id}`}
            >
              <bdi>{campaign.name}</bdi>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

const directions = { inbound: 'call.inbound', outbound: 'call.outbound' } as const;
