import {
  type Encoding,
  type EncodingGuess,
  likeliest,
} from '../../../domain/campaign/encoding-guess.ts';

const sampleBytes = 256 * 1024;
const legacy: readonly Encoding[] = ['gb18030', 'big5', 'windows-1258', 'windows-1252'];

/**
 * Tells a text's encoding: its byte order mark, else strict UTF-8, else where its zeros are, else
 * the likeliest of the legacy encodings. A guess: whoever sees the result can choose another.
 */
export function guessEncoding(content: Uint8Array): EncodingGuess {
  const [first = 0, second = 0, third = 0] = content;
  if (first === 0xef && second === 0xbb && third === 0xbf) return sure('utf-8');
  if (first === 0xff && second === 0xfe) return sure('utf-16le');
  if (first === 0xfe && second === 0xff) return sure('utf-16be');
  const sample = content.subarray(0, sampleBytes);
  const zeros = zerosOf(sample);
  if (zeros.odd > sample.length / 8 && zeros.even < zeros.odd / 8) return likely('utf-16le');
  if (zeros.even > sample.length / 8 && zeros.odd < zeros.even / 8) return likely('utf-16be');
  if (isUtf8(content)) return sure('utf-8');
  const decodings = legacy.flatMap((encoding) => {
    const text = decodeAs(telling(content), encoding);
    return [{ encoding, text }];
  });
  return likeliest(decodings);
}

/** The whole text; letters that the encoding does not know become U+FFFD. */
export function decodeAs(content: Uint8Array, encoding: Encoding): string {
  // Also takes a byte order mark away.
  const text = new TextDecoder(encoding).decode(content);
  // Windows-1258 writes tone marks apart; Vietnamese is kept in one letter each, as it is typed.
  return encoding === 'windows-1258' ? text.normalize('NFC') : text;
}

function sure(encoding: Encoding): EncodingGuess {
  return { encoding, confidence: 1 };
}

function likely(encoding: Encoding): EncodingGuess {
  return { encoding, confidence: 0.9 };
}

function isUtf8(content: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}

function zerosOf(sample: Uint8Array): { readonly even: number; readonly odd: number } {
  let even = 0;
  let odd = 0;
  for (const [place, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (place % 2 === 0) even += 1;
    else odd += 1;
  }
  return { even, odd };
}

/** The lines that tell an encoding: those with a byte beyond ASCII, at most so many bytes. */
function telling(content: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  let size = 0;
  let start = 0;
  while (start < content.length && size < sampleBytes) {
    const found = content.indexOf(10, start);
    const end = found < 0 ? content.length : found + 1;
    const line = content.subarray(start, end);
    if (line.some((byte) => byte > 0x7f)) {
      lines.push(line);
      size += line.length;
    }
    start = end;
  }
  return Buffer.concat(lines);
}
