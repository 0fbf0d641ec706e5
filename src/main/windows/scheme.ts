import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';

/** What each page may load and do; everything else is denied by `default-src 'none'`. */
const policies: Readonly<Record<string, string>> = {
  desk: [
    "default-src 'none'",
    "script-src 'self'",
    // The component library positions popovers with style attributes; style sheets stay files.
    "style-src-elem 'self'",
    "style-src-attr 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  media: [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'none'",
    'media-src blob: mediastream:',
    "worker-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.json': 'application/json',
};

/** Before the app is ready: `app:` is a secure origin with storage and media. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/**
 * Serves the built pages: `app://desk/…` and `app://media/…` are two origins over one folder.
 *
 * @param root - Folder of the built pages.
 */
export function servePages(root: string): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    const policy = Object.hasOwn(policies, url.hostname) ? policies[url.hostname] : undefined;
    const file = fileOf(root, url.pathname);
    const type = types[extname(url.pathname)];
    if (request.method !== 'GET' || !policy || !file || !type) return notFound();
    try {
      return new Response(new Uint8Array(await readFile(file)), {
        headers: {
          'content-type': type,
          'content-security-policy': policy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
        },
      });
    } catch {
      return notFound();
    }
  });
}

/** The file a path names, or null when it would lead out of the folder. Exported for its test. */
export function fileOf(root: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const file = normalize(join(root, decoded));
  return file.startsWith(root + sep) ? file : null;
}

function notFound(): Response {
  return new Response('not found', { status: 404, headers: { 'content-type': 'text/plain' } });
}
