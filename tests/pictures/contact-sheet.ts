import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '../../build/headless-chromium.ts';

const columns = 4;
const cellPx = 480;

/**
 * All states of one size, language and theme on one sheet, so that many screens can be looked at in
 * one glance; beside the sheet (PNG) lies its page (HTML), where each picture opens in full.
 *
 * @param names file names of the pictures in `folder`, without `.png`.
 */
export async function takeContactSheet(
  page: Page,
  folder: string,
  title: string,
  names: readonly string[],
): Promise<void> {
  const cells = names.map(
    (name) =>
      `<figure><a href="${name}.png"><img src="${name}.png" alt=""></a><figcaption>${name.split('_')[0]}</figcaption></figure>`,
  );
  const html = `<!doctype html><meta charset="utf-8"><title>${title}</title>
<style>
body { margin: 16px; width: ${columns * (cellPx + 16)}px; font: 13px system-ui; background: #ddd }
main { display: grid; grid-template-columns: repeat(${columns}, ${cellPx}px); gap: 16px }
figure { margin: 0 } img { width: ${cellPx}px; display: block; border: 1px solid #999 }
</style><h1>${title}</h1><main>${cells.join('')}</main>`;
  const file = join(resolve(folder), `sheet_${title}.html`);
  await writeFile(file, html);
  await page.send('Emulation.setDeviceMetricsOverride', {
    width: columns * (cellPx + 16) + 32,
    height: 800,
    deviceScaleFactor: 1,
    mobile: false,
  });
  await page.send('Page.navigate', { url: pathToFileURL(file).href });
  await page.evaluate(
    `new Promise((done) => document.readyState === 'complete' ? done(0) : addEventListener('load', () => done(0)))`,
  );
  const { data } = await page.send<{ data: string }>('Page.captureScreenshot', {
    captureBeyondViewport: true,
  });
  await writeFile(join(folder, `sheet_${title}.png`), Buffer.from(data, 'base64'));
}
