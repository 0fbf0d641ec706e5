import type { MediaValue } from '../contract/ipc/media-api.ts';

type Device = MediaValue<'devices.list'>['devices'][number];

/** `devicechange` is not sent on every system, so the list is also looked at. */
const pollMs = 2_000;

/** Sound devices as the browser names them; ids stay the same for this profile. */
export async function listDevices(): Promise<Device[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.flatMap(({ kind, deviceId, label }) =>
    kind === 'videoinput' ? [] : [{ kind, deviceId, label }],
  );
}

/** Calls back when something was plugged or unplugged. */
export function watchDevices(changed: () => void): void {
  let known: string | null = null;
  async function look(): Promise<void> {
    const devices = await listDevices();
    const now = devices.map(({ kind, deviceId, label }) => `${kind} ${deviceId} ${label}`).join();
    if (known !== null && known !== now) changed();
    known = now;
  }
  void look();
  navigator.mediaDevices.addEventListener('devicechange', () => void look());
  setInterval(() => void look(), pollMs);
}
