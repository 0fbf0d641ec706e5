import { describe, expect, test } from 'vitest';
import {
  collectionsOf,
  headsetModel,
  headsetModels,
} from '../../../tests/support/headset-models.ts';
import type { ReportItem } from './descriptor.ts';
import { buttonsOf, layoutOf, lightsOf } from './layout.ts';
import { lightReports, readReport } from './report.ts';
import { type HeadsetButton, type HeadsetLight, headsetLights } from './usage.ts';

const layout = (name: string) => {
  const found = layoutOf(collectionsOf(headsetModel(name)));
  if (!found) throw new Error('no layout');
  return found;
};
const down = (name: string, reportId: number, ...bytes: number[]) =>
  readReport(layout(name), reportId, bytes)
    .filter(({ isDown }) => isDown)
    .map(({ button }) => button);

/** Report id and byte of each button, written down by hand from the descriptors. */
describe.each<[string, number, Partial<Record<HeadsetButton, number>>]>([
  ['Jabra 0b0e', 2, { hook: 1, 'line-busy': 2, mute: 4, flash: 8, redial: 16, programmable: 64 }],
  ['Poly 047f:02ec', 1, { hook: 1, mute: 2, flash: 4, redial: 8, programmable: 16 }],
  ['Poly 047f:c053', 8, { mute: 1, hook: 2, flash: 4, redial: 8, programmable: 16 }],
  ['EPOS', 2, { hook: 1, flash: 2, redial: 4, mute: 8, drop: 16, programmable: 32 }],
  ['Sennheiser', 8, { mute: 1, hook: 2, redial: 4, flash: 8, drop: 16, programmable: 32 }],
])('%s sends', (name, reportId, bytes) => {
  test.each(Object.entries(bytes))('%s', (button, byte) => {
    expect(down(name, reportId, byte)).toEqual([button]);
    expect(down(name, reportId, 0)).toEqual([]);
    expect(down(name, reportId + 100, byte)).toEqual([]);
  });

  test('all of them at once, and names them', () => {
    const all = Object.values(bytes).reduce((sum, byte) => sum + byte, 0);
    expect([...down(name, reportId, all)].sort()).toEqual(Object.keys(bytes).sort());
    expect([...buttonsOf(layout(name))].sort()).toEqual(Object.keys(bytes).sort());
  });
});

/** Report ids with the byte for each light, in the order off-hook, ring, mute, hold. */
describe.each<[string, Record<HeadsetLight, Record<number, number>>]>([
  ['Jabra 0b0e', { 'off-hook': { 2: 1 }, ring: { 2: 4 }, mute: { 2: 2 }, hold: { 2: 8 } }],
  [
    'Poly 047f:02ec',
    {
      'off-hook': { 1: 0, 3: 0, 4: 1, 5: 0 },
      ring: { 1: 1, 3: 0, 4: 0, 5: 0 },
      mute: { 1: 0, 3: 1, 4: 0, 5: 0 },
      hold: { 1: 0, 3: 0, 4: 0, 5: 1 },
    },
  ],
  [
    'Poly 047f:c053',
    {
      'off-hook': { 9: 0, 23: 1, 24: 0, 32: 0 },
      ring: { 9: 0, 23: 0, 24: 1, 32: 0 },
      mute: { 9: 1, 23: 0, 24: 0, 32: 0 },
      hold: { 9: 0, 23: 0, 24: 0, 32: 1 },
    },
  ],
  ['EPOS', { 'off-hook': { 3: 1 }, ring: { 3: 4 }, mute: { 3: 8 }, hold: { 3: 32 } }],
  ['Sennheiser', { 'off-hook': { 9: 2 }, ring: { 9: 4 }, mute: { 9: 1 }, hold: { 9: 32 } }],
])('%s is told', (name, expected) => {
  test.each(headsetLights)('%s', (light) => {
    const reports = lightReports(layout(name), new Set([light]));
    const bytes = Object.fromEntries(reports.map((one) => [one.reportId, one.bytes]));
    expect(bytes).toEqual(
      Object.fromEntries(Object.entries(expected[light]).map(([id, byte]) => [id, [byte]])),
    );
  });

  test('that all are dark', () => {
    expect(lightReports(layout(name), new Set()).flatMap(({ bytes }) => bytes)).toEqual(
      Object.keys(expected.ring).map(() => 0),
    );
    expect([...lightsOf(layout(name))].sort()).toEqual([...headsetLights].sort());
  });
});

test('which presses are one-shot is the descriptor’s word', () => {
  const kinds = Object.fromEntries(
    headsetModels.map(({ name, input }) => {
      const states = readReport(layout(name), input.reportId, [0]);
      return [name, states.filter(({ kind }) => kind === 'relative').map(({ button }) => button)];
    }),
  );
  expect(kinds).toEqual({
    'Jabra 0b0e:0307': ['mute', 'flash', 'redial'],
    'Poly 047f:02ec': ['mute', 'redial', 'programmable'],
    'Poly 047f:c053': ['mute', 'redial'],
    'EPOS 1395:009c': ['flash', 'redial', 'mute', 'drop'],
    'Sennheiser 1395:0082': ['mute', 'redial', 'flash', 'drop'],
  });
});

const item = (change: Partial<ReportItem>): ReportItem => ({
  isAbsolute: true,
  isArray: false,
  isConstant: false,
  isRange: false,
  usages: [],
  usageMinimum: 0,
  usageMaximum: 0,
  reportSize: 1,
  reportCount: 1,
  logicalMinimum: 0,
  ...change,
});
const collection = (items: readonly ReportItem[], usagePage = 0x0b) => ({
  usagePage,
  usage: 5,
  inputReports: [{ reportId: 1, items }],
  outputReports: [],
});
const read = (items: readonly ReportItem[], ...bytes: number[]) => {
  const found = layoutOf([collection(items)]);
  return found && readReport(found, 1, bytes).flatMap((one) => (one.isDown ? one.button : []));
};

describe('descriptors of other makers', () => {
  test('an array names what is pressed by number, nothing by a number out of range', () => {
    const items = [
      item({ isConstant: true, reportSize: 3 }),
      item({
        isArray: true,
        usages: [0x0b0020, 0x0b002f, 0x0b0026],
        reportSize: 5,
        reportCount: 2,
        logicalMinimum: 1,
      }),
      item({ isConstant: true, reportSize: 3 }),
    ];
    expect(read(items, 0, 0)).toEqual([]);
    expect(read(items, 0b0001_1000, 0)).toEqual(['drop']);
    expect(read(items, 0b0001_0000, 0b0000_0001)).toEqual(['hook', 'mute']);
    expect(read(items, 0b0111_1000, 0)).toEqual([]);
  });

  test('a range of usages, one field each', () => {
    const items = [
      item({ isRange: true, usageMinimum: 0x0b0020, usageMaximum: 0x0b0021, reportCount: 2 }),
    ];
    expect(read(items, 1)).toEqual(['hook']);
    expect(read(items, 2)).toEqual(['flash']);
  });

  test('a field across bytes, and a report that is too short', () => {
    const items = [
      item({ isConstant: true, reportCount: 6 }),
      item({ usages: [0x0b0020], reportSize: 4 }),
      item({ usages: [0x0b002f] }),
    ];
    expect(read(items, 0, 0b01)).toEqual(['hook']);
    expect(read(items, 0, 0b100)).toEqual(['mute']);
    expect(read(items, 0xff)).toEqual([]);
  });

  test('a device without telephony, or without its buttons, is no headset', () => {
    expect(layoutOf([collection([item({ usages: [0x0b0020] })], 0x0c)])).toBeNull();
    expect(layoutOf([collection([item({ usages: [0x0c00e9] })])])).toBeNull();
    expect(layoutOf([])).toBeNull();
  });

  test('a range that claims everything costs nothing', () => {
    const items = [
      item({ isArray: true, isRange: true, usageMaximum: 0xffff_ffff, reportSize: 16 }),
      item({ usages: [0x0b0020] }),
    ];
    expect(read(items, 0, 0, 1)).toEqual(['hook']);
  });

  test('collections that share a report: the fields of the second follow the first', () => {
    const found = layoutOf([
      collection([item({ usages: [0x0c00e9], reportCount: 8 })], 0x0c),
      collection([item({ usages: [0x0b002f] })]),
    ]);
    expect(found && readReport(found, 1, [0xff, 0])[0]?.isDown).toBe(false);
    expect(found && readReport(found, 1, [0, 1])[0]?.isDown).toBe(true);
  });
});
