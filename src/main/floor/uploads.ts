import type { ImportAnalysis } from '../../contract/http/lead-import.ts';
import { importAnalysis } from '../../contract/http/lead-import.ts';
import type { CenterFloor, Outcome } from './center-floor.ts';

type Upload = {
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  readonly stop: () => void;
  readonly answer: Promise<Outcome<ImportAnalysis>>;
  /** Resolves when the center has room for more. */
  readonly room: () => Promise<void>;
};

/** Reading a large workbook takes the center a while after its last byte. */
const uploadTimeoutMs = 240_000;

/** Files on their way from the page to the center, slice by slice; none is kept here. */
export function createUploads(center: CenterFloor) {
  const uploads = new Map<string, Upload>();

  return {
    begin(uploadId: string, campaignId: string, name: string): void {
      let wake: () => void = () => undefined;
      let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
      let over = false;
      const bytes = new ReadableStream<Uint8Array>({
        start: (given) => {
          controller = given;
        },
        pull: () => wake(),
        cancel: () => {
          over = true;
          wake();
        },
      });
      if (!controller) throw new Error('a stream starts at once');
      const given: ReadableStreamDefaultController<Uint8Array> = controller;
      const path = `/v1/campaigns/${encodeURIComponent(campaignId)}/imports`;
      const answer = center
        .json(
          { method: 'POST', path, file: { name, bytes }, timeoutMs: uploadTimeoutMs },
          importAnalysis,
        )
        .finally(() => {
          over = true;
          wake();
        });
      uploads.set(uploadId, {
        controller: given,
        answer,
        stop: () => given.error(new Error('not wanted any more')),
        room: () =>
          over || (given.desiredSize ?? 1) > 0
            ? Promise.resolve()
            : new Promise((resolve) => {
                wake = resolve;
              }),
      });
    },

    async take(uploadId: string, bytes: Uint8Array): Promise<boolean> {
      const upload = uploads.get(uploadId);
      if (!upload) return false;
      await upload.room();
      try {
        upload.controller.enqueue(bytes);
        return true;
      } catch {
        // The center has hung up: the answer of the upload says why.
        return false;
      }
    },

    async end(uploadId: string): Promise<Outcome<ImportAnalysis>> {
      const upload = uploads.get(uploadId);
      if (!upload) return { ok: false, error: { kind: 'unreachable' } };
      uploads.delete(uploadId);
      try {
        upload.controller.close();
      } catch {
        // Closed by the other side, which has answered.
      }
      return upload.answer;
    },

    drop(uploadId: string): void {
      uploads.get(uploadId)?.stop();
      uploads.delete(uploadId);
    },
  };
}
