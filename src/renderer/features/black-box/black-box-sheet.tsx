import { useEffect, useState } from 'react';
import { blackBoxKeptDays } from '../../../contract/http/black-box.ts';
import { send, setOverlay, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useWords } from '../../messages/use-words.ts';
import './black-box.css';

/** What was recorded of a call, exactly as it would be sent; nothing goes before the press. */
export function BlackBoxSheet() {
  const { t } = useWords();
  const isOpen = useDesk((state) => state.overlay === 'black-box');
  const callId = useDesk((state) => state.reportFor);
  return (
    <Sheet
      title={t('black-box.title')}
      closeLabel={t('black-box.close')}
      className="black-box-sheet"
      isOpen={isOpen}
      onOpenChange={(open) => setOverlay(open ? 'black-box' : 'none')}
    >
      {callId !== null && <Report key={callId} callId={callId} />}
    </Sheet>
  );
}

type Shown =
  | { readonly kind: 'making' | 'gone' | 'sent' }
  | { readonly kind: 'shown' | 'not-sent'; readonly reportId: string; readonly text: string };

function Report({ callId }: { readonly callId: string }) {
  const { t, format } = useWords();
  const [shown, setShown] = useState<Shown>({ kind: 'making' });
  const waiting = useSnapshot(({ blackBox }) => blackBox.waiting);
  useEffect(() => {
    let isGone = false;
    void send({ kind: 'preview-black-box', callId }).then((reply) => {
      if (isGone) return;
      const report = reply.ok ? reply.blackBox : undefined;
      setShown(report ? { kind: 'shown', ...report } : { kind: 'gone' });
    });
    return () => {
      isGone = true;
    };
  }, [callId]);

  function sendIt(reportId: string, text: string): void {
    void send({ kind: 'send-black-box', reportId }).then((reply) =>
      setShown(reply.ok ? { kind: 'sent' } : { kind: 'not-sent', reportId, text }),
    );
  }

  if (!('text' in shown)) {
    return (
      <div className="black-box" role="status" data-testid="black-box" data-state={shown.kind}>
        <p>{t(plainWords[shown.kind])}</p>
        {shown.kind === 'sent' && waiting > 0 && (
          <p className="black-box-small">{t('black-box.waiting', { count: waiting })}</p>
        )}
      </div>
    );
  }
  const { reportId, text } = shown;
  const kilobytes = new TextEncoder().encode(text).length / 1024;
  return (
    <div className="black-box" data-testid="black-box" data-state={shown.kind}>
      <p>{t('black-box.explain', { days: blackBoxKeptDays })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls is reached by key */}
      <section className="black-box-text" aria-label={t('black-box.text')} tabIndex={0}>
        <pre dir="ltr" data-testid="black-box-text">
          {text}
        </pre>
      </section>
      <div className="black-box-foot">
        <p className="black-box-small">
          {t('black-box.size', {
            size: format.count(Math.max(1, Math.round(kilobytes))),
            lines: format.count(text.trimEnd().split('\n').length),
          })}
        </p>
        {shown.kind === 'not-sent' && <p role="alert">{t('black-box.not-sent')}</p>}
        <Button tone="primary" testId="black-box-send" onPress={() => sendIt(reportId, text)}>
          {t('black-box.send')}
        </Button>
      </div>
    </div>
  );
}

const plainWords = {
  making: 'black-box.making',
  gone: 'black-box.gone',
  sent: 'black-box.sent',
} as const;
