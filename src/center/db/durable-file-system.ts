import { fsyncSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** What we use of the WASM file system's Node backing; PGlite's types leave it out. */
type NodeBacking = {
  readonly NODEFS: {
    readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number };
  };
};

/**
 * PGlite's folder-backed file system, with an fsync that reaches the disk.
 *
 * As PGlite comes, its file system has no fsync at all: a committed row is in the page cache and
 * a power cut makes the store unusable. Here PostgreSQL's own fsync calls go to the native
 * descriptor, and are counted, so that `open-store.ts` can refuse a store that does not sync.
 */
export class DurableFileSystem extends NodeFS {
  #syncs = 0;

  /** How many times PostgreSQL asked for a sync and the operating system confirmed one. */
  get syncs(): number {
    return this.#syncs;
  }

  override async init(
    ...[pg, options]: Parameters<NodeFS['init']>
  ): ReturnType<typeof NodeFS.prototype.init> {
    const { emscriptenOpts } = await super.init(pg, options);
    const attach = (module: unknown) => {
      (module as NodeBacking).NODEFS.stream_ops.fsync = (stream) => {
        fsyncSync(stream.nfd);
        this.#syncs += 1;
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...preRuns(emscriptenOpts), attach] } };
  }
}

function preRuns(options: Awaited<ReturnType<NodeFS['init']>>['emscriptenOpts']) {
  const { preRun } = options;
  if (preRun === undefined) return [];
  return Array.isArray(preRun) ? preRun : [preRun];
}

/**
 * PostgreSQL's start parameters: PGlite's own without `-F` (which turns fsync off), with the one
 * sync method that the WASM build passes on (its fdatasync does nothing), and with buffers that
 * fit an agent's machine.
 */
export const durableStartParameters: readonly string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
  '-c',
  'shared_buffers=16MB',
];
