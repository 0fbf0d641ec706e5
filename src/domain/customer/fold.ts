/** Letters that do not come apart into a base and a mark, as people without them type them. */
const plainLetters: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};
const unusual = /[đðøłıßæœþ]/g;

/** Everything that people, keyboards and word processors write for an apostrophe. */
export const apostrophes = /['’‘‛ʼʻ´`′＇]/g;

/**
 * A text for comparing, never for showing: without accents, marks, case and full-width forms.
 * `Nguyễn` and `NGUYEN`, `Đặng` and `dang`, `Åkesson` and `akesson`, `４７１１` and `4711` are one.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(unusual, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC');
}

/** Whether a text holds another one, whatever the accents and the case. */
export function holds(text: string, wanted: string): boolean {
  return fold(text).includes(fold(wanted.trim()));
}
