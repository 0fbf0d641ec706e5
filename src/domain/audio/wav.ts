/** Sound as it comes out of a WAV file: one channel, signed 16-bit samples. */
export interface Recording {
  readonly sampleRateHz: number;
  readonly samples: Int16Array;
}

export type WavError =
  | { readonly kind: 'not-wav' }
  | { readonly kind: 'truncated' }
  /** `encoding` is the format tag of the file (1 is PCM). */
  | {
      readonly kind: 'unsupported';
      readonly encoding: number;
      readonly channels: number;
      readonly bitsPerSample: number;
    };

export type WavResult =
  | { readonly ok: true; readonly recording: Recording }
  | { readonly ok: false; readonly error: WavError };

/** The four-letter name of a chunk of a RIFF file. */
function nameAt(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}

/**
 * Reads a RIFF/WAVE file. Only mono 16-bit PCM is taken, at any rate: that is what the voices
 * of the practice customers are made as; anything else is named in the error.
 */
export function parseWav(bytes: Uint8Array): WavResult {
  if (nameAt(bytes, 0) !== 'RIFF' || nameAt(bytes, 8) !== 'WAVE') {
    return { ok: false, error: { kind: 'not-wav' } };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sampleRateHz = 0;
  for (let offset = 12; offset + 8 <= bytes.length; ) {
    const length = view.getUint32(offset + 4, true);
    const start = offset + 8;
    if (start + length > bytes.length) return { ok: false, error: { kind: 'truncated' } };
    switch (nameAt(bytes, offset)) {
      case 'fmt ': {
        if (length < 16) return { ok: false, error: { kind: 'truncated' } };
        const encoding = view.getUint16(start, true);
        const channels = view.getUint16(start + 2, true);
        const bitsPerSample = view.getUint16(start + 14, true);
        if (encoding !== 1 || channels !== 1 || bitsPerSample !== 16) {
          return {
            ok: false,
            error: { kind: 'unsupported', encoding, channels, bitsPerSample },
          };
        }
        sampleRateHz = view.getUint32(start + 4, true);
        break;
      }
      case 'data': {
        if (sampleRateHz === 0) return { ok: false, error: { kind: 'not-wav' } };
        const samples = Int16Array.from({ length: length >> 1 }, (_, index) =>
          view.getInt16(start + 2 * index, true),
        );
        return { ok: true, recording: { sampleRateHz, samples } };
      }
      default:
    }
    // Chunks are padded to an even length.
    offset = start + length + (length & 1);
  }
  return { ok: false, error: { kind: 'truncated' } };
}

/** Writes a mono 16-bit PCM WAV file. */
export function formatWav({ sampleRateHz, samples }: Recording): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(44 + 2 * samples.length);
  const view = new DataView(bytes.buffer);
  const write = (offset: number, name: string) => {
    for (const [index, letter] of [...name].entries()) bytes[offset + index] = letter.charCodeAt(0);
  };
  write(0, 'RIFF');
  view.setUint32(4, 36 + 2 * samples.length, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, 2 * sampleRateHz, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  for (const [index, sample] of samples.entries()) view.setInt16(44 + 2 * index, sample, true);
  return bytes;
}
