import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Page, startChromium } from '../../build/headless-chromium.ts';
import { compactSize } from '../../src/domain/window-place/compact-size.ts';
import { takeContactSheet } from './contact-sheet.ts';
import { pictures } from './fixtures/states.ts';
import { foreignWords } from './foreign-words.ts';
import { serveGallery } from './gallery-server.ts';

/*
 * Photographs the desk in every state, size, language and theme, asks axe about each picture, and
 * makes a contact sheet of each size, language and theme.
 *
 *   npm run pictures -- --to FOLDER [--states a,b] [--sizes 1280x800,…]
 *                     [--languages en,…] [--themes light,dark] [--no-axe]
 *
 * Ends with 1 when axe finds a violation or a page complains (an exception, a refused resource).
 * With `--languages pseudo` a word that is not of the catalogue is a fault, too.
 */

const { values } = parseArgs({
  allowNegative: true,
  options: {
    to: { type: 'string', default: 'results/pictures' },
    states: { type: 'string', default: Object.keys(pictures).join(',') },
    sizes: { type: 'string', default: '1280x800,1440x900,1000x800,1280x800@200' },
    languages: { type: 'string', default: 'en,zh-CN,vi' },
    themes: { type: 'string', default: 'light,dark' },
    axe: { type: 'boolean', default: true },
  },
});

type Violation = { id: string; help: string; nodes: { html: string; failureSummary: string }[] };

/** axe sits in the package that runs it in the end-to-end tests. */
async function axeSource(): Promise<string> {
  const runner = createRequire(import.meta.url).resolve('@axe-core/webdriverio');
  return readFile(createRequire(runner).resolve('axe-core/axe.min.js'), 'utf8');
}

async function violations(page: Page, axe: string): Promise<Violation[]> {
  await page.evaluate(`${axe};0`);
  const report = await page.evaluate<string>(
    `axe.run(document, { resultTypes: ['violations'] }).then((r) => JSON.stringify(r.violations))`,
  );
  return JSON.parse(report) as Violation[];
}

async function waitUntilReady(page: Page): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await page.evaluate<boolean>('window.pictureReady === true')) return;
    if (page.complaints.some((complaint) => complaint.includes('nothing here is'))) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`the picture never stood still: ${page.complaints.join('\n')}`);
}

/** A quarter past five where the agent sits, a quarter past two in Portland. */
const shownTime = '2026-11-22T22:20:00Z';

/** For the page: its clock runs on from this moment. */
function startClockAt(moment: string): string {
  return `{
    const Clock = Date;
    const shiftMs = Clock.parse(${JSON.stringify(moment)}) - Clock.now();
    globalThis.Date = class Date extends Clock {
      constructor(...parts) {
        super(...(parts.length === 0 ? [Clock.now() + shiftMs] : parts));
      }
      static now() { return Clock.now() + shiftMs; }
    };
  }`;
}

async function run(): Promise<number> {
  const axe = await axeSource();
  const gallery = await serveGallery();
  const chromium = await startChromium();
  const { page } = chromium;
  let taken = 0;
  let faults = 0;
  await mkdir(values.to, { recursive: true });
  // The same afternoon in every picture, whenever it is taken.
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source: startClockAt(shownTime) });
  await page.send('Emulation.setTimezoneOverride', { timezoneId: 'America/New_York' });
  // A page in the background paints no focus.
  await page.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  try {
    for (const size of values.sizes.split(',')) {
      const [, width = '1280', height = '800', text = '100'] =
        /^(\d+)x(\d+)(?:@(\d+))?$/.exec(size) ?? [];
      for (const language of values.languages.split(',')) {
        for (const theme of values.themes.split(',')) {
          const names: string[] = [];
          for (const state of values.states.split(',')) {
            await page.send('Emulation.setDeviceMetricsOverride', {
              // The compact bar is a window of its own size.
              ...(pictures[state]?.page === 'compact'
                ? compactSize(Number(text), Number(width))
                : { width: Number(width), height: Number(height) }),
              deviceScaleFactor: 1,
              mobile: false,
            });
            const query = new URLSearchParams({ state, language, theme, text });
            const complained = page.complaints.length;
            await page.send('Page.navigate', { url: `${gallery.address}/?${query}` });
            await waitUntilReady(page);
            const { data } = await page.send<{ data: string }>('Page.captureScreenshot');
            const name = `${state}_${size}_${language}_${theme}`;
            await writeFile(join(values.to, `${name}.png`), Buffer.from(data, 'base64'));
            taken += 1;
            names.push(name);
            for (const complaint of page.complaints.slice(complained)) {
              faults += 1;
              console.error(`${name}: ${complaint.slice(0, 600)}`);
            }
            const sideways = await page.evaluate<boolean>(
              'document.scrollingElement.scrollWidth > innerWidth',
            );
            if (sideways) {
              faults += 1;
              console.error(`${name}: the page scrolls sideways`);
            }
            if (language === 'pseudo') {
              for (const text of await foreignWords(page)) {
                faults += 1;
                console.error(`${name}: not of the catalogue: ${text.slice(0, 300)}`);
              }
            }
            if (!values.axe) continue;
            for (const violation of await violations(page, axe)) {
              faults += 1;
              const where = violation.nodes.map(
                (node) => `    ${node.html.slice(0, 300)}\n    ${node.failureSummary}`,
              );
              console.error(`${name}: ${violation.id}: ${violation.help}\n${where.join('\n')}`);
            }
          }
          await takeContactSheet(page, values.to, `${size}_${language}_${theme}`, names);
        }
      }
    }
  } finally {
    await chromium.close();
    await gallery.close();
  }
  console.log(`${taken} pictures in ${values.to}, ${faults} faults`);
  return faults === 0 ? 0 : 1;
}

process.exitCode = await run();
