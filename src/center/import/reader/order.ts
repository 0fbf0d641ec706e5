import type { ImportSettings } from '../../../contract/http/lead-import.ts';
import type { Meaning } from './file.ts';
import type { Unusable } from './table.ts';

/** What the center asks of the thread that reads a file. */
export type ReaderOrder =
  | { readonly kind: 'open'; readonly content: Uint8Array }
  | { readonly kind: 'shape'; readonly settings: ImportSettings }
  | { readonly kind: 'preview'; readonly meaning: Meaning }
  | { readonly kind: 'read-all'; readonly meaning: Meaning }
  | { readonly kind: 'slice'; readonly from: number; readonly count: number };

export type ReaderAnswer =
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'error';
      readonly id: number;
      readonly detail: string;
      /** Null for a fault of ours. */
      readonly problem: Pick<Unusable, 'kind' | 'reason'> | null;
    };
