import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

type Entry = {
  files?: Record<string, Entry>;
  offset?: string;
  size?: number;
  executable?: boolean;
  unpacked?: boolean;
  link?: string;
};

/** Where a header's JSON starts: after four little-endian 32-bit sizes. */
const JSON_AT = 16;

/**
 * Plain Node cannot read an archive, so it is unpacked once, into a cache folder named by its hash.
 *
 * @returns The folder.
 */
export async function unpackOnce(archive: string): Promise<string> {
  const digest = createHash('sha256')
    .update(await readFile(archive))
    .digest('hex')
    .slice(0, 32);
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'chromium-host', digest);
  if (existsSync(folder)) return folder;
  const partial = `${folder}.${process.pid}`;
  await mkdir(dirname(folder), { recursive: true });
  await unpack(archive, partial);
  try {
    await rename(partial, folder);
  } catch (error) {
    // Another start was faster: its folder is the same.
    await rm(partial, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Writes all files of an archive, with those that lie unpacked beside it, into a new folder. */
export async function unpack(archive: string, folder: string): Promise<void> {
  const file = await open(archive, 'r');
  try {
    const sizes = Buffer.alloc(JSON_AT);
    await file.read(sizes, 0, JSON_AT, 0);
    const json = Buffer.alloc(sizes.readUInt32LE(12));
    await file.read(json, 0, json.length, JSON_AT);
    const root = JSON.parse(json.toString('utf8')) as Entry;
    const dataAt = 8 + sizes.readUInt32LE(4);

    const write = async (entry: Entry, path: string): Promise<void> => {
      const target = join(folder, path);
      if (entry.files !== undefined) {
        await mkdir(target, { recursive: true });
        for (const [name, inside] of Object.entries(entry.files)) {
          if (name === '..' || name.includes('/'))
            throw new Error(`${archive} is damaged: ${name}`);
          await write(inside, join(path, name));
        }
      } else if (entry.link !== undefined) await symlink(join(folder, entry.link), target);
      else if (entry.unpacked) await copyFile(join(`${archive}.unpacked`, path), target);
      else {
        const content = Buffer.alloc(entry.size ?? 0);
        await file.read(content, 0, content.length, dataAt + Number(entry.offset ?? 0));
        await writeFile(target, content, { mode: entry.executable ? 0o755 : 0o644 });
      }
    };
    await write(root, '');
  } finally {
    await file.close();
  }
}
