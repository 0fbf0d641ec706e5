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
