import type { MediaLink } from '../media/media-link.ts';
import { createPreviews, type PreviewedReport } from './previews.ts';
import type { PseudonymKind } from './pseudonyms.ts';
import { createRecorder, type Entry } from './recorder.ts';
import { type ReportedCall, writeReport } from './report.ts';

/** The last minutes of the phone, and the reports the agent makes of them. */
export type BlackBox = {
  record(entry: Entry): void;
  /** Calls a report can be made of, oldest first. */
  callIds(): readonly string[];
  /** A call begins: a report of it begins a little before. Told again, it changes nothing. */
  callBegan(callId: string, known: readonly string[]): void;
  /** The text of a report of that call, kept until it is sent or another is looked at. */
  preview(callId: string, call: ReportedCall): PreviewedReport | null;
  /** What the agent was shown under this id; null when it was not, or another was since. */
  takePreviewed(reportId: string): PreviewedReport | null;
  close(): void;
};

/** Registration and the first messages of a call come before its first event. */
const beforeMs = 15_000;
const callsKnown = 30;

export function createBlackBox(options: {
  readonly link: MediaLink;
  readonly appVersion: string;
  readonly nowMs: () => number;
  readonly now: () => string;
  readonly newId: () => string;
  readonly random: () => number;
  /** What must never be in a report: the account's secrets and names. */
  readonly known: readonly { readonly kind: PseudonymKind; readonly value: string }[];
}): BlackBox {
  const recorder = createRecorder(options.nowMs);
  const previews = createPreviews();
  const calls = new Map<
    string,
    { readonly beganAtMs: number; readonly known: readonly string[] }
  >();

  const stopListening = options.link.onEvent((event) => {
    if (event.event === 'statistics')
      recorder.record({ kind: 'statistics', statistics: event.statistics });
  });

  return {
    record: recorder.record,
    callIds: () => [...calls.keys()],
    callBegan(callId, known) {
      if (calls.has(callId)) return;
      calls.set(callId, { beganAtMs: options.nowMs(), known });
      const [oldest] = calls.keys();
      if (calls.size > callsKnown && oldest !== undefined) calls.delete(oldest);
    },
    preview(callId, call) {
      const began = calls.get(callId);
      if (began === undefined) return null;
      // Of two calls at once both are in the trace: nobody's name stays, whoever is reported.
      const people = [...calls.values()].flatMap(({ known }) => known);
      return previews.keep({
        reportId: options.newId(),
        text: writeReport({
          appVersion: options.appVersion,
          platform: process.platform,
          madeAt: options.now(),
          call,
          beganAtMs: began.beganAtMs,
          entries: recorder.since(began.beganAtMs - beforeMs),
          known: [
            ...options.known,
            ...people.map((value) => ({
              kind: /^\+?[\d\s().-]+$/.test(value) ? ('number' as const) : ('name' as const),
              value,
            })),
          ],
          random: options.random,
        }),
      });
    },
    takePreviewed: previews.take,
    close: stopListening,
  };
}
