import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { type BackupHeader, type BackupLine, backupFormat, backupLine } from './backup-format.ts';

/** A file that is no backup, or not whole any more. */
export class BackupError extends Error {}

/** The lines of a backup, each parsed. Whether they are all there only `checkBackup` knows. */
export async function* backupLines(path: string): AsyncGenerator<BackupLine> {
  for await (const text of textLines(path)) yield parse(text);
}

/**
 * Reads a backup from end to end, without using it.
 *
 * @throws BackupError when it is of another format, cut short, or changed.
 */
export async function checkBackup(path: string): Promise<BackupHeader & { readonly rows: number }> {
  const digest = createHash('sha256');
  let header: BackupHeader | null = null;
  let rows = 0;
  let ended = false;
  for await (const text of textLines(path)) {
    const line = parse(text);
    if (ended) throw new BackupError('it goes on after its end');
    if (header === null) {
      if (line.kind !== 'header') throw new BackupError('it does not begin as a backup');
      if (line.format !== backupFormat) {
        throw new BackupError(
          `it is of the format ${line.format}; this program reads ${backupFormat}`,
        );
      }
      header = line;
    }
    if (line.kind === 'row') rows += 1;
    if (line.kind === 'end') {
      ended = true;
      if (line.rows !== rows || line.sha256 !== digest.digest('hex')) {
        throw new BackupError('it was changed since it was written');
      }
    } else digest.update(`${text}\n`);
  }
  if (header === null || !ended) throw new BackupError('it is cut short');
  return { ...header, rows };
}

async function* textLines(path: string): AsyncGenerator<string> {
  const plain = createGunzip();
  // What goes wrong with the file destroys `plain` too, and is thrown where it is read.
  pipeline(createReadStream(path), plain, () => undefined);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for await (const chunk of plain) {
      const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('Z_')) throw error;
    throw new BackupError(code === 'Z_BUF_ERROR' ? 'it is cut short' : 'it is damaged');
  }
  if (rest !== '') throw new BackupError('it is cut short');
}

function parse(text: string): BackupLine {
  try {
    const parsed = backupLine.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // Not JSON is no line of a backup.
  }
  throw new BackupError('it has a line that is none of a backup');
}
