import { Check, CircleSlash } from 'lucide-react';
import { Button } from 'react-aria-components';
import { perform } from '../../app/store/actions.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

/** The headset whose buttons count; absent until one was plugged in. */
export function HeadsetState() {
  const { t } = useWords();
  const headset = useSnapshot((snapshot) => snapshot.headset);
  if (headset === null) return null;
  const isThere = headset.state === 'connected';
  return (
    <Button
      className="status-button"
      data-testid="headset-state"
      data-state={headset.state}
      onPress={() => perform('devices')}
    >
      {t('status.headset')}{' '}
      <strong className={isThere ? 'status-good' : 'status-away'}>
        {isThere ? <Check aria-hidden="true" /> : <CircleSlash aria-hidden="true" />}
        <bdi>{headset.name}</bdi>
        <span className={isThere ? 'only-spoken' : undefined}>
          {isThere ? t('status.headset-connected') : t('status.headset-unplugged')}
        </span>
      </strong>
    </Button>
  );
}
