import type { AmiEvent } from './ami.ts';
import { type AsteriskRig, writeVoice } from './asterisk.ts';
import {
  amplitudeAt,
  gapsOf,
  type Heard,
  hear,
  isSteady,
  readRecording,
  recordedMs,
  type Samples,
  since,
  strongestOf,
} from './recording.ts';

/**
 * What somebody does when called; `announce` speaks before answering (early media), and never
 * answers; `announce-then-answer` has another voice for that, three seconds long.
 */
export type Behaviour =
  | 'answer'
  | 'ring'
  | 'announce'
  | 'announce-then-answer'
  | 'busy'
  | 'refuse'
  | 'unknown';

/** What was heard of one tone, up to the moment in which it is asked. */
export type Ear = {
  /** The longest stretch in which it was missed; it has to be there again. */
  longestGapMs(): Promise<number>;
  /** Its amplitude where it was strongest, for a tenth of a second. */
  strongest(): Promise<number>;
};

/** Somebody at the far end of Asterisk: a number, a voice (a tone), an ear (a recording). */
export type Person = {
  /** A number of the fiction range, to be dialed by an agent. */
  readonly number: string;
  /** Calls that extension: an agent by name, or `support`. Resolves as soon as it is on its way. */
  call(
    target: string,
    said?: {
      readonly customerId?: string;
      readonly reason?: string;
      readonly name?: string;
      /** Does not want the number to be known. */
      readonly isHidden?: boolean;
    },
  ): Promise<void>;
  /** The number of whoever calls the person, as their own exchange shows it. */
  calledBy(): Promise<string>;
  /** What the person has heard in the last quarter of a second, at most 0.35 s ago. */
  heard(): Heard;
  /** How strong one frequency is in it, as the amplitude of its sine. */
  amplitudeAt(frequencyHz: number): number;
  /** All that the person has heard since answering or calling, 8,000 samples a second. */
  samples(): Samples;
  /** Listens for a tone from what is written down by now. */
  listenFor(frequencyHz: number): Ear;
  /** The digits the person was sent (RFC 4733 or INFO), in order. */
  digits(): string;
  sendDigits(digits: string): Promise<void>;
  hangUp(): Promise<void>;
  /** Resolves when the person's call is over. */
  untilOver(): Promise<void>;
};

/** NXX-555-0101 to 0197 of these areas belong to nobody. */
const areas = [202, 212, 312, 415, 617, 702, 808, 907];
const linesPerArea = 97;
let made = 0;

const digitMs = 120;

/** What is said before the answer. */
export const announcementHz = 1_000;
const announcementSeconds = 3;

/** Asterisk writes 0.34 s at a time. */
const writtenWithinMs = 500;
const writingPatienceMs = 5_000;
const mostWaits = 20;

/** How much of the end of a recording is listened to. */
const heardMs = 256;

/** Makes somebody. In the first hundreds nobody has a number that somebody had before. */
export async function createPerson(
  asterisk: AsteriskRig,
  { does, toneHz }: { readonly does: Behaviour; readonly toneHz: number },
): Promise<Person> {
  const { ami } = asterisk;
  const area = areas[Math.floor(made / linesPerArea) % areas.length];
  const number = `1${area}555${String(101 + (made % linesPerArea)).padStart(4, '0')}`;
  made += 1;
  const recording = asterisk.path(`/var/spool/asterisk/recordings/${number}.sln48`);
  const voice = `/var/spool/asterisk/voice-${toneHz}`;
  writeVoice(asterisk.path(`${voice}.wav`), toneHz);
  await ami.action('DBPut', { Family: `person/${number}`, Key: 'does', Val: does });
  await ami.action('DBPut', { Family: `person/${number}`, Key: 'voice', Val: voice });
  if (does === 'announce-then-answer') {
    const announcement = `/var/spool/asterisk/announcement-${announcementHz}`;
    writeVoice(asterisk.path(`${announcement}.wav`), announcementHz, announcementSeconds);
    await ami.action('DBPut', {
      Family: `person/${number}`,
      Key: 'announcement',
      Val: announcement,
    });
  }

  /** A call has two ends in Asterisk; the person is at this one. */
  const begins = (event: AmiEvent) =>
    event['Event'] === 'Newchannel' && event['Context'] === 'people' && event['Exten'] === number;
  const channel = async () => {
    const first = await ami.until(begins);
    return (ami.events.findLast(begins) ?? first)['Channel'] ?? '';
  };

  /** Until all that was heard before this moment is in the file. */
  async function untilWritten(): Promise<void> {
    const enoughMs = recordedMs(recording) + writtenWithinMs;
    const deadlineMs = performance.now() + writingPatienceMs;
    while (recordedMs(recording) < enoughMs) {
      if (performance.now() > deadlineMs) throw new Error('nothing more is recorded');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  return {
    number,
    async call(target, said = {}) {
      await ami.action('Originate', {
        Channel: `PJSIP/${number}@people`,
        Context: 'from-carrier',
        Exten: target,
        Priority: '1',
        Timeout: '30000',
        Async: 'true',
        CallerID: `"${said.name ?? 'Lena Fischer'}" <${number}>`,
        Variable: [
          `__CUSTOMER_ID=${said.customerId ?? ''}`,
          `__REASON=${said.reason ?? ''}`,
          `__IS_HIDDEN=${said.isHidden === true ? 1 : 0}`,
        ],
      });
    },
    async calledBy() {
      const { CallerIDNum = '' } = await ami.until(begins);
      return CallerIDNum;
    },
    heard: () => hear(readRecording(recording, heardMs)),
    amplitudeAt: (frequencyHz) => amplitudeAt(readRecording(recording, heardMs), frequencyHz),
    samples: () => readRecording(recording),
    listenFor(frequencyHz) {
      const fromMs = recordedMs(recording);
      const heardSince = async () => {
        await untilWritten();
        return since(readRecording(recording), fromMs);
      };
      return {
        async longestGapMs() {
          let heard = await heardSince();
          // Its end lags behind: it may still be in the middle of the gap.
          for (let tries = 0; !isSteady(heard, frequencyHz); tries += 1) {
            if (tries === mostWaits) throw new Error(`${frequencyHz} Hz are not heard again`);
            heard = await heardSince();
          }
          return Math.max(0, ...gapsOf(heard, frequencyHz).map((gap) => gap.toMs - gap.fromMs));
        },
        strongest: async () => strongestOf(await heardSince(), frequencyHz),
      };
    },
    digits() {
      const ours = ami.events.findLast(begins)?.['Channel'];
      return ami.events
        .filter((event) => event['Event'] === 'DTMFEnd' && event['Direction'] === 'Received')
        .filter((event) => event['Channel'] === ours)
        .map((event) => event['Digit'])
        .join('');
    },
    async sendDigits(digits) {
      const to = await channel();
      for (const digit of digits) {
        await ami.action('PlayDTMF', { Channel: to, Digit: digit, Duration: String(digitMs) });
        await new Promise((resolve) => setTimeout(resolve, 2 * digitMs));
      }
    },
    async hangUp() {
      await ami.action('Hangup', { Channel: await channel() });
    },
    async untilOver() {
      const ours = await channel();
      await ami.until((event) => event['Event'] === 'Hangup' && event['Channel'] === ours);
    },
  };
}
