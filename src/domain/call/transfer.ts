import type { EndCause } from './end-cause.ts';

/**
 * A customer on the way to somebody else (RFC 5589). It is a field of the customer's call: whatever
 * goes wrong with it, that call is still there.
 *
 * ```
 *  talking ──transfer──► holding ──held──► asked ──202──► accepted ──180──► ringing
 *     ▲                     │                └───────────────┴──200──► reached ──BYE──► ended
 *     └──── failed ◄────────┴──── refused, 4xx–6xx, too long ◄┘
 *
 *  talking ──consult──► consulting ──complete──► asked … as above, with Replaces (RFC 3891)
 *     ▲  └────cancel, colleague gone◄──┘  ▲──── failed, while the colleague is still there
 * ```
 */
export type Transfer =
  /** The customer waits while the agent talks with a colleague. `failure`: of the last try. */
  | {
      readonly kind: 'consulting';
      readonly consultId: string;
      readonly failure: EndCause | null;
    }
  | {
      readonly kind: 'under-way';
      /** For people: name, extension or number. */
      readonly to: string;
      /** User part or SIP URI; null when the colleague's call is to be replaced. */
      readonly target: string | null;
      readonly consultId: string | null;
      /** `holding`: the customer is put on hold first and the REFER waits for that. */
      readonly progress: 'holding' | 'asked' | 'accepted' | 'ringing';
      /** Whether the customer was talking before, and is to be again when nothing comes of it. */
      readonly resumes: boolean;
    }
  /**
   * Customer and colleague are brought to a room of the PBX, the colleague first: REFER of their
   * call, a call of our own to the room, REFER of the customer's. `consultId` is the colleague's.
   */
  | {
      readonly kind: 'gathering';
      readonly to: string;
      readonly consultId: string;
      readonly roomId: string;
      readonly address: string;
    }
  /** Nothing came of it; the customer is back. */
  | { readonly kind: 'failed'; readonly to: string; readonly failure: EndCause };

/** What can be asked for around a transfer. */
export type TransferOrder = 'transfer' | 'consult' | 'complete' | 'cancel' | 'join' | 'part';

/** Why it is not done. */
export type OrderRefusal =
  /** There is no such call, or nobody has answered it yet. */
  | 'not-talking'
  | 'line-down'
  /** A transfer of this call is on its way. */
  | 'under-way'
  /** Another call rings or waits: there is no place for a third. */
  | 'two-calls'
  /** No colleague is asked. */
  | 'not-consulting'
  | 'consult-not-answered'
  | 'already-joined'
  | 'not-joined';
