import { browser, expect } from '@wdio/globals';
import type { LogLine } from '../../../src/cli/tour/evidence.ts';
import { isTone } from '../../../src/cli/tour/session.ts';
import { evidence, tones } from './app.ts';
import { secondToneOf } from './cast.ts';

/** Below this a telephone carries no voice. */
const silence = 0.01;
const soundWaitMs = 30_000;

type Heard = { readonly frequencyHz: number; readonly level: number };

/**
 * The newest measurement of one end from now on that fits; they come about once a second, from
 * the customer's ear (`there`) and from the agent's (`here`).
 */
async function measured(end: 'there' | 'here', fits: (line: LogLine) => boolean, what: string) {
  const since = new Date().toISOString();
  const found = await evidence().until(
    `sound ${end}`,
    (line) => line.time > since && fits(line),
    soundWaitMs,
  );
  if (!found) throw new Error(`${what}: not measured`);
}

const atEar = (line: LogLine): Heard =>
  line.msg === 'sound here' ? (line['heard'] as Heard) : (line as unknown as Heard);

/** The customer's ear finds the tone of the agent's microphone. */
export async function customerHearsAgent(): Promise<void> {
  await measured('there', sounds(tones().agentHz), 'the microphone at the customer’s ear');
}

/** The agent's ear finds the tone that the customer sounds. */
export async function agentHearsCustomer(): Promise<void> {
  await measured('here', sounds(tones().customerHz), 'the customer at the agent’s ear');
}

/** The agent's ear finds the tone of the second customer. */
export async function agentHearsSecondCustomer(): Promise<void> {
  const secondHz = secondToneOf(tones().customerHz);
  await measured('here', sounds(secondHz), 'the second customer at the agent’s ear');
}

export async function bothHearEachOther(): Promise<void> {
  await customerHearsAgent();
  await agentHearsCustomer();
}

export async function customerHearsNothing(): Promise<void> {
  await measured('there', (line) => atEar(line).level < silence, 'silence at the customer’s ear');
}

function sounds(frequencyHz: number) {
  return (line: LogLine) => {
    const heard = atEar(line);
    return heard.level > silence && isTone(heard.frequencyHz, frequencyHz);
  };
}

/** What the customer's ear found since an instant, oldest first. */
export function heardThereSince(instant: string): readonly Heard[] {
  return evidence()
    .all('sound there')
    .filter((line) => line.time > instant)
    .map(atEar);
}

/** Waits for more measurements at the customer's ear, and tells all since an instant. */
export async function listenThere(instant: string, atLeast: number): Promise<readonly Heard[]> {
  await browser.waitUntil(() => heardThereSince(instant).length >= atLeast, {
    timeout: soundWaitMs,
    timeoutMsg: 'the customer’s ear was not measured',
  });
  return heardThereSince(instant);
}

/** Each measurement is the microphone's tone: there was no gap. */
export function expectAgentThroughout(heard: readonly Heard[]): void {
  const { agentHz } = tones();
  expect(heard.length).toBeGreaterThan(0);
  for (const one of heard) {
    expect(one.level).toBeGreaterThan(silence);
    expect(isTone(one.frequencyHz, agentHz)).toBe(true);
  }
}
