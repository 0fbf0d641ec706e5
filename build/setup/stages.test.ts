import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { lackOfAsterisk } from './asterisk.ts';
import { inRepository } from './paths.mjs';
import { stages } from './stages.ts';

afterEach(() => vi.unstubAllGlobals());

test('the stage with a real PBX asks first whether there can be one', () => {
  expect(stages.telephony.lacks).toBe(lackOfAsterisk);
});

test('a machine that cannot have it says why, and what would help', async () => {
  vi.stubGlobal('process', Object.create(process, { platform: { value: 'darwin' } }));
  expect(await lackOfAsterisk()).toMatch(/needs Linux and root\.\nRun it as root on Debian/);
});

test('alone it is required: a machine without Asterisk fails it, and does not skip it', () => {
  const { scripts } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>;
  };
  expect(scripts['test:telephony']?.split(' ').slice(2)).toEqual(['telephony', '--required']);
  expect(scripts['test']).not.toContain('--required');
});
