/** Why the disk did not take a write; the caller keeps the data and tries again. */
export type WriteProblem = 'disk-full' | 'read-only' | 'failed';

// SQLite result codes: https://www.sqlite.org/rescode.html
const full = 13;
const readOnly = 8;

/** Tells what is the matter from an error of node:sqlite or of the file system. */
export function writeProblemOf(error: unknown): WriteProblem {
  const { errcode, code } = error as { errcode?: unknown; code?: unknown };
  if (typeof errcode === 'number' && (errcode & 0xff) === full) return 'disk-full';
  if (typeof errcode === 'number' && (errcode & 0xff) === readOnly) return 'read-only';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  if (code === 'EROFS' || code === 'EACCES') return 'read-only';
  return 'failed';
}
