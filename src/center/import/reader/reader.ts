import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ImportSettings, PreviewRow } from '../../../contract/http/lead-import.ts';
import type { Meaning, PlacedRow, Shape } from './file.ts';
import type { ReaderAnswer, ReaderOrder } from './order.ts';
import { Unusable } from './table.ts';

/** Enough for 250,000 rows; more is a file that is not what it says. */
const mostMemoryMegabytes = 1_024;
const longestOrderMs = 180_000;

/** The thread lies beside this file, in the source and in a build. */
function entry(): string {
  const candidates = ['./worker.ts', './lead-reader.js', '../lead-reader.js'];
  const paths = candidates.map((name) => fileURLToPath(new URL(name, import.meta.url)));
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) throw new Error('the thread that reads files is missing');
  return found;
}

/** A file in a thread of its own. `close` ends it at once, whatever it is doing. */
export function createReader(content: Buffer) {
  const worker = new Worker(entry(), {
    resourceLimits: { maxOldGenerationSizeMb: mostMemoryMegabytes },
  });
  worker.unref();
  type Waiting = { resolve: (value: never) => void; reject: (error: Error) => void };
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let gone: Error | null = null;
  let onProgress: (done: number, total: number) => void = () => undefined;

  function fail(error: Error): void {
    gone ??= error;
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  }

  worker.on('message', (answer: ReaderAnswer) => {
    if (answer.kind === 'progress') return onProgress(answer.done, answer.total);
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === 'value') asked?.resolve(answer.value as never);
    else {
      const { problem, detail } = answer;
      asked?.reject(
        problem ? new Unusable(problem.kind, problem.reason, detail) : new Error(detail),
      );
    }
  });
  worker.on('error', (error: Error & { code?: string }) => {
    const detail = 'The file needs more memory than this center gives it. Cut it into parts.';
    const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    fail(isFull ? new Unusable('too-large', 'too-heavy', detail) : error);
  });
  worker.on('exit', () => fail(new Error('the reading was ended')));

  function ask<Value>(order: ReaderOrder): Promise<Value> {
    if (gone) return Promise.reject(gone);
    lastId += 1;
    const id = lastId;
    const answer = new Promise<Value>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
    });
    worker.postMessage({ id, order });
    const limit = setTimeout(() => {
      const detail = 'The file takes too long to read. Cut it into parts.';
      fail(new Unusable('too-large', 'too-heavy', detail));
      void worker.terminate();
    }, longestOrderMs);
    limit.unref();
    return answer.finally(() => clearTimeout(limit));
  }

  return {
    open: () => ask<null>({ kind: 'open', content }),
    shape: (settings: ImportSettings) => ask<Shape>({ kind: 'shape', settings }),
    preview: (meaning: Meaning) => ask<readonly PreviewRow[]>({ kind: 'preview', meaning }),
    readAll(meaning: Meaning, progress: (done: number, total: number) => void): Promise<number> {
      onProgress = progress;
      return ask<number>({ kind: 'read-all', meaning });
    },
    slice: (from: number, count: number) =>
      ask<readonly PlacedRow[]>({ kind: 'slice', from, count }),
    async close(): Promise<void> {
      fail(new Error('the reading was ended'));
      await worker.terminate();
    },
  };
}

export type Reader = ReturnType<typeof createReader>;
