import { session, type WebContents } from 'electron';

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
  current.setDevicePermissionHandler(() => false);
}
