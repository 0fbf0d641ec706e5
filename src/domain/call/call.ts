import { defaultPbxProfile, type PbxProfile } from '../pbx/pbx-profile.ts';
import type { EndCause } from './end-cause.ts';
import type { Transfer } from './transfer.ts';

export type CallDirection = 'inbound' | 'outbound';

/**
 * The signalling of one call.
 *
 * ```
 *  outbound   dialing ──180/183──► ringing ──┐200
 *                │                    │      ▼
 *                └──────200───────────┼─► established ──hang up──► ending ──► ended{cause}
 *                                     │      ▲     └──BYE, line cut while not answered──►┘
 *  inbound    alerting ──answer──► answering ┘200 sent
 *                └── reject, CANCEL, time-out, line cut ──────────────────────► ended{cause}
 * ```
 *
 * `ringing` is their phone, `alerting` is ours. `ending` waits for the library to say the session
 * is over; a hang-up while the line is down skips it (the BYE is owed, see `CallState.owedByes`).
 */
export type Signalling =
  | { readonly kind: 'dialing' }
  | { readonly kind: 'ringing' }
  | { readonly kind: 'alerting' }
  | { readonly kind: 'answering' }
  | { readonly kind: 'established' }
  /** `cause` is set when we know better than the session's own last word. */
  | { readonly kind: 'ending'; readonly cause: EndCause | null }
  | { readonly kind: 'ended'; readonly cause: EndCause };

/** Who put whom on hold. `local`: we hold the customer. */
export type Hold = 'none' | 'local' | 'remote' | 'both';

/** The audio path. `interrupted` is ours to heal and never ends a call by itself. */
export type Media = 'opening' | 'flowing' | 'interrupted' | 'closed';

/**
 * How the audio path of an established call is made anew, when its page has died.
 *
 * ```
 *  none ──page lost──► under-way ──healed──► holding (only what the agent holds) ──► none
 *    │                  ▲  │ │ └──healed──► waking (a call we made) ──► none
 *    │                  │  │ └──refused──► under-way another way, or the call is ending
 *    └──page lost, no line──► owed ──line is back──► under-way
 * ```
 */
export type Healing =
  | { readonly kind: 'none' }
  /** There is no line to heal it on. */
  | { readonly kind: 'owed'; readonly farewell: EndCause | null }
  | {
      readonly kind: 'under-way';
      readonly way: HealingWay;
      /** 1 for the first. */
      readonly attempt: number;
      /**
       * The old dialog has ended meanwhile: by the PBX because it is replaced, or by the customer.
       * Which of them, only the answer to our INVITE tells; refused, this was the end.
       */
      readonly farewell: EndCause | null;
    }
  /** The new dialog is up and is put on hold again; until then the page lets nothing through. */
  | { readonly kind: 'holding' }
  /** The new dialog is up: it is held and resumed once, as soon as there is sound (decision 095). */
  | { readonly kind: 'waking' };

/** RFC 3891, or the new connection within the same dialog. */
export type HealingWay = 'replaces' | 'reinvite';

/** What we know about the microphone of a call. All but `ok` mean: listen-only. */
export type Microphone = 'unknown' | 'ok' | 'none' | 'denied' | 'failed';

/** The other side, as signalled. Untrusted text: shown as text, never run, never logged. */
export type Party = {
  /** User part of P-Asserted-Identity, else of From; the dialed target for outbound calls. */
  readonly number: string | null;
  readonly displayName: string | null;
  /** `X-Customer-Id` of the INVITE, set by the PBX. */
  readonly customerId: string | null;
  /** Name of the queue or campaign (`X-Queue`), set by the PBX. */
  readonly queue: string | null;
  /** Why the caller calls, as the IVR or queue found out (`X-Reason`). */
  readonly reason: string | null;
  /** They do not want their number known (RFC 3323): then none is. */
  readonly anonymous?: boolean;
};

/** An operation the far end or the library would not do; the call goes on as it was. */
export type RefusedOperation = {
  readonly operation: 'hold' | 'resume';
  readonly sipStatus: number | null;
};

/** One call. Parallel facts in fields of their own. Serialisable. */
export type Call = {
  readonly callId: string;
  readonly direction: CallDirection;
  readonly party: Party;
  readonly signalling: Signalling;
  readonly hold: Hold;
  /** What the agent asked for; differs from `hold` while a re-INVITE is out or the line is down. */
  readonly holdWanted: boolean;
  readonly refused: RefusedOperation | null;
  /** The way of this customer to somebody else, if the agent has begun one. */
  readonly transfer: Transfer | null;
  /** The customer this colleague (or room) is called for; goes with them. */
  readonly consultedFor: string | null;
  /** It is answered without a key: a beep in the headset tells the agent, nothing rings. */
  readonly answersItself: boolean;
  /** The truth as the media page reports it: nothing the microphone hears leaves this machine. */
  readonly muted: boolean;
  readonly media: Media;
  /** Their side has sent sound before the answer: an announcement, or a ringback of its own. */
  readonly earlyMedia: boolean;
  readonly healing: Healing;
  readonly microphone: Microphone;
  /** Monotonic milliseconds and ISO instants; null while it has not happened. */
  readonly startedAtMs: number;
  readonly startedAt: string;
  readonly establishedAtMs: number | null;
  readonly establishedAt: string | null;
  readonly endedAtMs: number | null;
  readonly endedAt: string | null;
};

/**
 * All calls of this phone. Two may be live: the one in front, and a second that rings or waits on
 * hold. Ended ones stay until forgotten.
 */
export type CallState = {
  /** Whether SIP messages get through: a registered socket. */
  readonly lineUp: boolean;
  readonly calls: Readonly<Record<string, Call>>;
  /** The live call whose sound goes to and from the agent, if one is live. */
  readonly front: string | null;
  /** Whether the agent wants to be unheard: it goes with the agent from call to call. */
  readonly muteWanted: boolean;
  /** What is safe with the PBX of this line. */
  readonly pbx: PbxProfile;
  /** The two calls whose three people all hear each other, if the agent has joined them. */
  readonly joined: readonly [customerId: string, consultId: string] | null;
  /** Calls hung up while the line was down: their BYE goes out when it is back. */
  readonly owedByes: readonly string[];
};

/** The state of a phone that was just switched on. */
export const noCalls: CallState = {
  lineUp: false,
  calls: {},
  front: null,
  muteWanted: false,
  pbx: defaultPbxProfile,
  joined: null,
  owedByes: [],
};

/** Whether the call still holds the line. */
export function isLive(call: Call): boolean {
  return call.signalling.kind !== 'ended';
}

/** The live call in front, if one is up. */
export function liveCall(state: CallState): Call | null {
  const call = state.front === null ? undefined : state.calls[state.front];
  return call && isLive(call) ? call : null;
}

/** The live call beside the one in front: it rings, or waits on hold. */
export function otherCall(state: CallState): Call | null {
  return (
    Object.values(state.calls).find((call) => isLive(call) && call.callId !== state.front) ?? null
  );
}

/** The call that rings here and can be answered: at most one does. */
export function alertingCall(state: CallState): Call | null {
  return Object.values(state.calls).find((call) => call.signalling.kind === 'alerting') ?? null;
}

/** How long it has rung before the answer or the end, in milliseconds, on the same clock. */
export function ringMs(call: Call, nowMs: number): number {
  return Math.max(0, (call.establishedAtMs ?? call.endedAtMs ?? nowMs) - call.startedAtMs);
}

/**
 * How long the two sides have talked, in milliseconds, hold included; 0 before the answer.
 *
 * @param nowMs - The monotonic clock the events carried in `atMs`.
 */
export function talkMs(call: Call, nowMs: number): number {
  if (call.establishedAtMs === null) return 0;
  return Math.max(0, (call.endedAtMs ?? nowMs) - call.establishedAtMs);
}
