import type { HidCollection, ReportItem } from '../../src/domain/headset/descriptor.ts';
import type { HeadsetButton, HeadsetLight } from '../../src/domain/headset/usage.ts';

/** One bit of an input report, as the device's descriptor declares it. */
type InputBit = {
  readonly usage: number;
  readonly button: HeadsetButton | null;
  readonly kind: 'absolute' | 'relative' | 'array';
};

/** A headset as its report descriptor shows it: bits in the order of the report. */
export type HeadsetModel = {
  readonly name: string;
  readonly input: { readonly reportId: number; readonly bits: readonly InputBit[] };
  readonly outputs: readonly {
    readonly reportId: number;
    /** Usages of the LED page, by bit. */
    readonly usages: readonly number[];
  }[];
};

const bit =
  (button: HeadsetButton | null, usage: number) =>
  (kind: InputBit['kind'] = 'absolute'): InputBit => ({ usage, button, kind });
const hook = bit('hook', 0x20);
const lineBusy = bit('line-busy', 0x97);
const mute = bit('mute', 0x2f);
const flash = bit('flash', 0x21);
const redial = bit('redial', 0x24);
const speedDial = bit(null, 0x50);
const drop = bit('drop', 0x26);
const programmable = bit('programmable', 0x07);

const led = {
  mute: 0x09,
  offHook: 0x17,
  ring: 0x18,
  speaker: 0x1e,
  hold: 0x20,
  microphone: 0x21,
  onLine: 0x2a,
  ringer: 0x2b,
} as const;

/** Five real layouts, read from the devices' own descriptors. */
export const headsetModels: readonly HeadsetModel[] = [
  {
    name: 'Jabra 0b0e:0307',
    input: {
      reportId: 2,
      bits: [
        hook(),
        lineBusy(),
        mute('relative'),
        flash('relative'),
        redial('relative'),
        speedDial('relative'),
        programmable(),
      ],
    },
    outputs: [
      {
        reportId: 2,
        usages: [led.offHook, led.mute, led.ring, led.hold, led.microphone, led.ringer],
      },
    ],
  },
  {
    name: 'Poly 047f:02ec',
    input: {
      reportId: 1,
      bits: [hook(), mute('relative'), flash(), redial('relative'), programmable('relative')],
    },
    outputs: [
      { reportId: 1, usages: [led.ring] },
      { reportId: 2, usages: [led.speaker] },
      { reportId: 3, usages: [led.mute] },
      { reportId: 4, usages: [led.offHook] },
      { reportId: 5, usages: [led.hold] },
    ],
  },
  {
    name: 'Poly 047f:c053',
    input: {
      reportId: 8,
      bits: [mute('relative'), hook(), flash(), redial('relative'), programmable()],
    },
    outputs: [
      { reportId: 9, usages: [led.mute] },
      { reportId: 23, usages: [led.offHook] },
      { reportId: 24, usages: [led.ring] },
      { reportId: 26, usages: [led.speaker] },
      { reportId: 32, usages: [led.hold] },
      { reportId: 42, usages: [led.onLine] },
    ],
  },
  {
    name: 'EPOS 1395:009c',
    input: {
      reportId: 2,
      bits: [
        hook(),
        flash('relative'),
        redial('relative'),
        mute('relative'),
        drop('relative'),
        programmable('array'),
      ],
    },
    outputs: [
      {
        reportId: 3,
        usages: [led.offHook, led.microphone, led.ring, led.mute, led.onLine, led.hold],
      },
    ],
  },
  {
    name: 'Sennheiser 1395:0082',
    input: {
      reportId: 8,
      bits: [
        mute('relative'),
        hook(),
        redial('relative'),
        flash('relative'),
        drop('relative'),
        programmable(),
      ],
    },
    outputs: [
      {
        reportId: 9,
        usages: [led.mute, led.offHook, led.ring, led.microphone, led.onLine, led.hold],
      },
    ],
  },
];

export function headsetModel(name: string): HeadsetModel {
  const model = headsetModels.find((one) => one.name.startsWith(name));
  if (!model) throw new Error(`no headset is called ${name}`);
  return model;
}

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

/** Bits to the end of the byte that mean nothing. */
const padding = (used: number): readonly ReportItem[] =>
  used % 8 === 0 ? [] : [item({ isConstant: true, reportCount: 8 - (used % 8) })];

/** `device.collections` as a browser parses them from such a descriptor. */
export function collectionsOf(model: HeadsetModel): readonly HidCollection[] {
  const { input, outputs } = model;
  return [
    {
      usagePage: 0x0b,
      usage: 0x05,
      inputReports: [
        {
          reportId: input.reportId,
          items: [
            ...input.bits.map(({ usage, kind }) =>
              item({
                usages: [((0x0b << 16) | usage) >>> 0],
                isAbsolute: kind !== 'relative',
                isArray: kind === 'array',
              }),
            ),
            ...padding(input.bits.length),
          ],
        },
      ],
      outputReports: outputs.map(({ reportId, usages }) => ({
        reportId,
        items: [
          ...usages.map((usage) => item({ usages: [((0x08 << 16) | usage) >>> 0] })),
          ...padding(usages.length),
        ],
      })),
    },
    // Every headset also has volume keys, which are none of ours.
    {
      usagePage: 0x0c,
      usage: 0x01,
      inputReports: [
        { reportId: 200, items: [item({ usages: [0x0c00e9, 0x0c00ea], reportCount: 8 })] },
      ],
      outputReports: [],
    },
  ];
}

/** The byte of an input report in which these buttons are down. */
export function inputByte(model: HeadsetModel, down: readonly HeadsetButton[]): number {
  return model.input.bits.reduce(
    (byte, { button }, index) => (button && down.includes(button) ? byte | (1 << index) : byte),
    0,
  );
}

const lightUsage: Readonly<Record<HeadsetLight, number>> = {
  'off-hook': led.offHook,
  ring: led.ring,
  mute: led.mute,
  hold: led.hold,
};

/** Lights that a device shows, given the last byte of each output report. */
export function lightsShown(
  model: HeadsetModel,
  bytes: ReadonlyMap<number, number>,
): readonly HeadsetLight[] {
  return (Object.keys(lightUsage) as HeadsetLight[]).filter((light) =>
    model.outputs.some(({ reportId, usages }) => {
      const index = usages.indexOf(lightUsage[light]);
      return index >= 0 && ((bytes.get(reportId) ?? 0) >> index) % 2 === 1;
    }),
  );
}
