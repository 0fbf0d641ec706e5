import { create } from 'zustand';
import type {
  ImportAnalysis,
  ImportProgress,
  ImportSettings,
} from '../../../../contract/http/lead-import.ts';
import {
  type FloorError,
  type FloorReply,
  fileSliceBytes,
  largestLeadFileBytes,
} from '../../../../contract/ipc/floor-api.ts';
import { askFloor, useDesk } from '../../../app/store/desk-store.ts';

/** What hinders an import now; everything chosen so far is kept. */
export type Trouble =
  | FloorError
  /** The file is larger than a center takes. */
  | { readonly kind: 'too-large' }
  /** The file cannot be read any more: moved, or changed since it was chosen. */
  | { readonly kind: 'file-gone' }
  /** The center was started anew in the middle: nothing of the list is there. */
  | { readonly kind: 'started-anew' };

/** The import on the screen. Lives as long as the page: leaving the tab loses nothing. */
export type ImportState = {
  readonly step: 'none' | 'sending' | 'looking' | 'working' | 'done';
  readonly file: File | null;
  readonly campaignId: string;
  /** What somebody chose; sent again when the center has forgotten the file. */
  readonly settings: ImportSettings;
  readonly analysis: ImportAnalysis | null;
  readonly progress: ImportProgress | null;
  /** Sent so far, of the file's bytes. */
  readonly sentBytes: number;
  readonly trouble: Trouble | null;
  /** An answer is being waited for. */
  readonly busy: boolean;
};

const nothing: ImportState = {
  step: 'none',
  file: null,
  campaignId: '',
  settings: {
    encoding: null,
    delimiter: null,
    sheet: null,
    hasHeader: null,
    fields: null,
    country: null,
  },
  analysis: null,
  progress: null,
  sentBytes: 0,
  trouble: null,
  busy: false,
};

export const useImport = create<ImportState>()(() => nothing);

const set = (part: Partial<ImportState>) => useImport.setState(part);
const pollMs = 250;
const pollAgainMs = 2_000;
/** What is under way belongs to this start; an older one's late answers change nothing. */
let turn = 0;

/** Sends a file to the center and shows how it was understood. */
export async function beginImport(file: File, campaignId: string): Promise<void> {
  set({ ...nothing, file, campaignId });
  await sendFile();
}

/** Changes how the file is read. */
export async function changeSettings(change: Partial<ImportSettings>): Promise<void> {
  const { settings, analysis } = useImport.getState();
  // Another way to cut the file makes other columns.
  const recut = ['encoding', 'delimiter', 'sheet', 'hasHeader'].some((name) => name in change);
  set({ settings: { ...settings, ...(recut ? { fields: null } : {}), ...change }, progress: null });
  if (analysis) await applySettings();
}

/** Goes through all rows; nothing is stored. */
export async function checkAll(): Promise<void> {
  await work('import-check');
}

export async function commitImport(): Promise<void> {
  await work('import-commit');
}

/** Ends the import; nothing of it is left at the center. */
export async function cancelImport(): Promise<void> {
  const { analysis } = useImport.getState();
  turn += 1;
  if (!analysis) return set(nothing);
  set({ busy: true });
  const reply = await askFloor({ kind: 'import-cancel', importId: analysis.importId });
  if (reply.ok && reply.value.phase === 'done') {
    // It was all there before the wish to cancel came.
    return set({ busy: false, step: 'done', progress: reply.value });
  }
  const gone = reply.ok || isForgotten(reply);
  if (gone) set(nothing);
  else set({ busy: false, trouble: reply.error });
}

/** Goes on with what did not work, with everything that was chosen. */
export async function resumeImport(): Promise<void> {
  const { analysis, trouble } = useImport.getState();
  turn += 1;
  const mine = turn;
  // Nothing else is asked until it is known where the import stands.
  set({ trouble: null, busy: true });
  if (!analysis || trouble?.kind === 'started-anew') return sendFile();
  // What was asked last may have been begun: its answer was lost, not the wish.
  const { importId } = analysis;
  const reply = await askFloor({ kind: 'import-progress', importId });
  if (mine !== turn) return;
  if (!reply.ok && isForgotten(reply)) return sendFile();
  if (!reply.ok) return set({ trouble: reply.error, busy: false });
  if (reply.value.phase === 'waiting') return applySettings();
  set({ step: 'working', progress: reply.value });
  return follow(importId);
}

/** Puts the import on the screen away. */
export function closeImport(): void {
  turn += 1;
  const { analysis } = useImport.getState();
  if (analysis) void askFloor({ kind: 'import-cancel', importId: analysis.importId });
  set(nothing);
}

async function sendFile(): Promise<void> {
  const { file, campaignId } = useImport.getState();
  if (!file) return;
  turn += 1;
  const mine = turn;
  if (file.size > largestLeadFileBytes) {
    return set({ trouble: { kind: 'too-large' }, step: 'looking' });
  }
  set({ step: 'sending', sentBytes: 0, analysis: null, progress: null, trouble: null, busy: true });
  const uploadId = crypto.randomUUID();
  const { name } = file;
  const begun = await askFloor({ kind: 'upload-begin', uploadId, campaignId, name });
  if (mine !== turn) return;
  if (!begun.ok) return set({ trouble: begun.error, step: 'looking', busy: false });
  for (let from = 0; from < file.size; from += fileSliceBytes) {
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = new Uint8Array(await file.slice(from, from + fileSliceBytes).arrayBuffer());
    } catch {
      void askFloor({ kind: 'upload-drop', uploadId });
      // Put away while its file was read: it does not come back to say so.
      if (mine !== turn) return;
      return set({ trouble: { kind: 'file-gone' }, step: 'looking', busy: false });
    }
    const sent = await askFloor({ kind: 'upload-bytes', uploadId, bytes });
    if (mine !== turn) {
      void askFloor({ kind: 'upload-drop', uploadId });
      return;
    }
    if (!sent.ok) return set({ trouble: sent.error, step: 'looking', busy: false });
    set({ sentBytes: Math.min(file.size, from + bytes.length) });
  }
  const reply = await askFloor({ kind: 'upload-end', uploadId });
  if (mine !== turn) return;
  if (!reply.ok) return set({ trouble: reply.error, step: 'looking', busy: false });
  set({ step: 'looking', analysis: reply.value, busy: false });
  const chosen = Object.values(useImport.getState().settings).some((value) => value !== null);
  if (chosen) await applySettings();
}

async function applySettings(): Promise<void> {
  const { analysis, settings } = useImport.getState();
  if (!analysis) return;
  turn += 1;
  const mine = turn;
  set({ busy: true, trouble: null, step: 'looking', progress: null });
  const { importId } = analysis;
  const reply = await askFloor({ kind: 'import-change', importId, settings });
  if (mine !== turn) return;
  if (reply.ok) set({ analysis: reply.value, busy: false });
  else if (isForgotten(reply)) await sendFile();
  else set({ trouble: reply.error, busy: false });
}

async function work(kind: 'import-check' | 'import-commit'): Promise<void> {
  const { analysis } = useImport.getState();
  if (!analysis) return;
  turn += 1;
  const mine = turn;
  set({ busy: true, trouble: null });
  const reply = await askFloor({ kind, importId: analysis.importId });
  if (mine !== turn) return;
  if (!reply.ok) {
    const forgotten = isForgotten(reply);
    return set({
      busy: false,
      trouble: forgotten ? { kind: 'started-anew' } : reply.error,
      step: 'looking',
    });
  }
  set({ step: 'working', progress: reply.value });
  await follow(analysis.importId);
}

/** Asks how far it is until it is over. Without an answer it asks on, more slowly. */
async function follow(importId: string): Promise<void> {
  turn += 1;
  const mine = turn;
  set({ busy: true });
  while (mine === turn) {
    const reply = await askFloor({ kind: 'import-progress', importId });
    if (mine !== turn) return;
    if (!reply.ok && isForgotten(reply)) {
      return set({ busy: false, step: 'looking', trouble: { kind: 'started-anew' } });
    }
    if (!reply.ok) set({ trouble: reply.error });
    else {
      set({ progress: reply.value, trouble: null });
      if (reply.value.phase === 'done') return set({ busy: false, step: 'done' });
      if (reply.value.phase === 'checked' || reply.value.phase === 'failed') {
        return set({ busy: false, step: 'looking' });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, reply.ok ? pollMs : pollAgainMs));
  }
}

function isForgotten(reply: FloorReply): boolean {
  return !reply.ok && reply.error.kind === 'refused' && reply.error.problem === 'not-found';
}

// Whoever signs in next finds nothing of somebody else's list.
useDesk.subscribe(({ snapshot }) => {
  if (snapshot?.session.state === 'signed-in' || useImport.getState().step === 'none') return;
  turn += 1;
  set(nothing);
});
