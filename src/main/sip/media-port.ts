import type { IceServers } from '../../contract/ipc/media-api.ts';
import { assertNever } from '../../domain/assert-never.ts';
import type { MediaEffect } from '../../domain/call/call-effect.ts';
import type { MediaEvent } from '../../domain/call/call-event.ts';
import type { MediaLink } from '../media/media-link.ts';

/** The part of the phone that talks with the media page beside the SIP library. */
export type MediaPort = { carryOut(effect: MediaEffect): void; close(): void };

export function createMediaPort(options: {
  readonly link: MediaLink;
  iceServers(): IceServers;
  emit(event: MediaEvent): void;
  readonly onLevels?:
    | ((levels: { callId: string; heard: number; sent: number }) => void)
    | undefined;
}): MediaPort {
  const { link, emit } = options;

  const stopListening = link.onEvent((event) => {
    switch (event.event) {
      case 'iceconnectionstatechange': {
        const { connectionId: callId, iceConnectionState } = event.snapshot;
        if (iceConnectionState === 'connected' || iceConnectionState === 'completed') {
          emit({ type: 'media.flowing', callId });
        } else if (iceConnectionState === 'disconnected' || iceConnectionState === 'failed') {
          emit({ type: 'media.interrupted', callId });
        }
        return;
      }
      case 'microphone':
        emit({
          type: 'media.microphone',
          callId: event.connectionId,
          microphone: event.microphone,
        });
        return;
      case 'levels':
        options.onLevels?.({ callId: event.connectionId, heard: event.heard, sent: event.sent });
        return;
      case 'page.lost':
        emit({ type: 'media.lost' });
        return;
      case 'page.ready':
      case 'icecandidate':
      case 'icegatheringstatechange':
      case 'devices.changed':
      case 'microphone.level':
      case 'path':
      case 'statistics':
      case 'headset.connected':
      case 'headset.disconnected':
      case 'headset.input':
        return;
      default:
        assertNever(event);
    }
  });

  async function prepare(callId: string): Promise<void> {
    const iceServers = options.iceServers();
    const reply = await link.request({ op: 'call.prepare', connectionId: callId, iceServers });
    // A page that died answers later, when the call is prepared anew.
    if (reply.ok) emit({ type: 'media.microphone', callId, microphone: reply.value.microphone });
  }

  async function mute(callId: string, muted: boolean): Promise<void> {
    const reply = await link.request({ op: 'call.mute', connectionId: callId, muted });
    if (reply.ok) emit({ type: 'media.muted', callId, muted: reply.value.muted });
  }

  function play(tone: 'ringing' | 'waiting' | 'announce' | 'ringback' | 'busy' | 'none'): void {
    void link.request({ op: 'tone.play', tone });
  }

  return {
    carryOut(effect) {
      switch (effect.type) {
        case 'media.prepare':
          void prepare(effect.callId);
          return;
        case 'media.mute':
          void mute(effect.callId, effect.muted);
          return;
        case 'media.focus':
          void link.request({ op: 'call.focus', connectionId: effect.callId });
          return;
        case 'media.hush':
          void link.request({
            op: 'call.hush',
            connectionId: effect.callId,
            hushed: effect.hushed,
          });
          return;
        case 'media.join':
          void link.request({ op: 'call.join', connectionIds: effect.callIds });
          return;
        case 'media.close':
          void link.request({ op: 'connection.close', connectionId: effect.callId });
          return;
        case 'tone.ringing':
          play('ringing');
          return;
        case 'tone.waiting':
          play('waiting');
          return;
        case 'tone.announce':
          play('announce');
          return;
        case 'tone.ringback':
          play('ringback');
          return;
        case 'tone.busy':
          play('busy');
          return;
        case 'tone.none':
          play('none');
          return;
        default:
          assertNever(effect);
      }
    },
    close: stopListening,
  };
}
