import type { MediaValue } from '../../contract/ipc/media-api.ts';
import type { MediaLink } from './media-link.ts';

/** Device ids as `list` gives them; null is the system's choice. */
export type AudioChoice = {
  readonly microphone: string | null;
  readonly speaker: string | null;
  /** Where it rings; null is the speaker. */
  readonly ringer: string | null;
  /** The browser's echo, noise and gain processing. It also removes steady tones. */
  readonly processing: boolean;
};

export type AudioDevice = MediaValue<'devices.list'>['devices'][number];

export type AudioDevices = {
  list(): Promise<readonly AudioDevice[]>;
  /** Takes effect at once, live calls included; false when a device could not be used. */
  choose(choice: AudioChoice): Promise<boolean>;
  close(): void;
};

/** Keeps the choice of devices, and tells it to every page that comes up. */
export function createAudioDevices(link: MediaLink, first: AudioChoice): AudioDevices {
  let choice = first;
  async function tell(): Promise<boolean> {
    const { ok } = await link.request({ op: 'devices.choose', ...choice });
    return ok;
  }
  const stopListening = link.onEvent(({ event }) => {
    if (event === 'page.ready') void tell();
  });
  // The page may be up already.
  if (link.alive) void tell();
  return {
    async list() {
      const reply = await link.request({ op: 'devices.list' });
      return reply.ok ? reply.value.devices : [];
    },
    choose(next) {
      choice = next;
      return tell();
    },
    close: stopListening,
  };
}
