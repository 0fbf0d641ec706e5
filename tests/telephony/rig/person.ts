import type { AmiEvent } from './ami.ts';
import { type AsteriskRig, writeVoice } from './asterisk.ts';
import { amplitudeAt, type Heard, hear, readRecording, type Samples } from './recording.ts';

/** What somebody does when called; `announce` speaks before answering (early media), and never answers. */
export type Behaviour = 'answer' | 'ring' | 'announce' | 'busy' | 'refuse' | 'unknown';

/** Somebody at the far end of Asterisk: a number, a voice (a tone), an ear (a recording). */
export type Person = {
  /** A number of the fiction range, to be dialed by an agent. */
  readonly number: string;
  /** Calls that extension: an agent by name, or `support`. Resolves as soon as it is on its way. */
  call(
    target: string,
    said?: { readonly customerId?: string; readonly reason?: string; readonly name?: string },
  ): Promise<void>;
  /** What the person has heard in the last quarter of a second, at most 0.35 s ago. */
  heard(): Heard;
  /** How strong one frequency is in it, as the amplitude of its sine. */
  amplitudeAt(frequencyHz: number): number;
  /** All that the person has heard since answering or calling, 8,000 samples a second. */
  samples(): Samples;
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

  /** A call has two ends in Asterisk; the person is at this one. */
  const begins = (event: AmiEvent) =>
    event['Event'] === 'Newchannel' && event['Context'] === 'people' && event['Exten'] === number;
  const channel = async () => {
    const first = await ami.until(begins);
    return (ami.events.findLast(begins) ?? first)['Channel'] ?? '';
  };

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
        Variable: [`__CUSTOMER_ID=${said.customerId ?? ''}`, `__REASON=${said.reason ?? ''}`],
      });
    },
    heard: () => hear(readRecording(recording, heardMs)),
    amplitudeAt: (frequencyHz) => amplitudeAt(readRecording(recording, heardMs), frequencyHz),
    samples: () => readRecording(recording),
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
