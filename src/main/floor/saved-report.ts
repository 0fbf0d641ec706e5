import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

type Saved = { readonly kind: 'saved'; readonly path: string } | { readonly kind: 'broken-off' };

/**
 * Saves a report under a name of its own in the folder. Until the last byte is there it is called
 * otherwise: half a report that looks whole is worse than none. Throws what the disk says.
 */
export async function saveReportAs(
  name: string,
  folder: string,
  body: ReadableStream<Uint8Array>,
): Promise<Saved> {
  await mkdir(folder, { recursive: true });
  const { path, partPath, file } = await reserved(folder, name);
  try {
    const whole = await copied(body, file).finally(() => file.close());
    if (whole) await rename(partPath, path);
    return whole ? { kind: 'saved', path } : { kind: 'broken-off' };
  } finally {
    await rm(partPath, { force: true });
  }
}

/** False when the network ended it. */
async function copied(body: ReadableStream<Uint8Array>, file: FileHandle): Promise<boolean> {
  const reader = body.getReader();
  try {
    for (;;) {
      const read = await reader.read().catch(() => null);
      if (!read) return false;
      if (read.done) {
        await file.sync();
        return true;
      }
      await file.appendFile(read.value);
    }
  } finally {
    // Of a disk that is full: the rest need not come.
    void reader.cancel().catch(() => undefined);
  }
}

/** A name beside what is there and what is being saved; what a list was called may hold anything. */
async function reserved(folder: string, name: string) {
  const plain =
    basename(name)
      .replace(/\.[a-z0-9]{1,5}$/i, '')
      .replace(/[^\p{L}\p{N} ._-]/gu, '_')
      .replace(/^\.+/, '')
      .slice(0, 80) || 'list';
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` ${number}`;
    const path = join(folder, `${plain} report${suffix}.csv`);
    const partPath = `${path}.part`;
    if (existsSync(path)) continue;
    try {
      return { path, partPath, file: await open(partPath, 'wx') };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
