import { beforeAll, expect, it } from 'vitest';
import {
  addScheme,
  fromChromium,
  originOf,
  schemeOf,
  toChromium,
  toChromiumPolicy,
} from './scheme.ts';

beforeAll(() => addScheme('app'));

it('gives each host of the scheme an https origin, and back', () => {
  for (const [own, chromium] of [
    ['app://desk/page.html?q=1#there', 'https://desk.app.localhost/page.html?q=1#there'],
    ['app://media/', 'https://media.app.localhost/'],
  ] as const) {
    expect(toChromium(own)).toBe(chromium);
    expect(fromChromium(chromium)).toBe(own);
  }
});

it('completes an address without a path', () => {
  expect(toChromium('app://desk')).toBe('https://desk.app.localhost/');
});

it('leaves other addresses alone', () => {
  for (const url of ['https://example.com/', 'about:blank', 'https://desk.other.localhost/']) {
    expect(toChromium(url)).toBe(url);
    expect(fromChromium(url)).toBe(url);
    expect(schemeOf(url)).toBeUndefined();
  }
});

it('knows origins', () => {
  expect(originOf('app://desk/renderer/index.html')).toBe('app://desk');
  expect(originOf('about:blank')).toBe('null');
});

it('spells the scheme in a policy as Chromium sees it', () => {
  expect(toChromiumPolicy("default-src 'none'; img-src app://desk data:; font-src app:")).toBe(
    "default-src 'none'; img-src https://desk.app.localhost data:; font-src https://*.app.localhost",
  );
});
