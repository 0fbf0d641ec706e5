import type { MediaBrowser } from '../../support/media-browser.ts';
import type { Ear } from '../rig/person.ts';
import type { Heard } from './agent-phone.ts';

/** What somebody does when called. */
export type Behaviour = 'answer' | 'ring' | 'busy' | 'refuse';

/** Somebody at the far end: a number, a voice (a tone), an ear. */
export type Person = {
  /** To be dialed by an agent. */
  readonly number: string;
  /** Calls the agent. */
  call(said?: { readonly customerId?: string }): Promise<void>;
  /** What the person hears now. */
  heard(): Promise<Heard>;
  /** How loud it is near each of these frequencies, in decibels. */
  decibelsAt(frequenciesHz: readonly number[]): Promise<readonly number[]>;
  /** An ear for one tone from now on; null where the exchange keeps no recording. */
  listenFor(frequencyHz: number): Ear | null;
  hangUp(): Promise<void>;
  /** Resolves when the person's call is over. */
  untilOver(): Promise<void>;
};

/** A telephone exchange on which the same scenarios run. */
export type Bench = {
  /** Where the agent's phone registers, by a cable of its own. */
  readonly server: string;
  readonly domain: string;
  /** What a held customer hears; null for silence. */
  readonly musicHz: number | null;
  createPerson(options: { readonly does: Behaviour; readonly toneHz: number }): Promise<Person>;
  /** Everybody made so far goes home. */
  release(): Promise<void>;
  stop(): Promise<void>;
};

export type StartBench = (browser: MediaBrowser) => Promise<Bench>;

/** On both, the agent's account. */
export const agentUser = 'agent';
export const agentPassword = 'a secret for tests';
