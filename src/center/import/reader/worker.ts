import { parentPort } from 'node:worker_threads';
import { LeadFile } from './file.ts';
import type { ReaderAnswer, ReaderOrder } from './order.ts';
import { Unusable } from './table.ts';

/** A thread that reads one file: however large or hostile it is, the center goes on. */
const port = parentPort;
if (!port) throw new Error('this runs as a worker thread');
let file: LeadFile | null = null;

function say(answer: ReaderAnswer): void {
  port?.postMessage(answer);
}

function opened(): LeadFile {
  if (!file) throw new Error('no file was opened');
  return file;
}

async function carryOut(order: ReaderOrder): Promise<unknown> {
  switch (order.kind) {
    case 'open':
      file = new LeadFile(Buffer.from(order.content));
      return null;
    case 'shape':
      return opened().shape(order.settings);
    case 'preview':
      return opened().preview(order.meaning);
    case 'read-all':
      return opened().readAll(order.meaning, (done, total) =>
        say({ kind: 'progress', done, total }),
      );
    case 'slice':
      return opened().slice(order.from, order.count);
  }
}

port.on('message', ({ id, order }: { id: number; order: ReaderOrder }) => {
  carryOut(order).then(
    (value) => say({ kind: 'value', id, value }),
    (error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error);
      const { kind, reason } = error instanceof Unusable ? error : { kind: null, reason: null };
      say({ kind: 'error', id, detail, problem: kind && { kind, reason } });
    },
  );
});
