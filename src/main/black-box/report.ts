import { largestBlackBoxBytes } from '../../contract/http/black-box.ts';
import type { ConnectionStatistics } from '../../contract/ipc/connection-statistics.ts';
import type { QualityReport } from '../../domain/quality/report.ts';
import { createPseudonyms, type PseudonymKind, type Pseudonyms } from './pseudonyms.ts';
import type { Recorded } from './recorder.ts';
import { scrubSip } from './sip.ts';

/** The call a report is about, as far as it may be told. */
export type ReportedCall = {
  readonly direction: 'inbound' | 'outbound';
  readonly cause: string | null;
  readonly talkMs: number;
  readonly quality: QualityReport | null;
};

/**
 * The text of a report: JSON, a line an entry, exactly what is shown and sent. Secrets are not in
 * it; numbers, names, addresses and digits are pseudonyms that hold for this report alone.
 *
 * @param known - What must not be in it wherever it stands: numbers, names, passwords.
 */
export function writeReport(options: {
  readonly appVersion: string;
  readonly platform: string;
  readonly madeAt: string;
  readonly call: ReportedCall;
  readonly beganAtMs: number;
  readonly entries: readonly Recorded[];
  readonly known: readonly { readonly kind: PseudonymKind; readonly value: string }[];
  readonly random: () => number;
}): string {
  const pseudonyms = createPseudonyms(options.random, options.known);
  const head = {
    format: 'homeline-black-box/1',
    app: options.appVersion,
    platform: options.platform,
    madeAt: options.madeAt,
    call: options.call,
  };
  const lines = options.entries.map((entry) =>
    written({ atMs: Math.round(entry.atMs - options.beganAtMs), ...told(entry, pseudonyms) }),
  );
  return fitting(written(head), lines);
}

/** The newest entries that fit, and how many older ones did not. */
function fitting(head: string, lines: readonly string[]): string {
  let room = largestBlackBoxBytes - Buffer.byteLength(head) - 100;
  let first = lines.length;
  while (first > 0) {
    const bytes = Buffer.byteLength(lines[first - 1] ?? '') + 1;
    if (bytes > room) break;
    room -= bytes;
    first -= 1;
  }
  const left = first === 0 ? [] : [JSON.stringify({ leftOut: first })];
  return `${[head, ...left, ...lines.slice(first)].join('\n')}\n`;
}

function told(entry: Recorded, pseudonyms: Pseudonyms): Record<string, unknown> {
  switch (entry.kind) {
    case 'sip': {
      const message = pseudonyms.sweep(scrubSip(entry.message, pseudonyms));
      return { sip: entry.direction, message };
    }
    case 'statistics':
      return { statistics: scrubStatistics(entry.statistics, pseudonyms) };
    case 'state':
      return { state: entry.what, ...facts(entry.facts, pseudonyms) };
  }
}

/** Our own facts; the call's id is in the center's log too, and is disguised for that. */
function facts(
  told: Extract<Recorded, { kind: 'state' }>['facts'],
  pseudonyms: Pseudonyms,
): Record<string, unknown> {
  const { call, ...others } = told;
  return typeof call === 'string' ? { call: pseudonyms.of('id', call), ...others } : others;
}

/** Numbers only; a device may be called after its owner. */
function scrubStatistics(
  { connectionId, microphoneLabel, ...counted }: ConnectionStatistics,
  pseudonyms: Pseudonyms,
): Record<string, unknown> {
  return {
    connection: pseudonyms.of('id', connectionId),
    microphone: microphoneLabel === '' ? null : pseudonyms.of('device', microphoneLabel),
    ...counted,
    codecReceived: counted.codecReceived?.name.replace(/[^a-z0-9-]/g, '') ?? null,
    codecSent: counted.codecSent?.name.replace(/[^a-z0-9-]/g, '') ?? null,
  };
}

/** Invisible and direction-changing characters are spelled out: text looks like what it is. */
function written(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'number' ? Math.round(inner * 1e4) / 1e4 : inner,
  ).replace(
    /[\u007f-\u00a0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
