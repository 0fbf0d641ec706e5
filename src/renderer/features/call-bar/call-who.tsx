import { useCustomer } from '../../app/store/customer.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { liveCall, networkClaim, settledCustomerId } from '../../app/store/work.ts';
import { phoneNumber, runningTime } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';
import { endWords, endWordsOf } from './end-words.ts';
import { SoundState } from './sound-state.tsx';

/** Who is on the line and on which number; in the wrap-up, how the call ended. */
export function CallWho() {
  const { t } = useWords();
  const work = useSnapshot((snapshot) => snapshot.work);
  const call = useSnapshot((snapshot) => snapshot.call);
  const live = useSnapshot((snapshot) => liveCall(snapshot) !== null);
  const claim = useSnapshot(networkClaim);
  const session = useSnapshot((snapshot) => snapshot.session);
  const customer = useCustomer(settledCustomerId(work));
  if (session.state !== 'signed-in') return null;
  if (!work) {
    return (
      <div className="call-who">
        <p className="call-who-name">
          <bdi>{session.agent.name}</bdi>
        </p>
        <p className="call-who-facts">
          <bdi>{session.center.name}</bdi> ·{' '}
          {t('settings.extension', { extension: session.agent.extension })}
        </p>
      </div>
    );
  }
  const number = work.number ?? call?.number ?? null;
  const named = customer?.name.full ?? '';
  // A stranger is their number; what the network says comes beside it, or, without one, is all.
  const known = named || (number ? phoneNumber(number) : '');
  const claimed = named === '' && known !== '' && live ? claim : '';
  const kind = customer?.phones.find((phone) => phone.number === number)?.kind;
  const facts = [
    number && named ? phoneNumber(number) : '',
    kind ? t(phoneKinds[kind]) : '',
    call?.signalling === 'alerting' && call.answersItself ? t('call.answers-itself') : '',
    work.stage === 'preview' ? t('call.preview') : t(directions[work.direction]),
    live && call && call.queued.length > 0 && call.sound !== 'waits-for-line'
      ? t('call.waits-for-line')
      : '',
  ];
  const ended =
    work.stage === 'wrap-up' && call?.end
      ? [
          call.talkMs > 0 ? t('call.talked', { time: runningTime(call.talkMs / 1000) }) : '',
          t(endWords[endWordsOf(call.end)]),
        ]
      : null;
  return (
    <div className="call-who">
      <p className="call-who-name">
        <bdi>{known || claim || t('person.number-withheld')}</bdi>
      </p>
      <p className="call-who-facts">
        <SoundState />
        {claimed !== '' && (
          <>
            <bdi>{claimed}</bdi>
            {' · '}
          </>
        )}
        {(ended ?? facts).filter((fact) => fact !== '').join(' · ')}
      </p>
    </div>
  );
}

const phoneKinds = {
  mobile: 'phone.mobile',
  home: 'phone.home',
  work: 'phone.work',
  other: 'phone.other',
} as const;

const directions = { inbound: 'call.inbound', outbound: 'call.outbound' } as const;
