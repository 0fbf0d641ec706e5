import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HidCollection } from '../../src/domain/headset/descriptor.ts';
import { collectionsOf, headsetModels } from './headset-models.ts';

/** What the fake in the page knows of a device. */
export type PageModel = {
  readonly name: string;
  readonly collections: readonly HidCollection[];
  /** Button names by bit; null for one that is none of ours. */
  readonly input: { readonly reportId: number; readonly buttons: readonly (string | null)[] };
  readonly offHook: { readonly reportId: number; readonly bit: number };
};

const offHookUsage = 0x17;

function pageModels(): readonly PageModel[] {
  return headsetModels.map((model) => {
    const output = model.outputs.find(({ usages }) => usages.includes(offHookUsage));
    if (!output) throw new Error(`${model.name} has no off-hook light`);
    return {
      name: model.name,
      collections: collectionsOf(model),
      input: {
        reportId: model.input.reportId,
        buttons: model.input.bits.map(({ button }) => button),
      },
      offHook: { reportId: output.reportId, bit: output.usages.indexOf(offHookUsage) },
    };
  });
}

/** Script for the media page, before or after its own: `fakeHeadsets` plugs, presses and tells. */
export function fakeHidSource(): string {
  const source = readFileSync(join(import.meta.dirname, 'fake-hid.page.js'), 'utf8');
  const slot = 'const models = [];';
  if (!source.includes(slot)) throw new Error('the fake has no place for its models');
  return source.replace(slot, () => `const models = ${JSON.stringify(pageModels())};`);
}
