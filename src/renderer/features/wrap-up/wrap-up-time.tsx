import { useRunningSeconds } from '../../app/store/clock.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { runningTime } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';

/** How often the agent has taken more time. */
export function WrapUpExtensions() {
  const { t } = useWords();
  const extensions = useSnapshot(({ agent }) => agent.wrapUp?.extensions ?? 0);
  if (extensions === 0) return null;
  return (
    <span className="wrap-up-extensions" data-testid="wrap-up-extensions">
      {t('wrap-up.extended', { count: extensions })}
    </span>
  );
}

/** The clock of the wrap-up against its limit. Its end says so and touches nothing else. */
export function WrapUpTime() {
  const { t } = useWords();
  const wrapUp = useSnapshot(({ agent }) => agent.wrapUp);
  const spentMs = useSnapshot(({ work }) => work?.wrapUpMs ?? 0);
  const seconds = useRunningSeconds(spentMs);
  if (!wrapUp || wrapUp.limitMs === null) return null;
  const limitSeconds = Math.round(wrapUp.limitMs / 1000);
  const leftSeconds = Math.max(0, limitSeconds - seconds);
  return (
    <div className="wrap-up-time" data-testid="wrap-up-time" data-overrun={wrapUp.overrun}>
      <div className="wrap-up-time-track" aria-hidden="true">
        <div
          className="wrap-up-time-left"
          style={{ inlineSize: `${(100 * leftSeconds) / limitSeconds}%` }}
        />
      </div>
      <p className="wrap-up-time-words">
        {wrapUp.overrun ? (
          <span data-testid="wrap-up-overrun">{t('wrap-up.overrun')}</span>
        ) : (
          <span>{t('wrap-up.left', { time: runningTime(leftSeconds) })}</span>
        )}
      </p>
      <span className="only-spoken" role="status">
        {wrapUp.overrun ? t('wrap-up.overrun') : ''}
      </span>
    </div>
  );
}
