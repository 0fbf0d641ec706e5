import type { HealingWay, Party } from './call.ts';
import type { OrderRefusal, TransferOrder } from './transfer.ts';

/** What the SIP adapter is to do. */
export type SipEffect =
  | { readonly type: 'sip.invite'; readonly callId: string; readonly target: string }
  | { readonly type: 'sip.answer'; readonly callId: string }
  /** 486 Busy Here or 603 Decline (RFC 3261 §21.4.24, §21.6.2). */
  | { readonly type: 'sip.reject'; readonly callId: string; readonly sipStatus: 486 | 603 }
  /** CANCEL before the answer, BYE after it. */
  | { readonly type: 'sip.bye'; readonly callId: string }
  /** Forget the session without a message: there is no line to send one on. */
  | { readonly type: 'sip.drop'; readonly callId: string }
  | { readonly type: 'sip.hold'; readonly callId: string }
  | { readonly type: 'sip.resume'; readonly callId: string }
  /** Re-INVITE as things stand, so that the PBX learns the new socket. */
  | { readonly type: 'sip.refresh'; readonly callId: string; readonly restartIce: boolean }
  /** The page lets its connection go; the session that used it goes on without. */
  | { readonly type: 'sip.abandon'; readonly callId: string }
  /**
   * Make the audio path of an established call anew after its page died or its path broke:
   * `replaces` by a new INVITE that takes the dialog over (RFC 3891), `reinvite` within the dialog.
   * Any attempt before this one is given up.
   */
  | {
      readonly type: 'sip.heal';
      readonly callId: string;
      readonly way: HealingWay;
      readonly afterMs: number;
    }
  | { readonly type: 'sip.dtmf'; readonly callId: string; readonly digits: string }
  /** REFER (RFC 3515) to a target, or to whoever talks in another call (RFC 3891). */
  | {
      readonly type: 'sip.refer';
      readonly callId: string;
      readonly target: string | null;
      readonly replacesCallId: string | null;
    };

/** What the media page is to do. */
export type MediaEffect =
  /** Open the microphone and gather candidates, while it still rings. */
  | { readonly type: 'media.prepare'; readonly callId: string }
  /** This call is heard and hears the agent; every other one is silent both ways. */
  | { readonly type: 'media.focus'; readonly callId: string }
  /** Nothing of this call is played or sent, whatever is negotiated: a hold that is not there yet. */
  | { readonly type: 'media.hush'; readonly callId: string; readonly hushed: boolean }
  | { readonly type: 'media.mute'; readonly callId: string; readonly muted: boolean }
  /** Both are heard and hear the agent and each other; null ends that, and one is in focus again. */
  | { readonly type: 'media.join'; readonly callIds: readonly [string, string] | null }
  /** Stop sending and playing now; the microphone is let go. */
  | { readonly type: 'media.close'; readonly callId: string }
  | { readonly type: 'tone.ringing' }
  /** A soft beep in the headset: somebody calls while people talk. */
  | { readonly type: 'tone.waiting' }
  /** Two short beeps in the headset: somebody is there in a moment, without a key. */
  | { readonly type: 'tone.announce' }
  | { readonly type: 'tone.ringback' }
  /** Plays for a few seconds and stops by itself. */
  | { readonly type: 'tone.busy' }
  | { readonly type: 'tone.none' };

/** Facts for whoever keeps the log and shows the desk; the phone carries none of these out. */
export type NoticeEffect =
  | {
      readonly type: 'call.refused';
      readonly callId: string;
      readonly party: Party;
      /** `busy-here`: someone called who could not be taken and got 486. The others: a dial not made. */
      readonly reason: 'busy-here' | 'call-in-progress' | 'line-down';
    }
  /** The conversation goes on in another call: this one ends, and nobody has hung up. */
  | { readonly type: 'call.moved'; readonly callId: string; readonly to: string }
  /** The far end pressed a key. */
  | { readonly type: 'call.digit'; readonly callId: string; readonly digit: string }
  /** The agent asked for something that does not fit; nothing has changed. */
  | {
      readonly type: 'call.orderRefused';
      readonly callId: string;
      readonly order: TransferOrder;
      readonly reason: OrderRefusal;
    };

/** Whether an effect is for the log and the desk, and not for the phone. */
export function isNotice(effect: CallEffect): effect is NoticeEffect {
  return effect.type.startsWith('call.');
}

/** Effects are data; `createPhone().carryOut` does the first two families. */
export type CallEffect = SipEffect | MediaEffect | NoticeEffect;
