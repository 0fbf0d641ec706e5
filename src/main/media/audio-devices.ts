import type { MediaValue } from '../../contract/ipc/media-api.ts';
import type { AudioChoice, AudioView, SoundLevels } from '../../contract/ipc/preferences.ts';
import type { MediaLink } from './media-link.ts';

type AudioDevice = MediaValue<'devices.list'>['devices'][number];

export type AudioDevices = {
  view(): AudioView;
  /** Takes effect at once, live calls included; false when a device could not be used. */
  choose(choice: AudioChoice): Promise<boolean>;
  /** Opens the microphone for its meter, or lets it go; false when it cannot be opened. */
  testMicrophone(on: boolean): Promise<boolean>;
  /** A short tone on the talk output or where it rings. */
  testSound(output: 'speaker' | 'ringer'): Promise<boolean>;
  close(): void;
};

/**
 * Keeps the choice of devices, by the labels people read: ids differ from one profile to the next,
 * a label stays with the headset. A chosen device that is away is used again when it comes back.
 */
export function createAudioDevices(options: {
  readonly link: MediaLink;
  readonly choice: AudioChoice;
  readonly onChange: () => void;
  readonly onLevels: (levels: SoundLevels) => void;
}): AudioDevices {
  const { link, onChange } = options;
  let { choice } = options;
  let devices: readonly AudioDevice[] = [];
  let testing = false;
  let heard: number | null = null;
  let told = '';

  function idOf(kind: AudioDevice['kind'], label: string | null): string | null {
    const found = devices.find((device) => device.kind === kind && device.label === label);
    return found?.deviceId ?? null;
  }

  /** Says it when it would change something, or when the page is a new one. */
  async function tell(isNewPage: boolean): Promise<boolean> {
    const request = {
      op: 'devices.choose',
      microphone: idOf('audioinput', choice.microphone),
      speaker: idOf('audiooutput', choice.speaker),
      ringer: idOf('audiooutput', choice.ringer),
      processing: choice.processing,
    } as const;
    const text = JSON.stringify(request);
    if (text === told && !isNewPage) return true;
    told = text;
    const { ok } = await link.request(request);
    return ok;
  }

  async function look(isNewPage: boolean): Promise<void> {
    const reply = await link.request({ op: 'devices.list' });
    if (reply.ok) devices = reply.value.devices;
    await tell(isNewPage);
    onChange();
  }

  function stopTest(): void {
    testing = false;
    heard = null;
  }

  const stopListening = link.onEvent((event) => {
    switch (event.event) {
      case 'page.ready':
        // One that follows another has been told already.
        void look(told === '');
        break;
      case 'devices.changed':
        void look(false);
        break;
      case 'page.lost':
        stopTest();
        // The next page learns it before it opens a microphone for anybody.
        void tell(true);
        onChange();
        break;
      case 'levels':
        ({ heard } = event);
        break;
      case 'microphone.level':
        if (testing) options.onLevels({ sent: event.level, heard });
        break;
      default:
    }
  });
  // The page may be up already.
  if (link.alive) void look(true);

  const labelsOf = (kind: AudioDevice['kind']) => [
    ...new Set(
      devices
        .filter((device) => device.kind === kind && !isAlias(device) && device.label !== '')
        .map(({ label }) => label),
    ),
  ];

  return {
    view: () => ({
      microphones: labelsOf('audioinput'),
      outputs: labelsOf('audiooutput'),
      chosen: choice,
      testing,
    }),
    choose(next) {
      choice = next;
      onChange();
      return tell(false);
    },
    async testMicrophone(on) {
      testing = on;
      heard = null;
      onChange();
      const reply = await link.request({ op: 'microphone.test', on });
      const works = reply.ok && (!on || reply.value.microphone === 'ok');
      if (on && !works) {
        stopTest();
        onChange();
      }
      return works;
    },
    async testSound(output) {
      const { ok } = await link.request({ op: 'tone.test', output });
      return ok;
    },
    close: stopListening,
  };
}

/** Chromium lists the system's choice once more under these ids. */
function isAlias({ deviceId }: AudioDevice): boolean {
  return deviceId === 'default' || deviceId === 'communications';
}
