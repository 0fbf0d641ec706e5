/** G.711 µ-law (ITU-T G.711; RTP payload type 0 of RFC 3551): one byte for each sample. */

const bias = 0x84;
const clip = 32_635;

/** The µ-law byte that stands for silence (sample 0). */
export const pcmuSilence = 0xff;

/** One signed 16-bit sample → one µ-law byte. */
function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), clip) + bias;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

function decodeByte(byte: number): number {
  const bits = ~byte & 0xff;
  const exponent = (bits >> 4) & 0x07;
  const magnitude = (((bits & 0x0f) << 3) + bias) << exponent;
  return bits & 0x80 ? bias - magnitude : magnitude - bias;
}

const decoded = Int16Array.from({ length: 256 }, (_, byte) => decodeByte(byte));

/** Signed 16-bit samples → µ-law bytes, as many as there are samples. */
export function encodePcmu(samples: Int16Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(samples, encodeSample);
}

/** µ-law bytes → signed 16-bit samples, as many as there are bytes. */
export function decodePcmu(bytes: Uint8Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(bytes, (byte) => decoded[byte] ?? 0);
}
