import type { LogLine } from './evidence.ts';
import { isTone, type TourSession } from './session.ts';

const samplesWanted = 3;

type Sound = { readonly level: number; readonly frequencyHz: number };

/**
 * Judges the sound of the call that is up now, in both directions, each at its far end only: the
 * customer's ear for what the microphone gave, the agent's ear for what the customer sounds.
 */
export async function judgeSound(session: TourSession, call: 'inbound' | 'outbound') {
  const { recorder, tones } = session;
  const since = new Date().toISOString();
  const after = (line: LogLine) => line.time > since;
  const there = await samples(session, 'sound there', after, (line) => Number(line['frequencyHz']));
  const here = await samples(
    session,
    'sound here',
    after,
    (line) => (line['heard'] as Sound).frequencyHz,
  );
  recorder.tone({
    call,
    direction: 'agent-to-customer',
    sentHz: tones.agentHz,
    foundHz: there,
  });
  recorder.tone({
    call,
    direction: 'customer-to-agent',
    sentHz: tones.customerHz,
    foundHz: here,
  });
  recorder.fact(
    `${call}: the customer hears the agent's microphone`,
    there.length > 0 && there.every((hz) => isTone(hz, tones.agentHz)),
    there.join(', '),
    String(tones.agentHz),
  );
  recorder.fact(
    `${call}: the agent hears the customer`,
    here.length > 0 && here.every((hz) => isTone(hz, tones.customerHz)),
    here.join(', '),
    String(tones.customerHz),
  );
}

/** The newest measurements after a moment, once there are enough and the first has settled. */
async function samples(
  session: TourSession,
  message: string,
  after: (line: LogLine) => boolean,
  read: (line: LogLine) => number,
): Promise<number[]> {
  const { evidence } = session;
  await evidence.until(
    message,
    () => evidence.all(message).filter(after).length > samplesWanted,
    15_000,
  );
  return evidence.all(message).filter(after).slice(-samplesWanted).map(read);
}

/** Waits for a measurement at the customer's ear that fits, such as silence while muted. */
export async function customerHears(
  session: TourSession,
  fits: (level: number, line: LogLine) => boolean,
): Promise<boolean> {
  const since = new Date().toISOString();
  const found = await session.evidence.until(
    'sound there',
    (line) => line.time > since && fits(Number(line['level']), line),
    10_000,
  );
  return found !== null;
}
