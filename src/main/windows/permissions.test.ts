import { expect, test, vi } from 'vitest';

vi.mock('electron', () => ({}));
const { isHeadsetForMediaPage } = await import('./permissions.ts');

const headset = { collections: [{ usagePage: 0x0c }, { usagePage: 0x0b }] };

test.each<[string, object, boolean]>([
  ['a headset, for the media page', {}, true],
  ['a headset, for the desk', { origin: 'app://desk' }, false],
  ['a headset, for a page that calls itself so', { origin: 'https://media.example' }, false],
  ['a keyboard', { device: { collections: [{ usagePage: 0x01 }, { usagePage: 0x07 }] } }, false],
  ['a device that describes nothing', { device: { collections: [] } }, false],
  ['a device without a description', { device: { name: 'Headset' } }, false],
  ['a serial port', { deviceType: 'serial' }, false],
])('%s', (_name, change, isAllowed) => {
  const details = { deviceType: 'hid', origin: 'app://media/', device: headset, ...change };
  expect(isHeadsetForMediaPage(details)).toBe(isAllowed);
});
