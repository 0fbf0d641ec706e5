import { readdirSync, readFileSync } from 'node:fs';

/** What the app's processes hold together. */
export type Held = {
  readonly processes: number;
  /** How many of each kind, as Chromium names them; `main` is none of Chromium's. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Proportional set size: shared memory counted once. */
  readonly pssBytes: number;
  readonly openFiles: number;
};

/** Reads a process and all below it from `/proc`; null where there is none. */
export function heldBy(rootProcessId: number): Held | null {
  if (process.platform !== 'linux') return null;
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // After the name in brackets, which may hold anything: state, parent.
    const stat = read(`/proc/${name}/stat`);
    const parent = /^.*\) \S (\d+)/s.exec(stat)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const family = [...parents.keys()].filter((id) => isBelow(id, rootProcessId, parents));
  return {
    processes: family.length,
    kinds: countOf(family.map(kindOf)),
    pssBytes: family.reduce((sum, id) => sum + pssOf(id), 0),
    openFiles: family.reduce((sum, id) => sum + openFilesOf(id), 0),
  };
}

function isBelow(id: number, root: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at: number | undefined = id; at !== undefined && at !== 0; at = parents.get(at)) {
    if (at === root) return true;
  }
  return false;
}

function kindOf(id: number): string {
  const line = read(`/proc/${id}/cmdline`);
  return (
    /--utility-sub-type=([\w.]+)/.exec(line)?.[1] ?? /--type=([\w-]+)/.exec(line)?.[1] ?? 'main'
  );
}

function countOf(kinds: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function pssOf(id: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

function openFilesOf(id: number): number {
  try {
    return readdirSync(`/proc/${id}/fd`).length;
  } catch {
    return 0;
  }
}

/** A process may end between two looks: it holds nothing then. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
