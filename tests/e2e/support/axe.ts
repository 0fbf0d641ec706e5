import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { browser, expect } from '@wdio/globals';

const service = createRequire(import.meta.url).resolve('@axe-core/webdriverio');
const source = readFileSync(createRequire(service).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Runs axe on what is on the screen now: WCAG 2.2 AA and best practices, nothing switched off. The
 * official wrapper would open a second window, which the desk refuses on purpose.
 */
export async function expectNoAxeFinding(): Promise<void> {
  await browser.execute(source);
  const findings = await browser.executeAsync((done: (findings: string[]) => void) => {
    const { axe } = window as unknown as {
      axe: {
        run: (root: Document) => Promise<{
          violations: { id: string; help: string; nodes: { html: string }[] }[];
        }>;
      };
    };
    axe.run(document).then(
      ({ violations }) =>
        done(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html ?? ''}`)),
      (error: unknown) => done([String(error)]),
    );
  });
  expect(findings).toEqual([]);
}
