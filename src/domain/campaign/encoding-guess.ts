/** Encodings that lists come in (labels of the WHATWG Encoding Standard). */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'windows-1258',
  'windows-1252',
] as const;
export type Encoding = (typeof encodings)[number];

const han = /\p{Script=Han}/gu;
/** The 3,500 commonest characters live in GB 2312's first plane; these fifty are in most lists. */
const commonHan =
  /[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗市区路号省县街电话姓名北京上海广州]/gu;
/** Letters that Vietnamese alone has. */
const vietnamese = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]/gu;
/** A tone mark that no vowel of Vietnamese stands before: the guess is wrong. */
const strayMark = /[^aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ\u00c0-\u1ef9][\u0300\u0301\u0303\u0309\u0323]/gu;
const western = /[àáâäåæçèéêëìíîïñòóôöøùúûüßÀÁÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜ]/gu;
const nonsense = /[\u0080-\u009f\ufffd\ue000-\uf8ff]/gu;
const signs = /[¡-¿×÷ƒˆ˜†‡‰‹›™•„‚]/gu;

/**
 * How likely a text is what somebody wrote, after it was decoded in one of several ways: higher is
 * likelier. Compared between decodings of the same bytes only.
 */
export function plausibility(encoding: Encoding, text: string): number {
  const count = (pattern: RegExp) => (text.match(pattern) ?? []).length;
  const letters = Math.max(1, text.replace(/[\p{ASCII}]/gu, '').length);
  const bad = count(nonsense) * 6 + count(strayMark) * 3 + count(signs);
  const good =
    encoding === 'gb18030' || encoding === 'big5'
      ? count(han) + count(commonHan) * 2
      : encoding === 'windows-1258'
        ? count(vietnamese) * 1.5 + count(western) * 0.8
        : // What both can read is Western.
          count(western) * 0.85;
  return (good - bad * 2) / letters;
}

export type EncodingGuess = { readonly encoding: Encoding; readonly confidence: number };

/** The likeliest of some decodings; the distance to the second tells how sure that is. */
export function likeliest(
  decodings: readonly { readonly encoding: Encoding; readonly text: string }[],
): EncodingGuess {
  const scored = decodings
    .map(({ encoding, text }) => ({ encoding, score: plausibility(encoding, text) }))
    .sort((one, other) => other.score - one.score);
  const [best, second] = scored;
  if (!best) return { encoding: 'utf-8', confidence: 0 };
  const distance = best.score - (second?.score ?? best.score - 1);
  const confidence = Math.max(0.3, Math.min(0.95, 0.5 + distance / 2));
  return { encoding: best.encoding, confidence };
}
