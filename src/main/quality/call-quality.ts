import type { QualitySeries, QualityView } from '../../contract/ipc/quality-view.ts';
import type { Call } from '../../domain/call/call.ts';
import { hear, noQuality, type Quality } from '../../domain/quality/quality.ts';
import { type QualityReport, reportOf } from '../../domain/quality/report.ts';
import { type Circumstances, raised } from '../../domain/quality/warning.ts';
import type { MediaLink } from '../media/media-link.ts';
import type { PhoneLog } from '../sip/phone-log.ts';

/** The memory of how each call sounds, fed by the media page once a second. */
export type CallQuality = {
  view(callId: string): QualityView | null;
  /** What was measured of the call; forgets it. Null when nobody talked. */
  takeReport(callId: string): QualityReport | null;
  close(): void;
};

/** Readings, one a second. */
const askAgainAfter = 5;

export function createCallQuality(options: {
  readonly link: MediaLink;
  readonly call: (callId: string) => Call | null;
  /** The call in front: its last two minutes are told. */
  readonly frontCallId: () => string | null;
  /** Label of the microphone that was chosen; null when the choice is the system's. */
  readonly microphoneWanted: () => string | null;
  readonly log: PhoneLog;
  readonly onSeries: (series: QualitySeries) => void;
  readonly onChange: () => void;
}): CallQuality {
  const { link, log } = options;
  const known = new Map<string, Quality>();
  /** Readings since redundancy was last asked for, by call. */
  const sinceAsked = new Map<string, number>();

  const stopListening = link.onEvent((event) => {
    if (event.event !== 'statistics') return;
    const { connectionId: callId } = event.statistics;
    const call = options.call(callId);
    // The last reading may come after the call has ended.
    if (call === null || call.signalling.kind === 'ended') return;
    const before = known.get(callId) ?? noQuality;
    const now = hear(before, event.statistics, circumstances(call));
    known.set(callId, now);
    if (now.redundancy.raised !== before.redundancy.raised) double(callId, now.redundancy.raised);
    else if (now.redundancy.raised) doubleAgain(callId);
    if (callId === options.frontCallId()) {
      const points = now.points.map(({ estimate, loss, delayMs }) => ({ estimate, loss, delayMs }));
      options.onSeries({ callId, points });
    }
    const warned = raised(now.warnings).join();
    if (warned !== raised(before.warnings).join()) {
      log.info({ callId, warnings: warned }, 'sound');
      options.onChange();
    } else if (now.shownEstimate !== before.shownEstimate) options.onChange();
  });

  function circumstances(call: Call): Circumstances {
    return {
      talking: call.signalling.kind === 'established' && call.hold === 'none',
      microphoneWanted: options.microphoneWanted(),
    };
  }

  /** A hold, a colleague or a new page may have brought the plain order back: the page looks. */
  function doubleAgain(callId: string): void {
    const readings = (sinceAsked.get(callId) ?? 0) + 1;
    if (readings < askAgainAfter) sinceAsked.set(callId, readings);
    else double(callId, true);
  }

  function double(callId: string, on: boolean): void {
    sinceAsked.set(callId, 0);
    void link.request({ op: 'call.redundancy', connectionId: callId, on }).then((reply) => {
      log.info({ callId, wanted: on, sent: reply.ok && reply.value.on }, 'redundant sound');
    });
  }

  return {
    view(callId) {
      const quality = known.get(callId);
      if (quality === undefined) return null;
      return { estimate: quality.shownEstimate, warnings: raised(quality.warnings) };
    },
    takeReport(callId) {
      const quality = known.get(callId);
      known.delete(callId);
      sinceAsked.delete(callId);
      return quality === undefined ? null : reportOf(quality.totals);
    },
    close: stopListening,
  };
}
