import { Check, CircleSlash } from 'lucide-react';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

export function LineState() {
  const { t, format } = useWords();
  const line = useSnapshot((snapshot) => snapshot.line);
  const up = line.state === 'registered';
  return (
    <span className="status-item" data-testid="line-state" data-state={line.state}>
      {t('status.line')}{' '}
      <strong className={up ? 'status-good' : 'status-away'}>
        {up ? <Check aria-hidden="true" /> : <CircleSlash aria-hidden="true" />}
        {up
          ? line.roundTripMs === null
            ? t('status.line-registered')
            : t('status.milliseconds', { ms: format.count(Math.round(line.roundTripMs)) })
          : t(words[line.state], { code: line.statusCode ?? '' })}
      </strong>
    </span>
  );
}

const words = {
  offline: 'status.line-offline',
  connecting: 'status.line-connecting',
  'backing-off': 'status.line-backing-off',
  rejected: 'status.line-rejected',
  registered: 'status.line-registered',
} as const;
