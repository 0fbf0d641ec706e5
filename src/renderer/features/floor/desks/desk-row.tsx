import type { DeskStanding } from '../../../../contract/http/desks.ts';
import { reasonLabel } from '../../../app/store/agent.ts';
import { useSnapshot } from '../../../app/store/desk-store.ts';
import { runningTime } from '../../../design/format.ts';
import { StateMark } from '../../../design/state-badge.tsx';
import { standingWords } from '../../../messages/standing-words.ts';
import { useWords } from '../../../messages/use-words.ts';
import { shownDesk } from './shown-desk.ts';

const lineWords = {
  offline: 'status.line-offline',
  connecting: 'status.line-connecting',
  registered: 'status.line-registered',
  'backing-off': 'status.line-backing-off',
  rejected: 'floor.line-rejected',
} as const;

/** One agent: what they are doing and since when, their line, and when the desk was last heard. */
export function DeskRow(props: { readonly desk: DeskStanding; readonly nowMs: number }) {
  const { desk, nowMs } = props;
  const { t, format } = useWords();
  const agent = useSnapshot((snapshot) => snapshot.agent);
  const { report } = desk;
  const { kind, tone, shape } = shownDesk(desk);
  const reason = report?.state === 'not-ready' ? reasonLabel(agent, report.reasonId) : null;
  const next = report?.next ?? null;
  const nextReason = next?.kind === 'not-ready' ? reasonLabel(agent, next.reasonId) : null;
  const line = report?.line;
  return (
    <tr data-testid={`desk-${desk.agentId}`} data-state={kind}>
      <th scope="row">
        <bdi>{desk.agentName || desk.agentId}</bdi>
      </th>
      <td>
        <span className={`floor-state state-${tone}`}>
          <StateMark shape={shape} />
          {kind === 'away' ? t('floor.desk-away') : t(`state.${kind}`)}
        </span>
        {reason !== null && (
          <>
            {' · '}
            <bdi>{reason}</bdi>
          </>
        )}
        {report?.wrapUp && report.wrapUp.extensions > 0 && (
          <> · {t('floor.extensions', { count: report.wrapUp.extensions })}</>
        )}
        {next && <> · {t('agent.then', { what: standingWords(t, next, nextReason) })}</>}
      </td>
      <td className="floor-figures">
        {desk.connected && report ? runningTime((nowMs - Date.parse(report.since)) / 1_000) : '–'}
      </td>
      <td className="floor-figures">
        {desk.connected && line
          ? line.state === 'registered' && line.roundTripMs !== null
            ? t('status.milliseconds', { ms: format.count(Math.round(line.roundTripMs)) })
            : t(lineWords[line.state])
          : '–'}
      </td>
      <td>
        <bdi>{desk.deskName}</bdi>
      </td>
      <td className="floor-figures">
        {format.day(desk.lastSeenAt, nowMs)}, {format.clock(desk.lastSeenAt)}
      </td>
    </tr>
  );
}
