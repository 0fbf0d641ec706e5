import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPbx } from './read.ts';

const folder = join(import.meta.dirname, '../../../docs/pbx');

const profiles = readdirSync(folder).flatMap((page) =>
  [...readFileSync(join(folder, page), 'utf8').matchAll(/```json\n(.*?)```/gs)]
    .map(([, json = '']) => ({ page, json }))
    .filter(({ json }) => json.includes('homeline-pbx/1')),
);

test('there is a profile for people to copy', () => {
  expect(profiles.length).toBeGreaterThan(0);
});

test.each(profiles)('the profile on $page is taken as it stands: $json', ({ json }) => {
  expect(readPbx(JSON.parse(json))).toMatchObject({ ok: true });
});

test('a room where customers of two agents would meet is refused', () => {
  const file = (address: string) => ({
    format: 'homeline-pbx/1',
    conference: { kind: 'room', address },
  });
  expect(readPbx(file('sip:room@pbx.example.com'))).toMatchObject({
    ok: false,
    errors: [expect.stringContaining('conference.address: has no {room}')],
  });
  expect(readPbx(file('sip:room-{room}@pbx.example.com'))).toMatchObject({ ok: true });
});
