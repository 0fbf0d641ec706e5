import { ask, useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';
import { SwitchRow } from './switch-row.tsx';

/** What the operating system says when the desk is not in front, and whether with names. */
export function NotificationChoice() {
  const { t } = useWords();
  const notifications = useSnapshot(({ app }) => app.notifications);
  const change = (part: Partial<typeof notifications>) =>
    ask({ kind: 'set-notifications', notifications: { ...notifications, ...part } });
  return (
    <>
      <SwitchRow
        label={t('settings.notifications')}
        hint={t('settings.notifications-hint')}
        on={notifications.shown}
        testId="notifications"
        onChange={(shown) => change({ shown })}
      />
      {notifications.shown && (
        <SwitchRow
          label={t('settings.notification-names')}
          hint={t('settings.notification-names-hint')}
          on={notifications.names}
          testId="notification-names"
          onChange={(names) => change({ names })}
        />
      )}
    </>
  );
}
