import { instantOf, wallText } from '../../../domain/callback/local-time.ts';
import { type QuickTime, quickTime } from '../../../domain/callback/quick-time.ts';
import { useMinute } from '../../app/store/clock.ts';
import { Button } from '../../design/button.tsx';
import { zoneOffset } from '../../design/zone-offset.ts';
import { useWords } from '../../messages/use-words.ts';

const choices: readonly QuickTime[] = ['in-an-hour', 'this-afternoon', 'tomorrow-morning'];

/** What people say most often, by the customer's clock; what is over today is not offered. */
export function QuickTimes(props: {
  readonly zone: string;
  readonly onChoose: (text: string) => void;
}) {
  const { zone, onChoose } = props;
  const { t, format } = useWords();
  const nowMs = useMinute();
  return (
    <fieldset className="callback-quick" aria-label={t('callback.quick')}>
      {choices.map((choice) => {
        const wall = quickTime(choice, nowMs, zone, zoneOffset);
        const placed = wall && instantOf(wall, zone, zoneOffset);
        if (!wall || !placed?.ok) return null;
        return (
          <Button
            key={choice}
            size="small"
            testId={`callback-${choice}`}
            onPress={() => onChoose(wallText(wall))}
          >
            {t(`callback.${choice}`)}{' '}
            <span className="callback-quick-time">
              {format.dayAndTime(placed.instantMs, nowMs, zone)}
            </span>
          </Button>
        );
      })}
    </fieldset>
  );
}
