import type { HidCollection, ReportDescription, ReportItem } from './descriptor.ts';
import {
  buttonOf,
  type HeadsetButton,
  type HeadsetLight,
  lightOf,
  telephonyPage,
} from './usage.ts';

/** One bit (or number, not zero while pressed) that stands for one button. */
export type ButtonField = {
  readonly button: HeadsetButton;
  readonly bitOffset: number;
  readonly bitCount: number;
  /** `relative`: each report in which it is set is one press; nothing follows. */
  readonly kind: 'absolute' | 'relative';
};

/** Fields that name the pressed usages by number, as keyboards do. */
export type ArrayField = {
  readonly bitOffset: number;
  readonly bitCount: number;
  readonly fieldCount: number;
  /** What a field's value stands for. */
  readonly buttons: ReadonlyMap<number, HeadsetButton>;
  readonly kind: 'absolute' | 'relative';
};

export type InputReport = {
  readonly fields: readonly ButtonField[];
  readonly arrays: readonly ArrayField[];
};

export type OutputReport = {
  readonly byteCount: number;
  readonly lights: readonly { readonly light: HeadsetLight; readonly bitOffset: number }[];
};

/** Where a device's buttons and lights are: all that is known of it, learned from itself. */
export type HeadsetLayout = {
  readonly inputs: ReadonlyMap<number, InputReport>;
  readonly outputs: ReadonlyMap<number, OutputReport>;
};

/** Null for a device without a telephony button. HID 1.11 §5.6, §6.2.2.5, §8. */
export function layoutOf(collections: readonly HidCollection[]): HeadsetLayout | null {
  if (!collections.some(({ usagePage }) => usagePage === telephonyPage)) return null;
  const inputs = new Map<number, InputReport>();
  for (const { reportId, items } of reportsOf(collections.map((one) => one.inputReports))) {
    const report = inputReport(items);
    if (report.fields.length > 0 || report.arrays.length > 0) inputs.set(reportId, report);
  }
  const outputs = new Map<number, OutputReport>();
  for (const { reportId, items } of reportsOf(collections.map((one) => one.outputReports))) {
    const report = outputReport(items);
    if (report.lights.length > 0) outputs.set(reportId, report);
  }
  return inputs.size === 0 ? null : { inputs, outputs };
}

/** Buttons the device has, in a fixed order. */
export function buttonsOf({ inputs }: HeadsetLayout): readonly HeadsetButton[] {
  const names = [...inputs.values()].flatMap(({ fields, arrays }) => [
    ...fields.map(({ button }) => button),
    ...arrays.flatMap(({ buttons }) => [...buttons.values()]),
  ]);
  return [...new Set(names)];
}

export function lightsOf({ outputs }: HeadsetLayout): readonly HeadsetLight[] {
  const names = [...outputs.values()].flatMap(({ lights }) => lights.map(({ light }) => light));
  return [...new Set(names)];
}

/** Collections may share a report: then its fields follow one another. Lowest id first. */
function reportsOf(
  ofCollections: readonly (readonly ReportDescription[])[],
): readonly ReportDescription[] {
  const items = new Map<number, ReportItem[]>();
  for (const report of ofCollections.flat()) {
    items.set(report.reportId, [...(items.get(report.reportId) ?? []), ...report.items]);
  }
  return [...items]
    .map(([reportId, all]) => ({ reportId, items: all }))
    .sort((one, other) => one.reportId - other.reportId);
}

function inputReport(items: readonly ReportItem[]): InputReport {
  const fields: ButtonField[] = [];
  const arrays: ArrayField[] = [];
  forEachItem(items, (item, start) => {
    const kind = item.isAbsolute ? 'absolute' : 'relative';
    if (item.isArray && !isOneBitList(item)) {
      const buttons = arrayButtons(item);
      if (buttons.size === 0) return;
      const { reportSize: bitCount, reportCount: fieldCount } = item;
      arrays.push({ bitOffset: start, bitCount, fieldCount, buttons, kind });
      return;
    }
    for (let index = 0; index < item.reportCount; index += 1) {
      const button = buttonOf(usageOf(item, index));
      const bitOffset = start + index * item.reportSize;
      if (button) fields.push({ button, bitOffset, bitCount: item.reportSize, kind });
    }
  });
  return { fields, arrays };
}

function outputReport(items: readonly ReportItem[]): OutputReport {
  const lights: { light: HeadsetLight; bitOffset: number }[] = [];
  const bitCount = forEachItem(items, (item, start) => {
    if (item.isArray && !isOneBitList(item)) return;
    for (let index = 0; index < item.reportCount; index += 1) {
      const light = lightOf(usageOf(item, index));
      if (light) lights.push({ light, bitOffset: start + index * item.reportSize });
    }
  });
  return { byteCount: Math.ceil(bitCount / 8), lights };
}

/** Constant items take room and mean nothing. Returns the bits of the whole report. */
function forEachItem(
  items: readonly ReportItem[],
  each: (item: ReportItem, start: number) => void,
): number {
  let start = 0;
  for (const item of items) {
    if (!item.isConstant) each(item, start);
    start += item.reportSize * item.reportCount;
  }
  return start;
}

/**
 * An array of one-bit fields that count from zero cannot say "nothing pressed" (HID 1.11 §6.2.2.5
 * wants a value out of range for that). Devices that have one mean a bit for each usage.
 */
function isOneBitList(item: ReportItem): boolean {
  return item.isArray && item.reportSize === 1 && item.logicalMinimum === 0;
}

/** With fewer usages than fields the last one holds for the rest (HID 1.11 §6.2.2.8). */
function usageOf(item: ReportItem, index: number): number {
  if (item.isRange) return Math.min(item.usageMinimum + index, item.usageMaximum);
  return item.usages[Math.min(index, item.usages.length - 1)] ?? 0;
}

function arrayButtons(item: ReportItem): ReadonlyMap<number, HeadsetButton> {
  const count = item.isRange ? item.usageMaximum - item.usageMinimum + 1 : item.usages.length;
  const buttons = new Map<number, HeadsetButton>();
  // A device may claim any range; ours are below 0x100.
  for (let index = 0; index < Math.min(count, 0x100); index += 1) {
    const button = buttonOf(usageOf(item, index));
    if (button) buttons.set(item.logicalMinimum + index, button);
  }
  return buttons;
}
