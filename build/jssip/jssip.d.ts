import type * as JsSipTypes from 'jssip';

/** The library as one call of {@link createJsSip} returns it. */
export type JsSip = typeof JsSipTypes;

/** JsSIP is untyped inside: any constructor is taken. */
type AnyConstructor = new (...parameters: never[]) => object;

/**
 * The WebRTC objects JsSIP works with, structural and loose on purpose: the desk gives a facade
 * of the media page, the practice customers give werift, tests give fakes.
 */
export interface JsSipEnvironment {
  /** Read only for the presence of `RTCPeerConnection`. */
  readonly window: { readonly RTCPeerConnection: unknown };
  /** `mediaDevices.getUserMedia` is called only where a call is made without a `mediaStream`. */
  readonly navigator: object;
  readonly RTCPeerConnection: AnyConstructor;
  readonly RTCSessionDescription: AnyConstructor;
  readonly MediaStream: AnyConstructor;
}

/** A new JsSIP, independent of any other, bound to the given WebRTC objects. */
export function createJsSip(environment: JsSipEnvironment): JsSip;

export type { causes, DTMF_TRANSPORT } from 'jssip/lib/Constants.js';
export type { Registrator } from 'jssip/lib/Registrator.js';
export type {
  AnswerOptions,
  EndEvent,
  IceCandidateEvent,
  IncomingDTMFEvent,
  OutgoingDTMFEvent,
  OutgoingEvent,
  PeerConnectionEvent,
  ReInviteEvent,
  RejectOptions,
  RTCSession,
  RTCSessionEventMap,
  SDPEvent,
  SendingEvent,
  TerminateOptions,
} from 'jssip/lib/RTCSession.js';
export type { IncomingRequest, IncomingResponse, OutgoingRequest } from 'jssip/lib/SIPMessage.js';
export type { Socket } from 'jssip/lib/Socket.js';
export type {
  CallOptions,
  DisconnectEvent,
  IncomingRTCSessionEvent,
  RegisteredEvent,
  RTCSessionEvent,
  UA,
  UAConfiguration,
  UnRegisteredEvent,
} from 'jssip/lib/UA.js';
