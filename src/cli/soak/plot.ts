/** One curve of a soak: what, in which unit, and its points over the calls. */
export type Curve = {
  readonly title: string;
  readonly unit: string;
  readonly points: readonly (readonly [call: number, value: number])[];
};

const width = 720;
const height = 120;
const left = 64;

/** The curves below each other as one SVG picture, all over the same calls. */
export function drawCurves(curves: readonly Curve[]): string {
  const lastCall = Math.max(1, ...curves.flatMap(({ points }) => points.map(([call]) => call)));
  const strips = curves.map((curve, index) => strip(curve, index * (height + 40) + 30, lastCall));
  const total = curves.length * (height + 40) + 30;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width + left + 16} ${total}" font-family="sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...strips,
    `<text x="${left + width}" y="${total - 8}" text-anchor="end">${lastCall} calls</text>`,
    '</svg>\n',
  ].join('\n');
}

function strip({ title, unit, points }: Curve, top: number, lastCall: number): string {
  const values = points.map(([, value]) => value);
  const highest = Math.max(...values, 0);
  const lowest = Math.min(...values, highest);
  const range = highest - lowest || 1;
  const place = ([call, value]: readonly [number, number]) =>
    `${(left + (call / lastCall) * width).toFixed(1)},${(top + height - ((value - lowest) / range) * height).toFixed(1)}`;
  return [
    `<text x="${left}" y="${top - 8}">${title}</text>`,
    `<text x="${left - 6}" y="${top + 10}" text-anchor="end">${short(highest)}</text>`,
    `<text x="${left - 6}" y="${top + height}" text-anchor="end">${short(lowest)} ${unit}</text>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="none" stroke="#d0ccc4"/>`,
    `<polyline fill="none" stroke="#0f6b5c" stroke-width="1.5" points="${points.map(place).join(' ')}"/>`,
  ].join('\n');
}

function short(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(1);
}
