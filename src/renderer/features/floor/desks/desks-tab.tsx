import type { DeskStanding } from '../../../../contract/http/desks.ts';
import { useSecond } from '../../../app/store/clock.ts';
import { StateMark } from '../../../design/state-badge.tsx';
import { useWords } from '../../../messages/use-words.ts';
import { AnswerTrouble } from '../answer-trouble.tsx';
import { NameFilter } from '../name-filter.tsx';
import { SortableHeader } from '../sortable-header.tsx';
import type { Columns } from '../table-order.ts';
import { useFloorAnswer } from '../use-floor-answer.ts';
import { useTable } from '../use-table.ts';
import { DeskRow } from './desk-row.tsx';
import { deskKinds, shownDesk } from './shown-desk.ts';

const request = () => ({ kind: 'desks' }) as const;
const everyMs = 2_000;

/** Every desk the center has heard of: who, what they are doing, their line, when last seen. */
export function DesksTab() {
  const { t, format } = useWords();
  const { value: desks, atMs, trouble } = useFloorAnswer(request, everyMs);
  const nowMs = useSecond();
  const { compareNames } = format;
  const { shown, filter, sorting } = useTable(desks, {
    columns: columnsOf(compareNames),
    first: { column: 'name', direction: 'ascending' },
    namesOf,
    tie: (a, b) => compareNames(a.agentName, b.agentName) || a.agentId.localeCompare(b.agentId),
  });
  return (
    <section className="floor-tab" aria-labelledby="floor-desks">
      <h2 className="floor-heading" id="floor-desks">
        {t('floor.desks')}
      </h2>
      <AnswerTrouble trouble={trouble} atMs={atMs} />
      {desks?.length === 0 && <p className="floor-hint">{t('floor.desks-none')}</p>}
      {desks !== null && desks.length > 0 && (
        <>
          <ul className="floor-counts" aria-label={t('floor.desks')}>
            {deskKinds.map((kind) => {
              const those = desks.filter((desk) => shownDesk(desk).kind === kind);
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
          <NameFilter label={t('floor.find-desk')} filter={filter} testId="desks" />
          <table className="floor-table" data-testid="desks">
            <thead>
              <tr>
                <SortableHeader text={t('floor.agent')} {...sorting('name')} />
                <SortableHeader text={t('floor.state')} {...sorting('state')} />
                <SortableHeader text={t('floor.since')} {...sorting('since')} />
                <SortableHeader text={t('status.line')} {...sorting('line')} />
                <SortableHeader text={t('floor.computer')} {...sorting('computer')} />
                <SortableHeader text={t('floor.last-seen')} {...sorting('seen')} />
              </tr>
            </thead>
            <tbody>
              {shown.map((desk) => (
                <DeskRow key={desk.agentId} desk={desk} nowMs={nowMs} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

const namesOf = ({ agentName, deskName }: DeskStanding) => [agentName, deskName];

const lineRanks = { registered: 0, connecting: 1, 'backing-off': 2, offline: 3, rejected: 4 };

function columnsOf(compareNames: (a: string, b: string) => number) {
  const rank = (desk: DeskStanding) => deskKinds.indexOf(shownDesk(desk).kind);
  const isSilent = ({ connected, report }: DeskStanding) => !connected || !report;
  const since = ({ report }: DeskStanding) => Date.parse(report?.since ?? '');
  const line = ({ report }: DeskStanding) => report?.line ?? null;
  return {
    name: { compare: (a, b) => compareNames(a.agentName, b.agentName), first: 'ascending' },
    state: { compare: (a, b) => rank(a) - rank(b), first: 'ascending' },
    // By how long, as it is shown.
    since: { compare: (a, b) => since(b) - since(a), first: 'descending', isEmpty: isSilent },
    // The worst first: it is what somebody looks for.
    line: {
      compare: (a, b) =>
        lineRanks[line(a)?.state ?? 'offline'] - lineRanks[line(b)?.state ?? 'offline'] ||
        (line(a)?.roundTripMs ?? 0) - (line(b)?.roundTripMs ?? 0),
      first: 'descending',
      isEmpty: (desk) => isSilent(desk) || line(desk) === null,
    },
    computer: { compare: (a, b) => compareNames(a.deskName, b.deskName), first: 'ascending' },
    seen: {
      compare: (a, b) => Date.parse(a.lastSeenAt) - Date.parse(b.lastSeenAt),
      first: 'descending',
    },
  } as const satisfies Columns<DeskStanding, string>;
}
