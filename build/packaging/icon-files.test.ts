import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRepository } from '../setup/paths.mjs';
import {
  icnsSizes,
  icoBitmapSizes,
  iconFolder,
  iconRecord,
  iconSource,
  linuxSizes,
  sha256,
  writeIcns,
  writeIco,
} from './icon-files.ts';

const made = (name: string) => readFileSync(inRepository(iconFolder, name));

function pngSize(png: Buffer): [width: number, height: number] {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

describe('the committed icons', () => {
  const record = JSON.parse(readFileSync(inRepository(iconRecord), 'utf8')) as {
    source: string;
    files: Record<string, string>;
  };

  it('were made from the committed SVG: else `npm run icons`', () => {
    expect(sha256(readFileSync(inRepository(iconSource)))).toBe(record.source);
    const names = readdirSync(inRepository(iconFolder, 'icons')).map((name) => `icons/${name}`);
    expect(Object.keys(record.files).sort()).toEqual([...names, 'icon.ico', 'icon.icns'].sort());
    for (const [name, hash] of Object.entries(record.files)) {
      expect(sha256(made(name)), name).toBe(hash);
    }
  });

  it('show the mark that the desk shows', () => {
    const drawn = (text: string) =>
      [...text.matchAll(/(?: (?:d|rx|cx|cy|x|y|width|height|r))="([^"]*)"/g)]
        .map(([, value]) => value)
        .filter((value) => value !== undefined && /^[M\d]/.test(value) && value !== '38')
        .sort();
    const desk = readFileSync(inRepository('src/renderer/design/brand-mark.tsx'), 'utf8');
    const svg = readFileSync(inRepository(iconSource), 'utf8');
    // The SVG has a size of its own besides that of its ground.
    expect(drawn(svg.replace(/<svg[^>]*>/, ''))).toEqual(drawn(desk));
  });

  it('have a PNG of each size for Linux', () => {
    for (const size of linuxSizes) {
      expect(pngSize(made(`icons/${size}x${size}.png`))).toEqual([size, size]);
    }
  });

  it('have every size Windows asks for', () => {
    const ico = made('icon.ico');
    const images = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
      const at = 6 + 16 * index;
      const start = ico.readUInt32LE(at + 12);
      return {
        size: ico.readUInt8(at) || 256,
        data: ico.subarray(start, start + ico.readUInt32LE(at + 8)),
      };
    });
    expect(images.map(({ size }) => size)).toEqual([...icoBitmapSizes, 256]);
    for (const { size, data } of images) {
      if (size === 256) expect(pngSize(data)).toEqual([256, 256]);
      else {
        expect([data.readUInt32LE(0), data.readInt32LE(4)]).toEqual([40, size]);
        expect(data.length).toBe(40 + size * size * 4 + Math.ceil(size / 32) * 4 * size);
      }
    }
  });

  it('have every size macOS asks for', () => {
    const icns = made('icon.icns');
    expect(icns.subarray(0, 4).toString('latin1')).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const sizes: Record<string, number> = {};
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      const type = icns.subarray(at, at + 4).toString('latin1');
      [sizes[type]] = pngSize(icns.subarray(at + 8));
    }
    expect(sizes).toEqual(icnsSizes);
  });
});

describe('icon containers', () => {
  it('write a bitmap from the bottom up as BGRA, with a mask of what is clear', () => {
    const rgba = Uint8Array.of(1, 2, 3, 255, 4, 5, 6, 255, 7, 8, 9, 255, 0, 0, 0, 0);
    const ico = writeIco([{ size: 2, rgba }], Uint8Array.of(9, 9));
    expect([...ico.subarray(0, 6)]).toEqual([0, 0, 1, 0, 2, 0]);
    const bitmap = ico.subarray(ico.readUInt32LE(18));
    expect([...bitmap.subarray(40, 56)]).toEqual([
      9, 8, 7, 255, 0, 0, 0, 0, 3, 2, 1, 255, 6, 5, 4, 255,
    ]);
    expect([...bitmap.subarray(56, 64)]).toEqual([0x40, 0, 0, 0, 0, 0, 0, 0]);
    expect([...ico.subarray(ico.readUInt32LE(34))]).toEqual([9, 9]);
  });

  it('write lengths that count their own head', () => {
    const icns = writeIcns([{ type: 'ic07', png: Uint8Array.of(1, 2, 3) }]);
    expect(icns.toString('latin1')).toBe('icns\0\0\0\x13ic07\0\0\0\x0b\x01\x02\x03');
  });
});
