import { PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react';
import { isFree } from '../../app/store/actions.ts';
import { useMinute } from '../../app/store/clock.ts';
import { ask, setOverlay, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { phoneNumber, runningTime } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';
import { CallVoice } from './call-voice.tsx';
import type { NamedCall } from './matches.ts';

/** Who, when, how long, and what it came to; from here the person is opened or called again. */
export function CallRow({ call, name, outcome }: NamedCall) {
  const { t, format } = useWords();
  const nowMs = useMinute();
  const free = useDesk(isFree);
  const { number } = call;
  const canReport = useSnapshot(({ blackBox }) => blackBox.callIds.includes(call.callId));
  const Icon = !call.answered
    ? PhoneMissed
    : call.direction === 'inbound'
      ? PhoneIncoming
      : PhoneOutgoing;
  const shownNumber = number === null ? '' : phoneNumber(number);
  const kind = call.consultation ? 'calls.consultation' : directions[call.direction];
  return (
    <li className="past-call" data-testid={`past-call-${call.callId}`}>
      <Icon aria-hidden="true" />
      <div className="past-call-facts">
        <p className="past-call-name">
          <bdi>{name || shownNumber || t('person.number-withheld')}</bdi>
          {outcome !== '' && <span className="chip chip-small">{outcome}</span>}
        </p>
        <p className="past-call-when">
          {t(kind)} · {format.dayAndTime(Date.parse(call.startedAt), nowMs, null)} ·{' '}
          {call.answered ? runningTime(call.talkMs / 1_000) : t('calls.not-answered')}
          {name !== '' && shownNumber !== '' && <> · {shownNumber}</>}
        </p>
        {call.quality && <CallVoice quality={call.quality} />}
      </div>
      <div className="past-call-buttons">
        {canReport && (
          <Button
            size="small"
            tone="quiet"
            testId={`past-call-report-${call.callId}`}
            onPress={() => useDesk.setState({ overlay: 'black-box', reportFor: call.callId })}
          >
            {t('black-box.row')}
          </Button>
        )}
        {number !== null && (
          <>
            <Button
              size="small"
              testId={`past-call-open-${call.callId}`}
              isDisabled={!free}
              onPress={() => {
                ask({ kind: 'open-call', callId: call.callId });
                setOverlay('none');
              }}
            >
              {t('calls.open')}
            </Button>
            <Button
              size="small"
              tone="quiet"
              testId={`past-call-again-${call.callId}`}
              isDisabled={!free}
              onPress={() => {
                ask({ kind: 'dial-number', text: number });
                setOverlay('none');
              }}
            >
              {t('calls.again')}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

const directions = { inbound: 'call.inbound', outbound: 'call.outbound' } as const;
