import { useState } from 'react';
import type { DeskStanding } from '../../../../contract/http/desks.ts';
import { useSecond } from '../../../app/store/clock.ts';
import { StateMark } from '../../../design/state-badge.tsx';
import { useWords } from '../../../messages/use-words.ts';
import { AnswerTrouble } from '../answer-trouble.tsx';
import { SortableHeader } from '../sortable-header.tsx';
import { useFloorAnswer } from '../use-floor-answer.ts';
import { DeskRow } from './desk-row.tsx';
import { deskKinds, shownDesk } from './shown-desk.ts';

const request = () => ({ kind: 'desks' }) as const;
const everyMs = 2_000;

type Column = 'name' | 'state' | 'seen';

/** Every desk the center has heard of: who, what they are doing, their line, when last seen. */
export function DesksTab() {
  const { t, format } = useWords();
  const { value: desks, atMs, trouble } = useFloorAnswer(request, everyMs);
  const [column, setColumn] = useState<Column>('name');
  const nowMs = useSecond();
  const sorted = (desks ?? []).toSorted(orders(format.compareNames)[column]);
  const header = (id: Column, text: string) => (
    <SortableHeader text={text} isSorted={column === id} onSort={() => setColumn(id)} testId={id} />
  );
  return (
    <section className="floor-tab" aria-labelledby="floor-desks">
      <h2 className="floor-heading" id="floor-desks">
        {t('floor.desks')}
      </h2>
      <AnswerTrouble trouble={trouble} atMs={atMs} />
      {desks?.length === 0 && <p className="floor-hint">{t('floor.desks-none')}</p>}
      {sorted.length > 0 && (
        <>
          <ul className="floor-counts" aria-label={t('floor.desks')}>
            {deskKinds.map((kind) => {
              const those = sorted.filter((desk) => shownDesk(desk).kind === kind);
              const [first] = those;
              if (!first) return null;
              const { tone, shape } = shownDesk(first);
              return (
                <li key={kind} className={`floor-count state-${tone}`}>
                  <StateMark shape={shape} />
                  {kind === 'away' ? t('floor.desk-away') : t(`state.${kind}`)}{' '}
                  <strong>{format.count(those.length)}</strong>
                </li>
              );
            })}
          </ul>
          <table className="floor-table" data-testid="desks">
            <thead>
              <tr>
                {header('name', t('floor.agent'))}
                {header('state', t('floor.state'))}
                <th scope="col">{t('floor.since')}</th>
                <th scope="col">{t('status.line')}</th>
                <th scope="col">{t('floor.computer')}</th>
                {header('seen', t('floor.last-seen'))}
              </tr>
            </thead>
            <tbody>
              {sorted.map((desk) => (
                <DeskRow key={desk.agentId} desk={desk} nowMs={nowMs} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

/** Each order ends with the name, so that rows do not trade places from one asking to the next. */
function orders(compareNames: (a: string, b: string) => number) {
  const name = (a: DeskStanding, b: DeskStanding) =>
    compareNames(a.agentName, b.agentName) || a.agentId.localeCompare(b.agentId);
  const rank = (desk: DeskStanding) => deskKinds.indexOf(shownDesk(desk).kind);
  return {
    name,
    state: (a: DeskStanding, b: DeskStanding) => rank(a) - rank(b) || name(a, b),
    seen: (a: DeskStanding, b: DeskStanding) =>
      b.lastSeenAt.localeCompare(a.lastSeenAt) || name(a, b),
  };
}
