import type * as Electron from 'electron';
import type { CdpSession } from './cdp.ts';
import { KnownEvents } from './emitter.ts';
import { host } from './host.ts';
import { addRequestCheck, type Paused } from './protocol.ts';
import { fromChromium, originOf, toChromium } from './scheme.ts';
import { guard } from './unsupported.ts';

type RequestHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>;
type DeviceHandler = NonNullable<Parameters<Electron.Session['setDevicePermissionHandler']>[0]>;
type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;

type Media = 'audio' | 'video' | undefined;

/** Electron's permission, its detail, and Chromium's descriptor of it. */
const PERMISSIONS: [electron: string, media: Media, descriptor: Record<string, unknown>][] = [
  ['media', 'audio', { name: 'microphone' }],
  ['media', 'video', { name: 'camera' }],
  ['speaker-selection', undefined, { name: 'speaker-selection' }],
  ['notifications', undefined, { name: 'notifications' }],
  ['geolocation', undefined, { name: 'geolocation' }],
  ['midi', undefined, { name: 'midi' }],
  ['midiSysex', undefined, { name: 'midi', sysex: true }],
  ['display-capture', undefined, { name: 'display-capture' }],
  ['idle-detection', undefined, { name: 'idle-detection' }],
  ['clipboard-read', undefined, { name: 'clipboard-read' }],
  ['clipboard-sanitized-write', undefined, { name: 'clipboard-write' }],
  ['storage-access', undefined, { name: 'storage-access' }],
  ['window-management', undefined, { name: 'window-management' }],
];

const EVENTS = ['select-hid-device', 'hid-device-added', 'hid-device-removed'];

/** The default session: permissions, request checks, stored data. Devices are a recorded model. */
export class Session
  extends KnownEvents
  implements
    Pick<
      Electron.Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'clearStorageData'
    >
{
  #request: RequestHandler | null = null;
  #check: CheckHandler | null = null;
  #device: DeviceHandler | null = null;
  readonly #opened = new Map<string, Electron.WebContents>();
  readonly #origins = new Set<string>();
  readonly webRequest = guard(
    {
      onBeforeRequest: (
        first: Electron.WebRequestFilter | BeforeRequest | null,
        second?: BeforeRequest | null,
      ): void => {
        const [filter, listener] =
          typeof first === 'function' || first === null ? [undefined, first] : [first, second];
        beforeRequest = listener ? { urls: filter?.urls ?? ['<all_urls>'], listener } : undefined;
      },
    },
    'session.webRequest',
  );

  constructor() {
    super('session', EVENTS);
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler;
    this.#push();
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler;
    this.#push();
  }

  setDevicePermissionHandler(handler: DeviceHandler | null): void {
    this.#device = handler;
  }

  /** What the device handler says of a device: for tests, as no real device is ever offered. */
  askDeviceHandler(details: Electron.DevicePermissionHandlerHandlerDetails): boolean {
    return this.#device?.(details) ?? false;
  }

  async clearStorageData(options: Electron.ClearStorageDataOptions = {}): Promise<void> {
    const storages = options.storages as string[] | undefined;
    const storageTypes = storages?.map((name) => STORAGE_TYPES[name] ?? name).join(',') ?? 'all';
    const origins = options.origin === undefined ? this.#origins : [options.origin];
    await withSomePage(async (page) => {
      for (const origin of origins) {
        await page.send('Storage.clearDataForOrigin', {
          origin: originOf(toChromium(origin)),
          storageTypes,
        });
      }
    });
  }

  /** Asks the handlers about everything for one origin and tells Chromium their answers. */
  async openOrigin(origin: string, contents: Electron.WebContents): Promise<void> {
    if (!/^https?:/.test(toChromium(`${origin}/`))) return;
    this.#origins.add(origin);
    this.#opened.set(origin, contents);
    contents.once('destroyed', () => {
      if (this.#opened.get(origin) === contents) this.#opened.delete(origin);
    });
    const { browser } = host.required('session').connection;
    await Promise.all(
      PERMISSIONS.map(async ([electron, mediaType, permission]) => {
        const granted = await this.#ask(electron, mediaType, origin, contents);
        await browser.send('Browser.setPermission', {
          permission,
          setting: granted ? 'granted' : 'denied',
          origin: originOf(toChromium(origin)),
        });
      }),
    );
  }

  #push(): void {
    for (const [origin, contents] of this.#opened) {
      this.openOrigin(origin, contents).catch((error: Error) => host.say(error.message));
    }
  }

  /** Without handlers everything is granted, as in Electron. */
  #ask(
    permission: string,
    mediaType: Media,
    origin: string,
    contents: Electron.WebContents,
  ): Promise<boolean> {
    const requestingUrl = contents.getURL() || `${origin}/`;
    const common = { isMainFrame: true, requestingUrl, securityOrigin: `${origin}/` };
    const checked =
      this.#check?.(contents, permission as never, `${origin}/`, {
        ...common,
        ...(mediaType === undefined ? {} : { mediaType }),
      }) ?? true;
    const request = this.#request;
    if (!checked || request === null) return Promise.resolve(checked);
    return new Promise((resolve) => {
      const mediaTypes = mediaType === undefined ? {} : { mediaTypes: [mediaType] };
      request(contents, permission as never, resolve, { ...common, ...mediaTypes } as never);
    });
  }
}

/** Storage is cleared through a page's session: a blank page that lives only as long. */
async function withSomePage(work: (page: CdpSession) => Promise<void>): Promise<void> {
  const { connection } = host.required('session.clearStorageData');
  const { browser } = connection;
  const { targetId } = await browser.send<{ targetId: string }>('Target.createTarget', {
    url: 'about:blank',
    background: true,
  });
  const { sessionId } = await browser.send<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  });
  try {
    await work(connection.session(sessionId));
  } finally {
    await browser.send('Target.closeTarget', { targetId });
  }
}

const STORAGE_TYPES: Record<string, string> = {
  indexdb: 'indexeddb',
  localstorage: 'local_storage',
  serviceworkers: 'service_workers',
  cachestorage: 'cache_storage',
  filesystem: 'file_systems',
};

let beforeRequest: { urls: string[]; listener: BeforeRequest } | undefined;

function matches(patterns: string[], url: string): boolean {
  return patterns.some((pattern) => {
    if (pattern === '<all_urls>') return true;
    const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${source.join('.*')}$`).test(url);
  });
}

addRequestCheck(({ request, resourceType, requestId }: Paused) => {
  const active = beforeRequest;
  const url = fromChromium(request.url);
  if (active === undefined || !matches(active.urls, url)) return undefined;
  return new Promise((resolve) => {
    const details = {
      id: Number(/\d+/.exec(requestId)?.[0] ?? 0),
      url,
      method: request.method,
      resourceType: (resourceType === 'Document'
        ? 'mainFrame'
        : resourceType.toLowerCase()) as Electron.OnBeforeRequestListenerDetails['resourceType'],
      referrer: request.headers['Referer'] ?? '',
      timestamp: Date.now(),
      uploadData: [],
    };
    active.listener(details, ({ cancel, redirectURL }) => {
      if (cancel) resolve('block');
      else resolve(redirectURL === undefined ? undefined : { redirect: toChromium(redirectURL) });
    });
  });
});

const defaultSession = guard(new Session(), 'session');

export const session = guard(
  {
    get defaultSession(): Electron.Session {
      return defaultSession as unknown as Electron.Session;
    },
  },
  'session',
);

/** The default session as the host itself uses it. */
export function hostSession(): Session {
  return defaultSession;
}
