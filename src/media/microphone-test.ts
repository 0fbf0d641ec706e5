import type { MediaEvent } from '../contract/ipc/media-api.ts';
import type { AudioOutput } from './audio-output.ts';
import type { Microphone, MicrophoneState, OpenMicrophone } from './microphone.ts';
import { createSoundMeter, type SoundMeter } from './sound-meter.ts';

const reportMs = 100;

export type MicrophoneTest = {
  /** Opens the chosen microphone for its meter, or lets it go. */
  set(on: boolean): Promise<MicrophoneState>;
  /** The choice has changed: the meter moves to it. */
  reopen(): Promise<void>;
};

/** The microphone as its owner sees it before a call: a level, sent to main and to nobody else. */
export function createMicrophoneTest(options: {
  readonly microphone: Microphone;
  readonly output: AudioOutput;
  readonly report: (event: MediaEvent) => void;
}): MicrophoneTest {
  let wanted = false;
  let open: { source: OpenMicrophone; meter: SoundMeter; timer: number } | null = null;

  function close(): void {
    if (!open) return;
    clearInterval(open.timer);
    open.meter.close();
    open.source.close();
    open = null;
  }

  async function set(on: boolean): Promise<MicrophoneState> {
    wanted = on;
    close();
    if (!on) return 'ok';
    const source = await options.microphone.open();
    // It may have been let go, or asked for once more, while the system opened it.
    if (!wanted || open || source.state !== 'ok') {
      source.close();
      return source.state;
    }
    const meter = createSoundMeter(options.output.talk, source.track);
    const timer = window.setInterval(
      () => options.report({ event: 'microphone.level', level: meter.level() }),
      reportMs,
    );
    open = { source, meter, timer };
    return 'ok';
  }

  return {
    set,
    async reopen() {
      if (wanted) await set(true);
    },
  };
}
