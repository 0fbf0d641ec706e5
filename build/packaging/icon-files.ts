import { createHash } from 'node:crypto';

/** Where the icons are made from and kept, inside the repository. */
export const iconFolder = 'build/packaging';
export const iconSource = `${iconFolder}/icon.svg`;
/** What the made files were made from, and what they are: `{ source, files }`, SHA-256 in hex. */
export const iconRecord = `${iconFolder}/icons.json`;

/** Linux takes a folder of PNG named by their size; 512 is the largest any desktop shows. */
export const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512] as const;

/** Below 256 pixels as bitmaps: installers and older shells of Windows read no PNG in there. */
export const icoBitmapSizes = [16, 20, 24, 32, 40, 48, 64, 128] as const;

/**
 * The types of an ICNS whose content is a PNG, with the edge in pixels: 16 and 32 points in their
 * doubled sizes only, since macOS reads single ones as raw ARGB.
 */
export const icnsSizes = {
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
} as const;

/** A picture: straight RGBA, rows from the top. */
export type Pixels = { readonly size: number; readonly rgba: Uint8Array };

/** Windows' icon file: bitmaps with alpha, then one PNG of 256 pixels. */
export function writeIco(bitmaps: readonly Pixels[], png256: Uint8Array): Buffer {
  const images = [
    ...bitmaps.map((pixels) => ({ size: pixels.size, data: bitmap(pixels) })),
    { size: 256, data: Buffer.from(png256) },
  ];
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [index, { size, data }] of images.entries()) {
    const at = 6 + 16 * index;
    // One byte for the edge: 256 does not fit and is written as 0.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(data.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += data.length;
  }
  return Buffer.concat([header, ...images.map(({ data }) => data)]);
}

/** A BITMAPINFOHEADER, BGRA from the bottom up, and the mask that Windows uses without alpha. */
function bitmap({ size, rgba }: Pixels): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(size, 4);
  // Twice the height: colors and mask.
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const colors = Buffer.alloc(size * size * 4);
  const maskRow = Math.ceil(size / 32) * 4;
  const mask = Buffer.alloc(maskRow * size);
  for (let y = 0; y < size; y += 1) {
    const row = size - 1 - y;
    for (let x = 0; x < size; x += 1) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray((y * size + x) * 4);
      colors.set([blue, green, red, alpha], (row * size + x) * 4);
      if (alpha === 0) {
        const byte = row * maskRow + (x >> 3);
        mask.writeUInt8(mask.readUInt8(byte) | (0x80 >> (x & 7)), byte);
      }
    }
  }
  return Buffer.concat([header, colors, mask]);
}

/** macOS's icon file: PNG pictures by type. */
export function writeIcns(images: readonly { type: string; png: Uint8Array }[]): Buffer {
  const body = images.map(({ type, png }) => chunk(type, png));
  return chunk('icns', Buffer.concat(body));
}

function chunk(type: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}

export const sha256 = (content: Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');
