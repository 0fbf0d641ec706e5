import type { ArrayField, ButtonField, HeadsetLayout, OutputReport } from './layout.ts';
import type { HeadsetButton, HeadsetLight } from './usage.ts';

/** What one input report says of one button. */
export type ButtonState = {
  readonly button: HeadsetButton;
  readonly isDown: boolean;
  readonly kind: 'absolute' | 'relative';
};

/**
 * Reads an input report. Buttons that are not in it, or beyond its end, are not mentioned: a device
 * may spread its buttons over several reports and send one of them.
 *
 * @param bytes - Without the report id.
 */
export function readReport(
  layout: HeadsetLayout,
  reportId: number,
  bytes: readonly number[],
): readonly ButtonState[] {
  const report = layout.inputs.get(reportId);
  if (!report) return [];
  return [
    ...report.fields.flatMap((field) => readField(field, bytes)),
    ...report.arrays.flatMap((array) => readArray(array, bytes)),
  ];
}

function readField(field: ButtonField, bytes: readonly number[]): readonly ButtonState[] {
  const value = readBits(bytes, field.bitOffset, field.bitCount);
  return value === null ? [] : [{ button: field.button, isDown: value !== 0, kind: field.kind }];
}

function readArray(array: ArrayField, bytes: readonly number[]): readonly ButtonState[] {
  const values = new Set<number>();
  for (let index = 0; index < array.fieldCount; index += 1) {
    const value = readBits(bytes, array.bitOffset + index * array.bitCount, array.bitCount);
    if (value === null) return [];
    values.add(value);
  }
  return [...array.buttons].map(([value, button]) => ({
    button,
    isDown: values.has(value),
    kind: array.kind,
  }));
}

/** Bits count from the lowest of the first byte (HID 1.11 §8.1); null beyond the end. */
function readBits(bytes: readonly number[], bitOffset: number, bitCount: number): number | null {
  if (bitOffset + bitCount > bytes.length * 8) return null;
  let value = 0;
  for (let bit = Math.min(bitCount, 32) - 1; bit >= 0; bit -= 1) {
    const at = bitOffset + bit;
    value = value * 2 + (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1);
  }
  return value;
}

export type LightReport = { readonly reportId: number; readonly bytes: readonly number[] };

/** Every output report that holds a light, whole: a device may have one for all or one for each. */
export function lightReports(
  layout: HeadsetLayout,
  lit: ReadonlySet<HeadsetLight>,
): readonly LightReport[] {
  return [...layout.outputs].map(([reportId, report]) => ({
    reportId,
    bytes: lightBytes(report, lit),
  }));
}

function lightBytes(report: OutputReport, lit: ReadonlySet<HeadsetLight>): readonly number[] {
  const bytes: number[] = Array.from({ length: report.byteCount }, () => 0);
  for (const { light, bitOffset } of report.lights) {
    const index = bitOffset >> 3;
    if (lit.has(light)) bytes[index] = (bytes[index] ?? 0) | (1 << (bitOffset & 7));
  }
  return bytes;
}
