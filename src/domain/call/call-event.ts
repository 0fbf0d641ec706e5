import type { Microphone, Party } from './call.ts';
import type { EndedBy, SipCause } from './end-cause.ts';

/** When it happened: monotonic milliseconds for durations, an ISO instant for people. */
export type Instant = { readonly atMs: number; readonly at: string };

/** What the agent asks for, by button, key or headset. */
export type CallCommand =
  /** The do-not-call check happened before this event. `callId` is new and ours. */
  | {
      readonly type: 'call.dial';
      readonly callId: string;
      /** User part or SIP URI to invite. */
      readonly target: string;
      readonly party: Party;
    }
  | { readonly type: 'call.answer'; readonly callId: string }
  | { readonly type: 'call.reject'; readonly callId: string }
  | { readonly type: 'call.hangUp'; readonly callId: string }
  | { readonly type: 'call.hold'; readonly callId: string }
  | { readonly type: 'call.resume'; readonly callId: string }
  | { readonly type: 'call.mute'; readonly callId: string; readonly muted: boolean }
  /** `digits`: one or more of 0-9 A-D * # and comma for a pause. */
  | { readonly type: 'call.dtmf'; readonly callId: string; readonly digits: string }
  /** Passes the customer on unasked: REFER to that user part or SIP URI. */
  | {
      readonly type: 'call.transfer';
      readonly callId: string;
      readonly target: string;
      /** For people; the target itself without it. */
      readonly to?: string;
    }
  /** Asks a colleague first: the customer waits on hold. `consultId` is new and ours. */
  | {
      readonly type: 'call.consult';
      readonly callId: string;
      readonly consultId: string;
      readonly target: string;
      readonly party: Party;
    }
  /** The customer and the colleague who was asked are put together; the agent leaves. */
  | { readonly type: 'call.complete'; readonly callId: string }
  /** Back to the customer; the colleague is let go. */
  | { readonly type: 'call.cancelTransfer'; readonly callId: string }
  /** All three talk; and the customer or colleague waits again. */
  | {
      readonly type: 'call.join';
      readonly callId: string;
      /** For our call to the room, where three talk in one of the PBX. New and ours. */
      readonly roomId?: string;
    }
  | { readonly type: 'call.part'; readonly callId: string }
  /** The desk is done with an ended call. */
  | { readonly type: 'call.forget'; readonly callId: string };

/** What the SIP adapter saw. */
export type SipEvent =
  | { readonly type: 'sip.lineUp' }
  | { readonly type: 'sip.lineDown' }
  | {
      readonly type: 'sip.invited';
      readonly callId: string;
      readonly party: Party;
      /** Its campaign wants it answered without a key. */
      readonly answersItself?: boolean;
    }
  /** 180, or 183 when `earlyMedia`: then the far end plays its own ringback. */
  | { readonly type: 'sip.ringing'; readonly callId: string; readonly earlyMedia: boolean }
  /** The 200 was received (outbound) or sent (inbound). */
  | { readonly type: 'sip.established'; readonly callId: string }
  | { readonly type: 'sip.held'; readonly callId: string; readonly by: 'local' | 'remote' }
  | { readonly type: 'sip.resumed'; readonly callId: string; readonly by: 'local' | 'remote' }
  | {
      readonly type: 'sip.operationRefused';
      readonly callId: string;
      readonly operation: 'hold' | 'resume';
      readonly sipStatus: number | null;
    }
  /** The new audio path was accepted; what came before it is history. */
  | { readonly type: 'sip.healed'; readonly callId: string }
  | {
      readonly type: 'sip.healRefused';
      readonly callId: string;
      readonly sipCause: SipCause;
      readonly sipStatus: number | null;
    }
  /** The far end pressed a key and sent it as a message (INFO). */
  | { readonly type: 'sip.digit'; readonly callId: string; readonly digit: string }
  /** What is told of a transfer: the REFER was taken, and their phone rings. */
  | {
      readonly type: 'sip.transferProgress';
      readonly callId: string;
      readonly progress: 'accepted' | 'ringing';
    }
  /** The target has answered: the customer is there. */
  | { readonly type: 'sip.transferReached'; readonly callId: string }
  | {
      readonly type: 'sip.transferFailed';
      readonly callId: string;
      readonly sipCause: SipCause;
      readonly sipStatus: number | null;
    }
  /** The dialog that is being replaced has ended while the answer to the new INVITE is still out. */
  | {
      readonly type: 'sip.replacedEnded';
      readonly callId: string;
      readonly by: EndedBy;
      readonly sipCause: SipCause;
      readonly sipStatus: number | null;
    }
  | {
      readonly type: 'sip.ended';
      readonly callId: string;
      readonly by: EndedBy;
      readonly sipCause: SipCause;
      readonly sipStatus: number | null;
    };

/** What the media page reported. */
export type MediaEvent =
  | { readonly type: 'media.flowing'; readonly callId: string }
  | { readonly type: 'media.interrupted'; readonly callId: string }
  | { readonly type: 'media.muted'; readonly callId: string; readonly muted: boolean }
  | {
      readonly type: 'media.microphone';
      readonly callId: string;
      readonly microphone: Microphone;
    }
  /** Nothing has arrived by its way for a while, and the server is there. */
  | { readonly type: 'media.pathBroken'; readonly callId: string }
  /** This call was established with a connection of a page that has died since. */
  | { readonly type: 'media.missing'; readonly callId: string }
  /** The page is gone, and every peer connection with it. */
  | { readonly type: 'media.lost' };

/** Everything that can happen to the calls. Each event carries its instant. */
export type CallEvent = (CallCommand | SipEvent | MediaEvent) & Instant;
