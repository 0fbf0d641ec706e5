import { X } from 'lucide-react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { setOverlay, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { type ActionId, actionKeys, chordLabel, keyLabel } from '../../app/store/keys.ts';
import { actsAlone } from '../../app/store/outcome-keys.ts';
import { workCampaign } from '../../app/store/work.ts';
import { KeyCap } from '../../design/key-cap.tsx';
import { useWords } from '../../messages/use-words.ts';
import './key-sheet.css';

const groups = [
  {
    title: 'keys.call',
    ids: ['answer', 'reject', 'hang-up', 'mute', 'hold', 'keypad', 'ready'],
  },
  {
    title: 'keys.work',
    ids: ['dial', 'next', 'close-preview', 'do-not-call', 'undo-do-not-call'],
  },
  { title: 'keys.script', ids: ['script-next', 'script-back', 'jump'] },
  {
    title: 'keys.places',
    ids: ['go-to-script', 'go-to-note', 'go-to-dial-box', 'receipts', 'settings', 'key-sheet'],
  },
] as const satisfies readonly { title: string; ids: readonly ActionId[] }[];

/** All keys in words: the chord that works everywhere, the short form of the script pane. */
export function KeySheet() {
  const { t } = useWords();
  const isOpen = useDesk((state) => state.overlay === 'keys');
  const singleKeys = useSnapshot(({ app }) => app.singleKeys);
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => setOverlay(open ? 'keys' : 'none')}
    >
      <Modal className="sheet key-sheet">
        <Dialog className="sheet-dialog">
          <header className="key-sheet-head">
            <Heading slot="title" className="key-sheet-title">
              {t('keys.title')}
            </Heading>
            <Button slot="close" className="key-sheet-close" aria-label={t('keys.close')}>
              <X aria-hidden="true" />
            </Button>
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
          <div className="key-sheet-body" tabIndex={0}>
            <p className="key-sheet-hint">{singleKeys ? t('keys.hint') : t('keys.hint-off')}</p>
            {groups.map((group) => (
              <section key={group.title}>
                <h3 className="group-label">{t(group.title)}</h3>
                <dl>
                  {group.ids.map((id) => (
                    <KeyRow
                      key={id}
                      name={t(`action.${id}`)}
                      chord={chordLabel(actionKeys[id].chord)}
                      single={actionKeys[id].single}
                    />
                  ))}
                  {group.title === 'keys.script' && (
                    <KeyRow
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
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function OutcomeKeys() {
  const { t } = useWords();
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
          <KeyRow
            key={outcome.id}
            name={outcome.label}
            chord={chordLabel({ with: 'outcome', key: outcome.key })}
            single={actsAlone(outcome) ? outcome.key : null}
          />
        ))}
      </dl>
    </section>
  );
}

function KeyRow(props: {
  readonly name: string;
  readonly chord: string;
  readonly single: string | null;
}) {
  const { name, chord, single } = props;
  return (
    <div className="key-row">
      <dt dir="auto">{name}</dt>
      <dd>
        <KeyCap spoken>{chord}</KeyCap>
      </dd>
      <dd>{single !== null && <KeyCap spoken>{keyLabel(single)}</KeyCap>}</dd>
    </div>
  );
}
