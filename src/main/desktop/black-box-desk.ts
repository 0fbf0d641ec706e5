import type { DeskCommand, DeskReply } from '../../contract/ipc/desk-api.ts';
import type { BlackBox } from '../black-box/black-box.ts';
import type { ReportedCall } from '../black-box/report.ts';
import { createReportSender } from '../black-box/sender.ts';
import type { Journal } from '../journal/journal.ts';
import type { Owner } from '../journal/table.ts';
import type { Log } from '../log/log.ts';
import type { Center } from '../sync/center.ts';
import type { Calls } from './calls.ts';
import type { DeskClock } from './clock.ts';

/** Reports of calls that went wrong: shown first, sent as they were shown, to the own center only. */
export function createBlackBoxDesk(options: {
  readonly owner: Owner;
  readonly journal: Journal;
  readonly blackBox: BlackBox;
  readonly calls: Calls;
  readonly center: () => Center;
  readonly accessToken: () => Promise<string | 'refused' | 'unreachable'>;
  readonly clock: DeskClock;
  readonly log: Log;
  readonly onChange: () => void;
}) {
  const { owner, journal, blackBox, calls, clock } = options;
  const sender = createReportSender({ ...options, after: clock.after });

  function reported(callId: string): ReportedCall | null {
    const past = journal.callLog.find(owner, callId);
    if (past) {
      const { direction, cause, talkMs, quality = null } = past;
      return { direction, cause, talkMs, quality };
    }
    const call = calls.call(callId);
    return call && { direction: call.direction, cause: null, talkMs: 0, quality: null };
  }

  function preview(callId: string): DeskReply {
    const call = reported(callId);
    const report = call && blackBox.preview(callId, call);
    if (!report) return { ok: false, error: { kind: 'unknown' } };
    return { ok: true, blackBox: { reportId: report.reportId, text: report.text } };
  }

  function send(reportId: string): DeskReply {
    const report = blackBox.takePreviewed(reportId);
    if (!report) return { ok: false, error: { kind: 'unknown' } };
    const written = journal.blackBoxes.put(owner, report, clock.now());
    if (!written.ok) return { ok: false, error: { kind: 'failed' } };
    sender.pump();
    options.onChange();
    return { ok: true };
  }

  return {
    /** Null for a command that is not about reports. */
    carryOut(command: DeskCommand): DeskReply | null {
      switch (command.kind) {
        case 'preview-black-box':
          return preview(command.callId);
        case 'send-black-box':
          return send(command.reportId);
        default:
          return null;
      }
    },
    view: () => ({ callIds: blackBox.callIds(), waiting: journal.blackBoxes.count(owner) }),
    pump: sender.pump,
    stop: sender.stop,
  };
}
