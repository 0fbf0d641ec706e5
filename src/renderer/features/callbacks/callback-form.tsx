import { useState } from 'react';
import {
  Form,
  Input,
  Label,
  Radio,
  RadioGroup,
  TextArea,
  TextField,
  useLocale,
} from 'react-aria-components';
import type { DeskCommand, DeskError } from '../../../contract/ipc/desk-api.ts';
import { wishLimit } from '../../../contract/record/text-limit.ts';
import {
  instantOf,
  type PlacedTime,
  readWallText,
  wallText,
  wallTimeOf,
} from '../../../domain/callback/local-time.ts';
import { centerTimeMs } from '../../app/store/clock.ts';
import { send } from '../../app/store/desk-store.ts';
import { Refused } from '../../app/store/refused.tsx';
import { Button } from '../../design/button.tsx';
import { zoneOffset } from '../../design/zone-offset.ts';
import { useWords } from '../../messages/use-words.ts';
import { PlacedNote } from './placed-note.tsx';
import { QuickTimes } from './quick-times.tsx';
import { type CallbackSubject, useCallbackText } from './use-callback-text.ts';
import { ZoneChoice } from './zone-choice.tsx';

export type Terms = {
  readonly dueAt: string;
  readonly timeZone: string;
  readonly wish: string;
  readonly mine: boolean;
};

/** Day, time and wish by the customer's clock. Nothing is sent before it is promised. */
export function CallbackForm(props: {
  readonly subject: CallbackSubject;
  readonly name: string;
  /** The customer's zone as the center knows it; null when it does not. */
  readonly knownZone: string | null;
  readonly before: {
    readonly dueAt: string | null;
    readonly timeZone: string | null;
    readonly wish: string;
    readonly mine: boolean;
  };
  readonly command: (terms: Terms) => DeskCommand;
  readonly onDone: () => void;
  /** Throws away what is typed; null when nothing is. */
  readonly onDiscard?: (() => void) | null;
}) {
  const { subject, name, knownZone, before, command, onDone, onDiscard } = props;
  // Day and time in the order of the language; a field learns it from itself alone.
  const { locale } = useLocale();
  const { t } = useWords();
  const [isSending, setSending] = useState(false);
  const [refused, setRefused] = useState<DeskError | null>(null);
  const { text, type } = useCallbackText(subject, {
    ...wallBefore(before.dueAt, before.timeZone),
    zone: before.timeZone ?? usable(knownZone) ?? '',
    wish: before.wish,
    owner: before.mine ? 'mine' : 'anyone',
  });
  const zone = text.zone === '' ? null : text.zone;
  const placed = placedTime(text.day, text.time, zone);
  const isOver = placed?.ok === true && placed.instantMs <= centerTimeMs();
  const canPromise = placed?.ok === true && !isOver;

  function chooseWall(wall: string): void {
    const { day, time } = parts(wall);
    type.day(day);
    type.time(time);
  }

  return (
    <Form
      className="callback-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!placed?.ok || isOver || zone === null) return;
        const dueAt = new Date(placed.instantMs).toISOString();
        const { wish, owner } = text;
        if (isSending) return;
        setSending(true);
        // Refused (the disk is full, the conversation is gone), it stays with all that was typed.
        setRefused(null);
        void send(command({ dueAt, timeZone: zone, wish, mine: owner === 'mine' })).then(
          (reply) => {
            setSending(false);
            if (reply.ok) onDone();
            else setRefused(reply.error);
          },
        );
      }}
    >
      <p className="callback-who">
        <bdi>{name}</bdi>
      </p>
      <ZoneChoice
        zone={zone}
        isKnown={zone !== null && zone === knownZone}
        onChange={(chosen) => type.zone(chosen ?? '')}
      />
      {zone !== null && (
        <>
          <QuickTimes zone={zone} onChoose={chooseWall} />
          <div className="callback-when">
            <TextField
              className="field"
              value={text.day}
              onChange={type.day}
              // The dialog begins with its first field.
              autoFocus
            >
              <Label className="field-label">{t('callback.day')}</Label>
              <Input
                className="field-input"
                type="date"
                lang={locale}
                data-testid="callback-day"
                required
              />
            </TextField>
            <TextField className="field" value={text.time} onChange={type.time}>
              <Label className="field-label">{t('callback.time-there')}</Label>
              <Input
                className="field-input"
                type="time"
                lang={locale}
                data-testid="callback-time"
                required
              />
            </TextField>
          </div>
          <PlacedNote placed={placed} zone={zone} isOver={isOver} />
        </>
      )}
      <TextField className="field" value={text.wish} onChange={type.wish} maxLength={wishLimit}>
        <Label className="field-label">{t('callback.wish')}</Label>
        <TextArea className="field-input" rows={2} dir="auto" data-testid="callback-wish" />
      </TextField>
      <RadioGroup className="callback-owner" value={text.owner} onChange={type.owner}>
        <Label className="field-label">{t('callback.who-calls')}</Label>
        <div className="callback-owners">
          <Radio value="mine" className="callback-owner-choice" data-testid="callback-mine">
            {t('callback.mine')}
          </Radio>
          <Radio value="anyone" className="callback-owner-choice" data-testid="callback-anyone">
            {t('callback.anyone')}
          </Radio>
        </div>
      </RadioGroup>
      <Refused error={refused} />
      <div className="callback-actions">
        <Button type="submit" tone="primary" testId="callback-save" isDisabled={!canPromise}>
          {before.dueAt === null ? t('callback.promise') : t('callback.change')}
        </Button>
        {onDiscard && (
          <Button tone="quiet" testId="callback-discard" onPress={onDiscard}>
            {t('callback.discard')}
          </Button>
        )}
      </div>
    </Form>
  );
}

/** A zone the center names and this computer does not know is as good as none. */
function usable(zone: string | null): string | null {
  return zone !== null && zoneOffset(zone, 0) !== null ? zone : null;
}

function wallBefore(dueAt: string | null, zone: string | null) {
  const wall = dueAt && zone ? wallTimeOf(Date.parse(dueAt), zone, zoneOffset) : null;
  return wall ? parts(wallText(wall)) : { day: '', time: '' };
}

function parts(text: string) {
  const [day = '', time = ''] = text.split('T');
  return { day, time };
}

function placedTime(day: string, time: string, zone: string | null): PlacedTime | null {
  const wall = readWallText(`${day}T${time}`);
  return wall && zone !== null ? instantOf(wall, zone, zoneOffset) : null;
}
