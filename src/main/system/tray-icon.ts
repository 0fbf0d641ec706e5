import { crc32, deflateSync } from 'node:zlib';

/** The state of the agent as the tray shows it: each has a color and a shape of its own. */
export type TrayState = 'ready' | 'not-ready' | 'on-call' | 'ringing' | 'wrap-up' | 'offline';

type Color = readonly [red: number, green: number, blue: number];
/** Whether a point, from -1 to 1 each way, belongs to the shape. */
type Shape = (x: number, y: number) => boolean;

const circle: Shape = (x, y) => x * x + y * y <= 0.81;
const hole: Shape = (x, y) => x * x + y * y <= 0.36;

/** Middle tones of the desk's states: seen on light and on dark task bars. */
const icons: Readonly<Record<TrayState, { color: Color; shape: Shape }>> = {
  ready: { color: [38, 158, 98], shape: circle },
  'not-ready': {
    color: [138, 136, 130],
    shape: (x, y) => circle(x, y) && (!hole(x, y) || Math.abs(x + y) < 0.24),
  },
  'on-call': {
    color: [58, 125, 208],
    shape: (x, y) => Math.abs(x) <= 0.86 && Math.abs(y) <= 0.62 && !(hole(x, y) && y > 0),
  },
  ringing: { color: [219, 137, 22], shape: (x, y) => y <= 0.86 && y >= 1.86 * Math.abs(x) - 0.9 },
  'wrap-up': { color: [183, 129, 24], shape: (x, y) => Math.abs(x) <= 0.76 && Math.abs(y) <= 0.76 },
  offline: {
    color: [138, 136, 130],
    shape: (x, y) => circle(x, y) && (x <= 0 || !hole(x, y)),
  },
};

const samples = 4;

/**
 * A PNG with eight bits a channel (PNG specification, second edition), drawn here so that every
 * size a display asks for is sharp and no picture file can be missing.
 *
 * @param sizePx - Width and height in pixels.
 */
export function trayIcon(state: TrayState, sizePx: number): Buffer {
  const { color, shape } = icons[state];
  const rows = Buffer.alloc(sizePx * (1 + sizePx * 4));
  for (let row = 0; row < sizePx; row += 1) {
    // Each row begins with its filter: none.
    let at = row * (1 + sizePx * 4) + 1;
    for (let column = 0; column < sizePx; column += 1) {
      rows.set([...color, coverage(shape, column, row, sizePx)], at);
      at += 4;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sizePx, 0);
  header.writeUInt32BE(sizePx, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** How much of a pixel the shape covers, 0…255: what makes its edge smooth. */
function coverage(shape: Shape, column: number, row: number, sizePx: number): number {
  let inside = 0;
  for (let sample = 0; sample < samples * samples; sample += 1) {
    const x = column + ((sample % samples) + 0.5) / samples;
    const y = row + (Math.floor(sample / samples) + 0.5) / samples;
    if (shape((x / sizePx) * 2 - 1, (y / sizePx) * 2 - 1)) inside += 1;
  }
  return Math.round((inside * 255) / (samples * samples));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
