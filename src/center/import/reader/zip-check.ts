import { inflateRawSync } from 'node:zlib';
import { Unusable } from './table.ts';

const largestBytes = 256 * 1_048_576;
const mostEntries = 2_000;
const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;
const directoryEntryBytes = 46;

/**
 * Refuses an archive that unpacks to more than it may before anything unpacks it in earnest: the
 * sizes it claims (PKWARE APPNOTE 4.3.12), and whether the data keeps to them.
 */
export function refuseZipBomb(content: Buffer): void {
  const broken = () =>
    new Unusable(
      'unsupported-format',
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
  for (let index = 0; index < entries; index += 1) {
    const whole = place + directoryEntryBytes <= content.length;
    if (!whole || content.readUInt32LE(place) !== directoryEntry) throw broken();
    const method = content.readUInt16LE(place + 10);
    const packed = content.readUInt32LE(place + 20);
    const claimed = content.readUInt32LE(place + 24);
    total += claimed;
    if (total > largestBytes) throw tooLarge();
    const local = content.readUInt32LE(place + 42);
    if (method === 8) inflate(content, local, packed, claimed, broken);
    place +=
      directoryEntryBytes +
      content.readUInt16LE(place + 28) +
      content.readUInt16LE(place + 30) +
      content.readUInt16LE(place + 32);
  }
}

function inflate(
  content: Buffer,
  local: number,
  packed: number,
  claimed: number,
  broken: () => Unusable,
): void {
  if (local + 30 > content.length || content.readUInt32LE(local) !== localHeader) throw broken();
  const start = local + 30 + content.readUInt16LE(local + 26) + content.readUInt16LE(local + 28);
  try {
    inflateRawSync(content.subarray(start, start + packed), {
      maxOutputLength: Math.max(1, claimed),
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : broken();
  }
}

function tooLarge(): Unusable {
  const detail =
    'The workbook unpacks to more than 256 MB. Keep only the sheet with the list, and save it anew.';
  return new Unusable('too-large', detail);
}
