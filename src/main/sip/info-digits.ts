import type { IncomingDTMFEvent, OutgoingDTMFEvent, RTCSession } from '#jssip';

const toneMs = 100;
const gapMs = 500;

/** Sends digits one by one as INFO (`application/dtmf-relay`), for a PBX that hears none in the audio. */
export function sendInfoDigits(session: RTCSession, digits: string): void {
  session.sendDTMF(digits.toUpperCase(), {
    transportType: 'INFO' as never,
    duration: toneMs,
    interToneGap: gapMs,
  });
}

/** Tells of each digit the far end sent so. */
export function hearInfoDigits(session: RTCSession, hear: (digit: string) => void): void {
  session.on('newDTMF', (event: IncomingDTMFEvent | OutgoingDTMFEvent) => {
    if (event.originator !== 'remote') return;
    const digit = event.dtmf.tone.toUpperCase();
    if (/^[0-9A-D*#]$/.test(digit)) hear(digit);
  });
}
