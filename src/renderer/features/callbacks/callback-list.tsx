import { useId, useState } from 'react';
import type { DeskError } from '../../../contract/ipc/desk-api.ts';
import type { CallbackView } from '../../../contract/ipc/desk-snapshot.ts';
import { isFree } from '../../app/store/actions.ts';
import { useCallbackTime } from '../../app/store/callback-time.ts';
import { useCustomer } from '../../app/store/customer.ts';
import { ask, send, setOverlay, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { isOnDesk } from '../../app/store/due-callbacks.ts';
import { Refused } from '../../app/store/refused.tsx';
import { Button } from '../../design/button.tsx';
import { phoneNumber } from '../../design/format.ts';
import { Sheet } from '../../design/sheet.tsx';
import { useWords } from '../../messages/use-words.ts';
import { CallbackForm } from './callback-form.tsx';
import './callbacks.css';

/** Everything owed, the latest first: open it, move it, or let it go. */
export function CallbackList() {
  const { t } = useWords();
  const isOpen = useDesk((state) => state.overlay === 'callbacks');
  return (
    <Sheet
      className="callbacks-sheet"
      title={t('callbacks.title')}
      closeLabel={t('sheet.close')}
      isOpen={isOpen}
      onOpenChange={(open) => setOverlay(open ? 'callbacks' : 'none')}
    >
      <Rows />
    </Sheet>
  );
}

function Rows() {
  const { t } = useWords();
  const callbacks = useSnapshot((snapshot) => snapshot.callbacks);
  const centerAway = useSnapshot(({ center }) => center.state !== 'reachable');
  const [moving, setMoving] = useState<string | null>(null);
  if (callbacks.length === 0) return <p className="callbacks-empty">{t('callbacks.empty')}</p>;
  return (
    <div className="callbacks-body">
      {centerAway && callbacks.some(({ mine }) => !mine) && (
        <p className="callbacks-away" role="status">
          {t('callbacks.center-away')}
        </p>
      )}
      <ul className="callbacks">
        {callbacks.map((callback) => (
          <CallbackRow
            key={callback.id}
            callback={callback}
            isMoving={moving === callback.id}
            onMove={(open) => setMoving(open ? callback.id : null)}
          />
        ))}
      </ul>
    </div>
  );
}

function CallbackRow(props: {
  readonly callback: CallbackView;
  readonly isMoving: boolean;
  readonly onMove: (open: boolean) => void;
}) {
  const { callback, isMoving, onMove } = props;
  const words = useWords();
  const { t } = words;
  const timeOf = useCallbackTime(words);
  const customer = useCustomer(callback.customerId);
  const free = useDesk(isFree);
  const isWorked = useSnapshot((snapshot) => isOnDesk(snapshot, callback.id));
  const [refused, setRefused] = useState<DeskError | null>(null);
  const reasonId = useId();
  const isHeld = isWorked || callback.takenByOther;
  const heldBy = isHeld ? { 'aria-describedby': reasonId } : {};
  const cancel = async () => {
    setRefused(null);
    const reply = await send({ kind: 'cancel-callback', callbackId: callback.id });
    if (!reply.ok) setRefused(reply.error);
  };
  const time = timeOf(callback.dueAt, callback.timeZone);
  const name = customer?.name.full || phoneNumber(callback.number);
  return (
    <li className="callback" data-testid={`callback-${callback.id}`} data-late={time.isLate}>
      <div className="callback-facts">
        <p className="callback-name">
          <bdi>{name}</bdi>
          <span className={time.isLate ? 'chip chip-small chip-late' : 'chip chip-small'}>
            {time.distance ?? time.there}
          </span>
        </p>
        <p className="callback-times">
          {time.here === null
            ? t('callback.same-clock', { there: time.there })
            : t('callback.both-clocks', { there: time.there, here: time.here })}
          {' · '}
          {callback.takenByOther ? (
            <span id={reasonId}>{t('callbacks.taken')}</span>
          ) : (
            t(callback.mine ? 'callbacks.mine' : 'callbacks.anyone')
          )}
        </p>
        {callback.wish !== '' && (
          <p className="callback-wish" dir="auto">
            {callback.wish}
          </p>
        )}
        {isWorked && !callback.takenByOther && (
          <p className="callback-held" id={reasonId}>
            {t('callbacks.on-desk')}
          </p>
        )}
      </div>
      <div className="callback-buttons">
        <Button
          size="small"
          tone="primary"
          testId={`open-callback-${callback.id}`}
          isDisabled={!free || callback.takenByOther}
          {...(callback.takenByOther ? heldBy : {})}
          onPress={() => {
            ask({ kind: 'open-callback', callbackId: callback.id });
            setOverlay('none');
          }}
        >
          {t('callbacks.open')}
        </Button>
        <Button
          size="small"
          testId={`move-callback-${callback.id}`}
          isDisabled={isHeld}
          {...heldBy}
          aria-expanded={isMoving && !isHeld}
          onPress={() => onMove(!isMoving)}
        >
          {t('callbacks.move')}
        </Button>
        <Button
          size="small"
          tone="quiet"
          testId={`cancel-callback-${callback.id}`}
          isDisabled={isHeld}
          {...heldBy}
          onPress={() => void cancel()}
        >
          {t('callbacks.cancel')}
        </Button>
      </div>
      <Refused error={refused} />
      {isMoving && !isHeld && (
        <CallbackForm
          subject={{ kind: 'callback-move', id: callback.id, typed: callback.typed }}
          name={name}
          knownZone={callback.timeZone}
          before={callback}
          command={(terms) => ({ kind: 'move-callback', callbackId: callback.id, ...terms })}
          onDone={() => onMove(false)}
          onDiscard={
            Object.keys(callback.typed).length === 0
              ? null
              : () => {
                  ask({ kind: 'discard-callback-move', callbackId: callback.id });
                  onMove(false);
                }
          }
        />
      )}
    </li>
  );
}
