import { z } from 'zod';

/**
 * What main (or a test, or the tour) and the practice process say to each other. The parent
 * sends commands; each is answered by exactly one report that carries its `requestId`. Between
 * them come reports without one: what happens at the exchange and to the simulated customers.
 * The process ends by `stop`, and when its parent goes away.
 */

const requestId = z.int().nonnegative();
/** As dialled: digits, a plus in front of an international number. */
const number = z.string().regex(/^\+?\d{2,20}$/);
/** The Call-ID of SIP: the same at the agent's end. */
const callId = z.string().min(1).max(300);
const user = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);
// A simulated customer's id goes into a SIP header: one line of plain characters.
const customerId = z.string().regex(/^[\x21-\x7e]{1,64}$/);
const frequencyHz = z.number().min(200).max(3400);

/** One of a customer's calls, named by itself or by the customer's number. */
const target = z.union([z.strictObject({ callId }), z.strictObject({ number })]);
export type PracticeCallTarget = z.infer<typeof target>;

/** Which customer id belongs to which number, once the center has imported the list. */
const directory = z.record(number, customerId);

export const practiceCommand = z.discriminatedUnion('kind', [
  /** Opens the exchange. Answered by `listening`. */
  z.object({
    kind: z.literal('start'),
    requestId,
    /** A scenario file (docs/practice.md); default is the one that comes with Homeline. */
    scenarioPath: z.string().optional(),
    host: z.enum(['127.0.0.1', '::1']).default('127.0.0.1'),
    port: z.int().min(0).max(65_535).default(0),
    /** The accounts that may register; made anew for each start. */
    agents: z
      .array(
        z.object({ user, password: z.string().min(8).max(200), displayName: z.string().max(100) }),
      )
      .min(1)
      .max(32),
    directory: directory.optional(),
  }),
  /** Adds to the directory. Answered by `done`. */
  z.object({ kind: z.literal('directory'), requestId, entries: directory }),
  /**
   * A customer calls an agent: that number, or the scenario's next customer with an `inbound`
   * part. Answered by `ringing` when the agent's phone rings, else by `failed`.
   */
  z.object({
    kind: z.literal('ring'),
    requestId,
    number: number.optional(),
    /** Default: the agent that registered first. */
    agent: user.optional(),
  }),
  /** The customer hangs up, or stops ringing. Answered by `done`. */
  z.object({ kind: z.literal('hang-up'), requestId, target }),
  /**
   * The customer stops talking and sounds a tone from now on; null ends it. Where the customer
   * has no call, the next one begins with it. Answered by `done`.
   */
  z.object({
    kind: z.literal('send-tone'),
    requestId,
    target,
    frequencyHz: frequencyHz.nullable(),
  }),
  /**
   * Finds the loudest tone in what the customer hears in the next `durationMs`. Answered by
   * `measured`.
   */
  z.object({
    kind: z.literal('measure'),
    requestId,
    target,
    durationMs: z.int().min(100).max(5000),
  }),
  /** Ends every call and the process. Answered by `done`. */
  z.object({ kind: z.literal('stop'), requestId }),
]);
export type PracticeCommand = z.infer<typeof practiceCommand>;
/** As it is sent: what has a default may be left out. */
export type PracticeCommandInput = z.input<typeof practiceCommand>;

export const practiceError = z.discriminatedUnion('kind', [
  /** The command is not one of these; `detail` says what is wrong with it. */
  z.object({ kind: z.literal('bad-command'), detail: z.string() }),
  z.object({ kind: z.literal('not-started') }),
  z.object({ kind: z.literal('already-started') }),
  /** `detail` names file, place and fault. */
  z.object({ kind: z.literal('bad-scenario'), detail: z.string() }),
  z.object({ kind: z.literal('port-refused'), code: z.string() }),
  z.object({ kind: z.literal('agent-not-registered') }),
  /** No customer of the scenario calls in, or not that number. */
  z.object({ kind: z.literal('no-such-customer') }),
  z.object({ kind: z.literal('no-such-call') }),
  z.object({ kind: z.literal('customer-on-call') }),
  /** The agent's phone refused the call before it rang. */
  z.object({ kind: z.literal('refused'), status: z.int(), reason: z.string() }),
  /** Nothing was heard to measure: not answered yet, on hold, or no audio path. */
  z.object({ kind: z.literal('no-audio') }),
]);
export type PracticeError = z.infer<typeof practiceError>;

/** How a customer meets a call. */
export const customerBehaviour = z.enum([
  'answer',
  'dislike',
  'busy',
  'no-answer',
  'reject',
  'not-in-service',
]);
export type CustomerBehaviour = z.infer<typeof customerBehaviour>;

/** One call of a simulated customer, for the practice panel. */
export const practiceCall = z.object({
  callId,
  number,
  name: z.string(),
  /** `inbound`: the customer called the agent. */
  direction: z.enum(['inbound', 'outbound']),
  state: z.enum(['ringing', 'talking', 'held', 'ended']),
  /** Why it ended, by JsSIP's name for it (`Terminated`, `Canceled`, `Busy` …); else null. */
  cause: z.string().nullable(),
  /** Who ended it; null until then. */
  endedBy: z.enum(['customer', 'agent', 'system']).nullable(),
});
export type PracticeCall = z.infer<typeof practiceCall>;

export const practiceReport = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('listening'),
    requestId,
    /** `ws://127.0.0.1:PORT`, subprotocol `sip`. */
    url: z.string(),
    /** Of the addresses: `sip:USER@DOMAIN`. */
    domain: z.string(),
    /** The customers of the scenario, in its order. */
    customers: z.array(
      z.object({
        number,
        name: z.string(),
        behaviour: customerBehaviour,
        inbound: z.object({ queue: z.string(), reason: z.string() }).nullable(),
      }),
    ),
  }),
  z.object({ kind: z.literal('ringing'), requestId, callId, number }),
  z.object({ kind: z.literal('done'), requestId }),
  z.object({
    kind: z.literal('measured'),
    requestId,
    callId,
    /** 0 where silence was heard. */
    dominantHz: z.number(),
    /** Amplitude as a share of full scale, 0…1. */
    level: z.number(),
    signalToNoiseDb: z.number(),
    /** So much sound was heard in the time. */
    heardMs: z.number(),
  }),
  z.object({
    kind: z.literal('failed'),
    /** null where the command could not be read so far. */
    requestId: requestId.nullable(),
    error: practiceError,
  }),
  z.object({ kind: z.literal('registration'), agent: user, registered: z.boolean() }),
  z.object({ kind: z.literal('call'), call: practiceCall }),
  /** A key that the agent pressed: RFC 4733 in the audio, or SIP INFO. */
  z.object({
    kind: z.literal('digit'),
    callId,
    digit: z.string().length(1),
    by: z.enum(['rfc4733', 'info']),
  }),
  /** Something that is not SIP, or a wrong password, was refused. Holds no part of it. */
  z.object({ kind: z.literal('refused-message'), what: z.string() }),
]);
export type PracticeReport = z.infer<typeof practiceReport>;
