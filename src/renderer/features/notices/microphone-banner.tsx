import { MicOff } from 'lucide-react';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';
import './notices.css';

/** Without a microphone a call is listen-only: said on the whole width, as long as it is so. */
export function MicrophoneBanner() {
  const { t } = useWords();
  const microphone = useSnapshot((snapshot) => snapshot.microphone);
  if (microphone === 'ok' || microphone === 'unknown') return null;
  return (
    <div className="banner" role="alert" data-testid="microphone-banner">
      <MicOff aria-hidden="true" />
      <p>
        <strong>{t('microphone.listen-only')}</strong>{' '}
        {microphone === 'none' ? t('microphone.none') : t('microphone.denied')}
      </p>
    </div>
  );
}
