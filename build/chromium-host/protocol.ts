import type * as Electron from 'electron';
import type { CdpSession } from './cdp.ts';
import type { Chromium } from './chromium.ts';
import { host } from './host.ts';
import { addScheme, fromChromium, schemeOf, toChromiumPolicy } from './scheme.ts';
import { guard } from './unsupported.ts';

type Handler = (request: Request) => Response | Promise<Response>;

export type Paused = {
  requestId: string;
  frameId: string;
  resourceType: string;
  request: {
    url: string;
    method: string;
    headers: Record<string, string>;
    hasPostData?: boolean;
    postDataEntries?: { bytes?: string }[];
  };
};

/** Asked for each request before it goes on; an answer other than undefined ends it. */
export type RequestCheck = (
  paused: Paused,
) => Promise<'block' | { redirect: string } | undefined> | 'block' | undefined;

const handlers = new Map<string, Handler>();
const checks: RequestCheck[] = [];

export const protocol = guard(
  {
    registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
      if (host.chromium !== undefined) {
        throw new Error(
          'protocol.registerSchemesAsPrivileged should be called before app is ready',
        );
      }
      for (const { scheme } of schemes) addScheme(scheme);
    },
    handle(scheme: string, handler: Handler): void {
      host.required('protocol.handle');
      if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      handlers.set(scheme, handler);
    },
    unhandle(scheme: string): void {
      if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
    },
    isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
  } satisfies Pick<
    Electron.Protocol,
    'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'
  >,
  'protocol',
);

/** Adds a check that each request passes, in the order of adding. */
export function addRequestCheck(check: RequestCheck): void {
  checks.push(check);
}

/** Pauses every request of the browser, answers the app's schemes, and lets the checks speak. */
export async function interceptRequests({ connection }: Chromium): Promise<void> {
  const { browser } = connection;
  browser.listen<Paused>('Fetch.requestPaused', (paused) => {
    answer(browser, paused).catch((error: Error) => {
      if (!connection.closed && !isForgotten(error)) {
        host.say(`${paused.request.url}: ${error.message}`);
      }
    });
  });
  await browser.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] });
}

/** The page went away while it was being answered, and Chromium forgot what it had asked for. */
function isForgotten(error: Error): boolean {
  return error.message.includes('Invalid InterceptionId');
}

async function answer(browser: CdpSession, paused: Paused): Promise<void> {
  const { requestId, request } = paused;
  for (const check of checks) {
    const verdict = await check(paused);
    if (verdict === undefined) continue;
    await (verdict === 'block'
      ? browser.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
      : fulfill(browser, requestId, Response.redirect(verdict.redirect, 307)));
    return;
  }
  const scheme = schemeOf(request.url);
  const handler = scheme === undefined ? undefined : handlers.get(scheme);
  if (scheme === undefined) await browser.send('Fetch.continueRequest', { requestId });
  else if (handler === undefined) {
    await browser.send('Fetch.failRequest', { requestId, errorReason: 'Failed' });
  } else await fulfill(browser, requestId, await respond(handler, paused));
}

/** The app's response; an error in its handler is a failed load, as in Electron. */
async function respond(handler: Handler, { request }: Paused): Promise<Response> {
  const { method } = request;
  const parts = (request.postDataEntries ?? []).map(({ bytes }) =>
    Buffer.from(bytes ?? '', 'base64'),
  );
  const body = method === 'GET' || method === 'HEAD' ? null : Buffer.concat(parts);
  try {
    return await handler(
      new Request(fromChromium(request.url), { method, headers: request.headers, body }),
    );
  } catch (error) {
    host.say(`protocol.handle failed for ${fromChromium(request.url)}: ${String(error)}`);
    return Response.error();
  }
}

async function fulfill(browser: CdpSession, requestId: string, response: Response): Promise<void> {
  if (response.type === 'error') {
    await browser.send('Fetch.failRequest', { requestId, errorReason: 'Failed' });
    return;
  }
  const responseHeaders = [...response.headers].map(([name, value]) => ({
    name,
    value: /^content-security-policy/i.test(name) ? toChromiumPolicy(value) : value,
  }));
  const body = Buffer.from(await response.arrayBuffer());
  await browser.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders,
    body: body.toString('base64'),
  });
}
