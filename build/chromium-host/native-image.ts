import type * as Electron from 'electron';
import { guard } from './unsupported.ts';

/** A PNG as Electron's NativeImage, without decoding it: size comes from its header. */
export function imageFromPng(png: Buffer): Electron.NativeImage {
  const empty = png.length < 24;
  const size = empty
    ? { width: 0, height: 0 }
    : { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
  const image = {
    toPNG: () => Buffer.from(png),
    toDataURL: () => `data:image/png;base64,${png.toString('base64')}`,
    getSize: () => size,
    isEmpty: () => empty,
  } satisfies Partial<Electron.NativeImage>;
  return guard(image, 'nativeImage') as unknown as Electron.NativeImage;
}

/** Only what needs no decoder: a PNG as it is. */
export const nativeImage = guard(
  {
    createFromBuffer(
      buffer: Buffer,
      _options: Electron.CreateFromBufferOptions = {},
    ): Electron.NativeImage {
      const isPng = buffer.subarray(1, 4).toString('latin1') === 'PNG';
      return imageFromPng(isPng ? buffer : Buffer.alloc(0));
    },
  } satisfies Pick<typeof Electron.nativeImage, 'createFromBuffer'>,
  'nativeImage',
);
