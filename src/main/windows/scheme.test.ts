import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { testFolder } from '../../../tests/support/journal.ts';

type Handler = (request: Request) => Promise<Response>;
const handlers = new Map<string, Handler>();
vi.mock('electron', () => ({
  protocol: { handle: (scheme: string, handler: Handler) => handlers.set(scheme, handler) },
}));
const { fileOf, servePages } = await import('./scheme.ts');

const root = '/srv/homeline/renderer';

describe('the file a path names', () => {
  test.each([
    ['/index.html', 'index.html'],
    ['/assets/desk-1a2b.js', 'assets/desk-1a2b.js'],
    ['/assets/../index.html', 'index.html'],
    ['/a//b.js', 'a/b.js'],
    ['/%E5%BC%A0%20%E4%BC%9F.svg', '张 伟.svg'],
    ['/..%2e/x.js', '.../x.js'],
    ['/~/x.js', '~/x.js'],
  ])('%s is %s', (pathname, file) => {
    expect(fileOf(root, pathname)).toBe(join(root, file));
  });

  test.each([
    ['/..'],
    ['/../secret.js'],
    ['/../../../../etc/passwd'],
    ['/assets/../../secret.js'],
    ['/%2e%2e/secret.js'],
    ['/%2E%2E%2Fsecret.js'],
    ['/..%2fsecret.js'],
    ['/assets%2f..%2f..%2fsecret.js'],
    ['/..\\secret.js'],
    ['/%5c..%5csecret.js'],
    ['/../renderer-private/index.html'],
    ['/index.html%00.js'],
    ['/%'],
    ['/%ff%fe'],
    ['/.'],
    [''],
  ])('%s leads nowhere', (pathname) => {
    expect(fileOf(root, pathname)).toBeNull();
  });
});

describe('what the pages are served', () => {
  const folder = () => {
    const parent = testFolder();
    const pages = join(parent, 'renderer');
    mkdirSync(join(pages, 'assets'), { recursive: true });
    writeFileSync(join(pages, 'index.html'), '<!doctype html>');
    writeFileSync(join(pages, 'assets', 'desk.js'), 'export {};');
    writeFileSync(join(pages, 'assets', 'desk.js.map'), '{}');
    writeFileSync(join(parent, 'secret.js'), 'secret');
    servePages(pages);
    return (url: string, method = 'GET') => {
      const handler = handlers.get('app');
      if (!handler) throw new Error('no handler');
      return handler({ url, method } as Request);
    };
  };

  test.each([
    ['app://desk/index.html', 'text/html; charset=utf-8'],
    ['app://media/index.html', 'text/html; charset=utf-8'],
    ['app://desk/assets/desk.js', 'text/javascript; charset=utf-8'],
  ])('%s, with everything denied that is not needed', async (url, type) => {
    const answer = await folder()(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
  });

  test.each([
    ['another host', 'app://elsewhere/index.html', 'GET'],
    ['a host named like a part of every object', 'app://constructor/index.html', 'GET'],
    ['another method', 'app://desk/index.html', 'POST'],
    ['a type that is not ours', 'app://desk/assets/desk.js.map', 'GET'],
    ['nothing there', 'app://desk/assets/gone.js', 'GET'],
    ['a folder', 'app://desk/assets', 'GET'],
    ['the root', 'app://desk/', 'GET'],
    ['a file outside', 'app://desk/..%2fsecret.js', 'GET'],
  ])('not %s', async (_name, url, method) => {
    const answer = await folder()(url, method);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('not found');
  });
});
