import { mediaRequest } from '../contract/ipc/media-api.ts';
import type { MediaBridge } from '../contract/ipc/media-bridge.ts';
import { createAudioOutput } from './audio-output.ts';
import { createConnections } from './connections.ts';
import { watchDevices } from './devices.ts';
import { createHeadsets } from './headsets.ts';
import { systemHid } from './hid.ts';
import { createMicrophone } from './microphone.ts';
import { createMicrophoneTest } from './microphone-test.ts';
import { createRequestHandler } from './request-handler.ts';
import { createTones } from './tones.ts';

declare global {
  interface Window {
    readonly homelineMedia: MediaBridge;
  }
}

/** The hands and ears of main: does what it is asked and reports what happens, decides nothing. */
const bridge = window.homelineMedia;
const output = createAudioOutput();
const microphone = createMicrophone();
const tones = createTones(output);
const connections = createConnections({
  microphone,
  output,
  report: (event) => bridge.event(event),
});
const microphoneTest = createMicrophoneTest({
  microphone,
  output,
  report: (event) => bridge.event(event),
});
const headsets = createHeadsets(systemHid(), (event) => bridge.event(event));
const handle = createRequestHandler({
  connections,
  headsets,
  microphone,
  microphoneTest,
  output,
  tones,
});

bridge.onRequest((id, raw) => {
  const parsed = mediaRequest.safeParse(raw);
  if (!parsed.success) {
    const message = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    bridge.reply(id, { ok: false, error: { name: 'InvalidRequest', message }, snapshot: null });
    return;
  }
  void handle(parsed.data).then((reply) => bridge.reply(id, reply));
});
// What takes its time at the first call: a page that waits as a spare has it behind it.
new RTCPeerConnection({ iceCandidatePoolSize: 1 }).close();
watchDevices(() => bridge.event({ event: 'devices.changed' }));
bridge.event({ event: 'page.ready' });
