import { changesFrameBytes } from '../../contract/sync/version.ts';

/** What a catching-up brings: from where to where, and each change as JSON text. */
export type CatchingUp = {
  readonly reset: boolean;
  readonly from: number;
  readonly to: number;
  readonly changes: readonly string[];
};

const mostChanges = 5_000;

/**
 * Packs changes into as few `changes` frames as their size allows, at least one. Each change was
 * made JSON once, however many desks get it.
 */
export function packFrames({ reset, from, to, changes }: CatchingUp): readonly string[] {
  const batches: string[][] = [[]];
  let bytes = 0;
  for (const change of changes) {
    const batch = batches.at(-1) ?? [];
    const size = Buffer.byteLength(change);
    if (batch.length > 0 && (bytes + size > changesFrameBytes || batch.length >= mostChanges)) {
      batches.push([change]);
      bytes = size;
    } else {
      batch.push(change);
      bytes += size;
    }
  }
  return batches.map((batch, place) => {
    const head = JSON.stringify({
      type: 'changes',
      reset: reset && place === 0,
      from,
      to,
      complete: place === batches.length - 1,
    });
    return `${head.slice(0, -1)},"changes":[${batch.join(',')}]}`;
  });
}
