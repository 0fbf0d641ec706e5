import { create } from 'zustand';
import type { LeadListSummaries } from '../../../../contract/http/lead-import.ts';
import type { ImportReport } from '../../../../contract/http/lead-list.ts';
import type { FloorError } from '../../../../contract/ipc/floor-api.ts';
import { askFloor } from '../../../app/store/desk-store.ts';

/** What was imported before, as far as the center has told. */
export const useLists = create<{
  readonly lists: LeadListSummaries['lists'] | null;
  readonly report: ImportReport | null;
  /** Where the last report was saved. */
  readonly savedTo: string | null;
  readonly trouble: FloorError | null;
}>()(() => ({ lists: null, report: null, savedTo: null, trouble: null }));

export async function readLists(): Promise<void> {
  const reply = await askFloor({ kind: 'lists' });
  useLists.setState(
    reply.ok ? { lists: reply.value.lists, trouble: null } : { trouble: reply.error },
  );
}

export async function openReport(leadListId: string): Promise<void> {
  const reply = await askFloor({ kind: 'list-report', leadListId });
  useLists.setState(
    reply.ok ? { report: reply.value, savedTo: null, trouble: null } : { trouble: reply.error },
  );
}

export function closeReport(): void {
  useLists.setState({ report: null, savedTo: null });
}

/** Saves a whole report as CSV and tells where. */
export async function saveReport(leadListId: string, name: string): Promise<void> {
  const reply = await askFloor({ kind: 'save-report', leadListId, name });
  useLists.setState(
    reply.ok ? { savedTo: reply.value.path, trouble: null } : { trouble: reply.error },
  );
}
