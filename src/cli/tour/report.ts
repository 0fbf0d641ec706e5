import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

/** The tour's report. `docs/tour.md` says what each part means. */
export const tourReport = z.object({
  format: z.literal('homeline-tour/1'),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  runtime: z.enum(['electron', 'chromium-host']),
  /** Whether the packed app was driven, or the build. */
  packed: z.boolean(),
  machine: z.object({ platform: z.string(), cores: z.int(), node: z.string() }),
  inputs: z.object({
    leads: z.string().nullable(),
    script: z.string().nullable(),
    scenario: z.string().nullable(),
  }),
  /** What was found to be true or not. Only these decide whether the tour passed. */
  facts: z.array(
    z.object({ fact: z.string(), ok: z.boolean(), seen: z.string(), expected: z.string() }),
  ),
  /** Raw samples in milliseconds, never judged. */
  times: z.record(z.string(), z.array(z.number())),
  /** One row for each tone that was sent: what the far end found, sample by sample. */
  tones: z.array(
    z.object({
      call: z.enum(['inbound', 'outbound']),
      direction: z.enum(['agent-to-customer', 'customer-to-agent']),
      sentHz: z.number(),
      foundHz: z.array(z.number()),
    }),
  ),
  /** What was kept, where, and under which id. */
  saved: z.array(
    z.object({
      what: z.enum(['summary', 'dnc-entry', 'dnc-withdrawal', 'call-log', 'lead-list']),
      where: z.enum(['journal', 'center']),
      id: z.string(),
      detail: z.string(),
    }),
  ),
  pictures: z.array(z.string()),
});
export type TourReport = z.infer<typeof tourReport>;

/** Collects facts while the tour runs; a fact that is not true does not stop it. */
export function createRecorder(
  begin: Pick<TourReport, 'runtime' | 'packed' | 'machine' | 'inputs'>,
) {
  const report: TourReport = {
    format: 'homeline-tour/1',
    startedAt: new Date().toISOString(),
    endedAt: new Date().toISOString(),
    ...begin,
    facts: [],
    times: {},
    tones: [],
    saved: [],
    pictures: [],
  };
  return {
    report,
    fact(fact: string, ok: boolean, seen: string, expected: string): void {
      report.facts.push({ fact, ok, seen, expected });
      console.log(`${ok ? '✓' : '✗'} ${fact}${ok ? '' : ` — saw ${seen}, expected ${expected}`}`);
    },
    /** A fact that is only true or not: what was seen is then one of two words. */
    holds(fact: string, ok: boolean, otherwise: string, expected: string): void {
      this.fact(fact, ok, ok ? expected : otherwise, expected);
    },
    time(name: string, milliseconds: number): void {
      const samples = report.times[name] ?? [];
      samples.push(Math.round(milliseconds * 10) / 10);
      report.times[name] = samples;
    },
    tone: (row: TourReport['tones'][number]) => report.tones.push(row),
    saved: (row: TourReport['saved'][number]) => report.saved.push(row),

    /** Writes the report and tells whether every fact held. */
    finish(path: string): boolean {
      report.endedAt = new Date().toISOString();
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${JSON.stringify(tourReport.parse(report), null, 2)}\n`);
      return report.facts.length > 0 && report.facts.every((fact) => fact.ok);
    },
  };
}

export type Recorder = ReturnType<typeof createRecorder>;
