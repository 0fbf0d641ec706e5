import { pinyin } from 'pinyin-pro';

/**
 * Chinese characters as syllables without tones, one for each, `ü` as `v`. A family name in front is
 * read as one: 曾 is `zeng` and 单 is `shan`, which they are nowhere else.
 */
export function pinyinOf(han: string): readonly string[] {
  return pinyin(han, { toneType: 'none', type: 'array', surname: 'head', v: true });
}
