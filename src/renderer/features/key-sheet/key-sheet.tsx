import { useCallback, useState } from 'react';
import { ask, setOverlay, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { chordLabel } from '../../app/store/keys.ts';
import { actsAlone } from '../../app/store/outcome-keys.ts';
import { useKeyTable } from '../../app/store/use-key-print.ts';
import { workCampaign } from '../../app/store/work.ts';
import { Button as DeskButton } from '../../design/button.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useWords } from '../../messages/use-words.ts';
import { keyGroups } from './key-groups.ts';
import { FixedKeyRow, KeyRow } from './key-row.tsx';
import { type TakeOutcome, type Taking, useTakenKey } from './take-key.ts';
import './key-sheet.css';

/**
 * All keys in words: the chord that works everywhere, the short form of the script pane. Each can
 * be changed; what somebody else owns is refused, and two commands may exchange theirs.
 */
export function KeySheet() {
  const { t } = useWords();
  const [taking, setTaking] = useState<Taking | null>(null);
  const [outcome, setOutcome] = useState<TakeOutcome | null>(null);
  const changed = useSnapshot(({ app }) => Object.keys(app.keys).length > 0);
  const take = useCallback((next: Taking | null) => {
    setOutcome(null);
    setTaking(next);
  }, []);
  const onEnd = useCallback(
    (ended: TakeOutcome | null) => {
      if (ended === null || ended.kind === 'taken') take(null);
      else setOutcome(ended);
    },
    [take],
  );
  useTakenKey(taking, onEnd);
  const isOpen = useDesk((state) => state.overlay === 'keys');
  const singleKeys = useSnapshot(({ app }) => app.singleKeys);
  return (
    <Sheet
      className="key-sheet"
      title={t('keys.title')}
      closeLabel={t('sheet.close')}
      isOpen={isOpen}
      onOpenChange={(open) => {
        take(null);
        setOverlay(open ? 'keys' : 'none');
      }}
      tools={
        changed && (
          <DeskButton
            size="small"
            testId="keys-reset-all"
            onPress={() => {
              take(null);
              ask({ kind: 'reset-keys', command: null });
            }}
          >
            {t('keys.reset-all')}
          </DeskButton>
        )
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <div className="key-sheet-body" tabIndex={0}>
        <p className="key-sheet-hint">{singleKeys ? t('keys.hint') : t('keys.hint-off')}</p>
        {keyGroups.map((group) => (
          <section key={group.title}>
            <h3 className="group-label">{t(group.title)}</h3>
            <dl>
              {group.ids.map((id) => (
                <KeyRow key={id} id={id} taking={taking} outcome={outcome} onTake={take} />
              ))}
              {group.title === 'keys.script' && (
                <FixedKeyRow
                  name={t('action.choose-answer')}
                  chord={chordLabel({ with: 'primary', key: '1…9' })}
                  single="1…9"
                />
              )}
            </dl>
          </section>
        ))}
        <OutcomeKeys />
      </div>
    </Sheet>
  );
}

function OutcomeKeys() {
  const { t } = useWords();
  const table = useKeyTable();
  const campaign = useSnapshot(
    (snapshot) =>
      workCampaign(snapshot) ?? snapshot.campaigns.find(({ id }) => id === snapshot.campaignId),
  );
  if (!campaign || campaign.dispositions.length === 0) return null;
  return (
    <section>
      <h3 className="group-label">{t('wrap-up.outcome')}</h3>
      <dl>
        {campaign.dispositions.map((outcome) => (
          <FixedKeyRow
            key={outcome.id}
            name={outcome.label}
            chord={chordLabel({ with: 'outcome', key: outcome.key })}
            single={actsAlone(outcome, table) ? outcome.key : null}
          />
        ))}
      </dl>
    </section>
  );
}
