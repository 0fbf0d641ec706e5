import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../design/button.tsx';
import { useWords } from '../messages/use-words.ts';
import { ask, useSnapshot } from './store/desk-store.ts';

/** Quitting during a call is asked once: staying is what Esc and the first button do. */
export function QuitQuestion() {
  const { t } = useWords();
  const asked = useSnapshot(({ windows }) => windows.quitAsked);
  const answer = (quit: boolean) => ask({ kind: 'answer-quit', quit });
  return (
    <ModalOverlay
      className="veil"
      isOpen={asked}
      onOpenChange={(open) => {
        if (!open) answer(false);
      }}
    >
      <Modal className="sheet question">
        <Dialog className="sheet-dialog" role="alertdialog">
          <Heading slot="title" className="question-title">
            {t('quit.title')}
          </Heading>
          <p className="question-text">{t('quit.text')}</p>
          <div className="question-buttons">
            <Button autoFocus tone="primary" testId="quit-stay" onPress={() => answer(false)}>
              {t('quit.stay')}
            </Button>
            <Button tone="danger-line" testId="quit-go" onPress={() => answer(true)}>
              {t('quit.go')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
