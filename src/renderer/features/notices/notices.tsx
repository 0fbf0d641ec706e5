import { X } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { Notice } from '../../../contract/ipc/desk-snapshot.ts';
import { ask, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { rejectionWords } from '../../messages/rejection-words.ts';
import { useWords } from '../../messages/use-words.ts';
import { noticeWords } from './notice-words.ts';
import './notices.css';

/** What the agent should know: what happened, what is safe, what to do. Put away by hand. */
export function Notices({ only }: { readonly only?: ReadonlySet<Notice['kind']> }) {
  const { t } = useWords();
  const all = useSnapshot((snapshot) => snapshot.notices);
  const notices = only ? all.filter(({ kind }) => only.has(kind)) : all;
  const refusal = useDesk((state) => state.refusal);
  if (notices.length === 0 && !refusal) return null;
  return (
    <section className="notices" aria-label={t('notice.title')} aria-live="polite">
      {refusal && (
        <NoticeCard
          testId="refusal"
          tone="plain"
          title={t(refusal.kind === 'not-now' ? 'refusal.not-now' : 'refusal.failed')}
          text={t(refusal.kind === 'not-now' ? 'refusal.not-now-text' : 'refusal.failed-text')}
          onPutAway={() => useDesk.setState({ refusal: null })}
        />
      )}
      {notices.map((notice) => (
        <OneNotice key={notice.noticeId} notice={notice} />
      ))}
    </section>
  );
}

function OneNotice({ notice }: { readonly notice: Notice }) {
  const { t } = useWords();
  const words = noticeWords(notice);
  const rejection = notice.kind === 'item-rejected' && rejectionWords(words.facts.reason);
  const facts = rejection ? { ...words.facts, reason: t(rejection) } : words.facts;
  return (
    <NoticeCard
      testId={`notice-${notice.kind}`}
      tone={words.tone}
      title={t(words.title, facts)}
      text={t(words.text, facts)}
      onPutAway={() => ask({ kind: 'put-away', noticeId: notice.noticeId })}
    />
  );
}

function NoticeCard(props: {
  readonly testId: string;
  readonly tone: 'plain' | 'warn' | 'bad';
  readonly title: string;
  readonly text: string;
  readonly onPutAway: () => void;
}) {
  const { testId, tone, title, text, onPutAway } = props;
  const { t } = useWords();
  return (
    <div className={`notice notice-${tone}`} data-testid={testId}>
      <div className="notice-words">
        <p className="notice-title" dir="auto">
          {title}
        </p>
        <p className="notice-text" dir="auto">
          {text}
        </p>
      </div>
      <Button className="notice-away" aria-label={t('notice.put-away')} onPress={onPutAway}>
        <X aria-hidden="true" />
      </Button>
    </div>
  );
}
