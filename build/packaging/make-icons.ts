import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { startChromium } from '../headless-chromium.ts';
import { inRepository } from '../setup/paths.mjs';
import {
  icnsSizes,
  icoBitmapSizes,
  iconFolder,
  iconRecord,
  iconSource,
  linuxSizes,
  type Pixels,
  sha256,
  writeIcns,
  writeIco,
} from './icon-files.ts';

// npm run icons: every icon of the packed app out of icon.svg. Drawn by the Chromium of this
// machine, so the bytes may differ from one version to the next; the record says what is committed.

type Drawn = { readonly png: Buffer; readonly pixels: Pixels };

/** Share of its canvas that an icon fills on macOS: 824 of 1024, the rest is the shadow's. */
const macShare = 824 / 1024;

const svg = readFileSync(inRepository(iconSource), 'utf8');
const chromium = await startChromium();
try {
  const files = await drawAll((size, share = 1) => draw(svg, size, share));
  rmSync(inRepository(iconFolder, 'icons'), { recursive: true, force: true });
  mkdirSync(inRepository(iconFolder, 'icons'));
  for (const [name, content] of files) writeFileSync(inRepository(iconFolder, name), content);
  const record = {
    source: sha256(Buffer.from(svg)),
    files: Object.fromEntries(files.map(([name, content]) => [name, sha256(content)])),
  };
  writeFileSync(inRepository(iconRecord), `${JSON.stringify(record, null, 2)}\n`);
  for (const [name, content] of files) console.log(`${name} ${content.length} bytes`);
} finally {
  await chromium.close();
}

async function drawAll(
  picture: (size: number, share?: number) => Promise<Drawn>,
): Promise<[name: string, content: Buffer][]> {
  const files: [string, Buffer][] = [];
  for (const size of linuxSizes) {
    files.push([`icons/${size}x${size}.png`, (await picture(size)).png]);
  }
  const bitmaps: Pixels[] = [];
  for (const size of icoBitmapSizes) bitmaps.push((await picture(size)).pixels);
  files.push(['icon.ico', writeIco(bitmaps, (await picture(256)).png)]);
  const images: { type: string; png: Buffer }[] = [];
  for (const [type, size] of Object.entries(icnsSizes)) {
    images.push({ type, png: (await picture(size, macShare)).png });
  }
  files.push(['icon.icns', writeIcns(images)]);
  return files;
}

async function draw(source: string, size: number, share: number): Promise<Drawn> {
  const { png, rgba } = await chromium.page.evaluate<{ png: string; rgba: string }>(`(async () => {
    const image = new Image();
    image.src = 'data:image/svg+xml;base64,${Buffer.from(source).toString('base64')}';
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: ${size}, height: ${size} });
    const context = canvas.getContext('2d');
    const edge = ${size * share};
    const margin = (${size} - edge) / 2;
    context.drawImage(image, margin, margin, edge, edge);
    const { data } = context.getImageData(0, 0, ${size}, ${size});
    return { png: canvas.toDataURL('image/png').split(',')[1], rgba: new Uint8Array(data.buffer).toBase64() };
  })()`);
  return {
    png: Buffer.from(png, 'base64'),
    pixels: { size, rgba: Buffer.from(rgba, 'base64') },
  };
}
