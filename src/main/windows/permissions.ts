import { session, type WebContents } from 'electron';
import { z } from 'zod';
import { telephonyPage } from '../../domain/headset/usage.ts';

/** The only permissions there are, and only the media page has them. */
const mediaPermissions = new Set(['media', 'speaker-selection', 'hid']);

function isMediaPage(contents: WebContents | null, origin: string): boolean {
  // A page that has not loaded yet has no address.
  const host = contents && URL.parse(contents.getURL())?.host;
  return host === 'media' && !origin.includes('desk');
}

/** Everything is denied that is not named above; nobody is asked. */
export function denyPermissions(): void {
  const current = session.defaultSession;
  current.setPermissionRequestHandler((contents, permission, answer, details) => {
    const isVideo = 'mediaTypes' in details && details.mediaTypes?.includes('video') === true;
    const origin = details.requestingUrl;
    answer(!isVideo && mediaPermissions.has(permission) && isMediaPage(contents, origin));
  });
  current.setPermissionCheckHandler(
    (contents, permission, origin) =>
      mediaPermissions.has(permission) && isMediaPage(contents, origin),
  );
  current.setDevicePermissionHandler(isHeadsetForMediaPage);
  // The page never asks for a device by a chooser; should it, it gets a headset or nothing.
  current.on('select-hid-device', (event, { deviceList }, callback) => {
    event.preventDefault();
    callback(deviceList.find(isHeadset)?.deviceId ?? '');
  });
}

const hidDevice = z.object({ collections: z.array(z.object({ usagePage: z.number() })) });

/** Only devices with a telephony collection: no keyboard, no mouse, no security key. */
function isHeadset(device: unknown): boolean {
  const parsed = hidDevice.safeParse(device);
  return parsed.success && parsed.data.collections.some((one) => one.usagePage === telephonyPage);
}

/** Whether a page may open a device: the media page a headset, nobody anything else. */
export function isHeadsetForMediaPage(details: {
  readonly deviceType: string;
  readonly origin: string;
  readonly device: unknown;
}): boolean {
  const { deviceType, origin, device } = details;
  return deviceType === 'hid' && URL.parse(origin)?.host === 'media' && isHeadset(device);
}
