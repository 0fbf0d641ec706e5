import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from './desk.ts';
import type { Evidence } from './evidence.ts';
import type { Recorder } from './report.ts';

/** What every step of the tour works with. */
export type TourSession = {
  readonly desk: Desk;
  readonly evidence: Evidence;
  readonly recorder: Recorder;
  readonly picturesFolder: string;
  /** Somebody of the scenario who answers. */
  readonly callerNumber: string;
  readonly tones: { readonly agentHz: number; readonly customerHz: number };
};

/** Takes a picture of what the agent sees now. */
export async function picture(session: TourSession, name: string): Promise<void> {
  const { recorder, desk } = session;
  const number = String(recorder.report.pictures.length + 1).padStart(2, '0');
  const file = `${number}-${name}.png`;
  const png = await desk.browser.takeScreenshot();
  writeFileSync(join(session.picturesFolder, file), Buffer.from(png, 'base64'));
  recorder.report.pictures.push(file);
}

/** Two tones are the same when they are closer than a semitone's tenth and the analysis' grain. */
export function isTone(foundHz: number, sentHz: number): boolean {
  return Math.abs(foundHz - sentHz) <= Math.max(12, sentHz * 0.01);
}
