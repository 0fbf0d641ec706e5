import { Ban } from 'lucide-react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import type { Campaign, Disposition } from '../../../domain/campaign/campaign.ts';
import { ActionButton } from '../../app/store/action-button.tsx';
import { chooseOutcome, perform } from '../../app/store/actions.ts';
import { useOutcomeKeyPrint } from '../../app/store/use-key-print.ts';
import { doNotCallOutcome } from '../../app/store/work.ts';
import { KeyCap } from '../../design/key-cap.tsx';
import { useWords } from '../../messages/use-words.ts';

/** How the talk ended, by letter. The one that means *do not call again* stands apart, in red. */
export function Outcomes(props: { readonly work: WorkView; readonly campaign: Campaign | null }) {
  const { work, campaign } = props;
  const { t } = useWords();
  const marking = doNotCallOutcome(campaign);
  const others = campaign?.dispositions.filter((outcome) => outcome !== marking) ?? [];
  const chosen = work.summary.dispositionId;
  return (
    <div className="field">
      <span className="field-label" id="outcome-label">
        {t('wrap-up.outcome')}
      </span>
      <ToggleButtonGroup
        className="outcomes"
        aria-labelledby="outcome-label"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={chosen === null || chosen === marking?.id ? [] : [chosen]}
        onSelectionChange={(keys) => {
          for (const key of keys) chooseOutcome(String(key));
        }}
      >
        {others.map((outcome) => (
          <OutcomeButton key={outcome.id} outcome={outcome} />
        ))}
      </ToggleButtonGroup>
      <DoNotCall work={work} outcome={marking} />
    </div>
  );
}

function OutcomeButton({ outcome }: { readonly outcome: Disposition }) {
  const keyPrint = useOutcomeKeyPrint(outcome);
  return (
    <ToggleButton id={outcome.id} className="outcome" data-testid={`disposition-${outcome.id}`}>
      <KeyCap>{keyPrint}</KeyCap>
      <span dir="auto">{outcome.label}</span>
    </ToggleButton>
  );
}

function DoNotCall(props: { readonly work: WorkView; readonly outcome: Disposition | null }) {
  const { work, outcome } = props;
  const { t } = useWords();
  if (work.doNotCall) {
    return (
      <p className="marked" data-testid="do-not-call-marked">
        <Ban aria-hidden="true" />
        {t('wrap-up.marked')}
      </p>
    );
  }
  if (work.number === null) return null;
  if (!outcome) {
    return (
      <ActionButton action="do-not-call" tone="danger-line" testId="do-not-call">
        {t('wrap-up.do-not-call')}
      </ActionButton>
    );
  }
  return <MarkingOutcome outcome={outcome} />;
}

function MarkingOutcome({ outcome }: { readonly outcome: Disposition }) {
  const keyPrint = useOutcomeKeyPrint(outcome);
  return (
    <ToggleButton
      className="outcome outcome-marks"
      data-testid="do-not-call"
      isSelected={false}
      onPress={() => perform('do-not-call')}
    >
      <KeyCap>{keyPrint}</KeyCap>
      <span dir="auto">{outcome.label}</span>
    </ToggleButton>
  );
}
