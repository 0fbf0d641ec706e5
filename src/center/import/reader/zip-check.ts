import { inflateRawSync } from 'node:zlib';
import { Unusable } from './table.ts';

const largestBytes = 256 * 1_048_576;
const mostEntries = 2_000;
const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;
const directoryEntryBytes = 46;

/**
 * An archive with just the files that its directory lists, each found to unpack to the size that
 * the directory claims (PKWARE APPNOTE 4.3.12). Who reads an archive as a stream goes by the headers
 * between the files: those of the original may say something else, or name files nobody checked.
 *
 * @throws Unusable when it unpacks to more than it may, before anything unpacks it in earnest.
 */
export function checkedArchive(content: Buffer): Buffer {
  const broken = () =>
    new Unusable(
      'unsupported-format',
      'damaged-workbook',
      'The workbook is damaged. Open it, save it anew, try again.',
    );
  const end = content.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || content.length < end + 22 || content.readUInt32LE(end) !== endOfDirectory) {
    throw broken();
  }
  const entries = content.readUInt16LE(end + 10);
  let place = content.readUInt32LE(end + 16);
  if (entries > mostEntries) throw tooLarge();
  let total = 0;
  const files: Buffer[] = [];
  for (let index = 0; index < entries; index += 1) {
    const whole = place + directoryEntryBytes <= content.length;
    if (!whole || content.readUInt32LE(place) !== directoryEntry) throw broken();
    const method = content.readUInt16LE(place + 10);
    const packed = content.readUInt32LE(place + 20);
    const claimed = content.readUInt32LE(place + 24);
    total += claimed;
    if (total > largestBytes) throw tooLarge();
    const local = content.readUInt32LE(place + 42);
    const whereLocal = local + 30 <= content.length && content.readUInt32LE(local) === localHeader;
    if (!whereLocal || (method !== 0 && method !== 8)) throw broken();
    const start = local + 30 + content.readUInt16LE(local + 26) + content.readUInt16LE(local + 28);
    const data = content.subarray(start, start + packed);
    if (method === 8) inflate(data, claimed, broken);
    const nameBytes = content.readUInt16LE(place + 28);
    const name = content.subarray(
      place + directoryEntryBytes,
      place + directoryEntryBytes + nameBytes,
    );
    files.push(headerOf(content.subarray(place), data.length), name, data);
    place +=
      directoryEntryBytes +
      nameBytes +
      content.readUInt16LE(place + 30) +
      content.readUInt16LE(place + 32);
  }
  return Buffer.concat([...files, endOf()]);
}

/** The header before a file, from its entry in the directory: its sizes, and nothing else. */
function headerOf(entry: Buffer, packed: number): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(localHeader, 0);
  entry.copy(header, 4, 6, 28);
  // Sizes stand here and not behind the data.
  header.writeUInt16LE(entry.readUInt16LE(8) & ~8, 6);
  header.writeUInt32LE(packed, 18);
  entry.copy(header, 26, 28, 30);
  return header;
}

/** A directory that says nothing: what reads a stream has all it needs by then. */
function endOf(): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endOfDirectory, 0);
  return end;
}

function inflate(data: Buffer, claimed: number, broken: () => Unusable): void {
  try {
    inflateRawSync(data, { maxOutputLength: Math.max(1, claimed) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : broken();
  }
}

function tooLarge(): Unusable {
  const detail =
    'The workbook unpacks to more than 256 MB. Keep only the sheet with the list, and save it anew.';
  return new Unusable('too-large', 'unpacks-too-large', detail);
}
