import { musicHz, startAsterisk } from '../rig/asterisk.ts';
import { createPerson } from '../rig/person.ts';
import { agentUser, type Bench } from './bench.ts';

/** A real Asterisk 22. */
export async function startAsteriskBench(): Promise<Bench> {
  const asterisk = await startAsterisk();
  return {
    server: asterisk.wsUrl,
    domain: asterisk.wire.far,
    musicHz,
    async createPerson(options) {
      const person = await createPerson(asterisk, options);
      return {
        number: person.number,
        call: (said) => person.call(agentUser, said),
        heard: async () => person.heard(),
        decibelsAt: async (frequenciesHz) =>
          frequenciesHz.map((frequencyHz) => 20 * Math.log10(person.amplitudeAt(frequencyHz))),
        listenFor: (frequencyHz) => person.listenFor(frequencyHz),
        hangUp: () => person.hangUp(),
        untilOver: () => person.untilOver(),
      };
    },
    // They take no room: a number and a recording.
    release: async () => undefined,
    stop: () => asterisk.stop(),
  };
}
