import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import { useCustomer } from '../../app/store/customer.ts';
import { setOverlay, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { Unpromised } from '../../app/store/unpromised.tsx';
import { scriptNode, settledCustomerId } from '../../app/store/work.ts';
import { phoneNumber } from '../../design/format.ts';
import { Sheet } from '../../design/sheet.tsx';
import { useWords } from '../../messages/use-words.ts';
import { CallbackForm } from './callback-form.tsx';
import './callbacks.css';

/** When to call again: opened from the script, the summary or the record. */
export function CallbackDialog() {
  const { t } = useWords();
  const isOpen = useDesk((state) => state.overlay === 'callback');
  return (
    <Sheet
      className="callback-sheet"
      title={t('callback.title')}
      closeLabel={t('sheet.close')}
      isOpen={isOpen}
      onOpenChange={(open) => setOverlay(open ? 'callback' : 'none')}
    >
      <DialogBody />
    </Sheet>
  );
}

function DialogBody() {
  const { t } = useWords();
  const chosen = useDesk(({ callbackFor }) => callbackFor);
  const front = useSnapshot(({ work }) => work);
  const beside = useSnapshot(({ other }) => other?.work ?? null);
  const works = [front, beside].filter((one) => one !== null && one.number !== null);
  const work = works.find((one) => one?.workId === chosen) ?? works[0];
  if (!work) return null;
  return (
    <>
      {works.length > 1 && (
        <RadioGroup
          className="callback-owner"
          value={work.workId}
          onChange={(callbackFor) => useDesk.setState({ callbackFor })}
        >
          <Label className="field-label">{t('callback.whom')}</Label>
          <div className="callback-owners">
            {works.map((one) => one && <PersonChoice key={one.workId} work={one} />)}
          </div>
        </RadioGroup>
      )}
      <PromiseForm key={work.workId} work={work} />
      <div role="status">
        <Unpromised work={work} />
      </div>
    </>
  );
}

function PersonChoice({ work }: { readonly work: WorkView }) {
  const customer = useCustomer(settledCustomerId(work));
  return (
    <Radio
      value={work.workId}
      className="callback-owner-choice"
      data-testid={`callback-for-${work.workId}`}
    >
      <bdi>{customer?.name.full || phoneNumber(work.number ?? '')}</bdi>
    </Radio>
  );
}

function PromiseForm({ work }: { readonly work: WorkView }) {
  const customer = useCustomer(settledCustomerId(work));
  const node = useSnapshot(scriptNode);
  const isInFront = useSnapshot((snapshot) => snapshot.work?.workId === work.workId);
  // While the record is read nothing is known of the zone: a moment, and never a guess.
  if (work.number === null || customer === undefined) return null;
  const mine = isInFront && node?.kind === 'callback' ? node.owner === 'mine' : true;
  return (
    <CallbackForm
      subject={{ kind: 'callback', id: work.workId, typed: work.callbackTyped }}
      name={customer?.name.full || phoneNumber(work.number)}
      knownZone={customer?.timeZone ?? null}
      before={work.promised ?? { dueAt: null, timeZone: null, wish: '', mine }}
      command={(terms) => ({ kind: 'promise-callback', workId: work.workId, ...terms })}
      onDone={() => setOverlay('none')}
    />
  );
}
