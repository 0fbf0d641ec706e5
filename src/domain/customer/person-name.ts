/** Family names that are written before the given name in Vietnamese, with their accents. */
const vietnameseFamilies = new Set(
  (
    'Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh ' +
    'Trương Đinh Lâm Phùng Mai Tô Hà Tạ Chu'
  ).split(' '),
);
const vietnameseLetters = /[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]/u;
const han = /^\p{Script=Han}+$/u;

export type NameParts = {
  readonly given: string;
  readonly middle: string;
  readonly family: string;
};

/**
 * A person's whole name in the order its language writes it: 欧阳若曦 and Nguyễn Thị Hà begin with
 * the family, Margaret O'Brien with the given name. The letters are left as they are.
 */
export function fullName({ given, middle, family }: NameParts): string {
  if (han.test(family) && han.test(given)) return `${family}${middle}${given}`;
  const familyFirst =
    vietnameseFamilies.has(family.normalize('NFC')) &&
    vietnameseLetters.test(`${given}${middle}${family}`.normalize('NFC'));
  const parts = familyFirst ? [family, middle, given] : [given, middle, family];
  return parts.filter((part) => part !== '').join(' ');
}

/**
 * What two records of one person have in common, however the name was typed: without accents,
 * marks, case, order, and without a middle name. `O'Brien` and `OBRIEN` are the same here, and
 * `Nguyễn` and `Nguyen`. Only for comparing, never for showing.
 */
export function nameKey({ given, family }: Pick<NameParts, 'given' | 'family'>): string {
  return `${given} ${family}`
    .normalize('NFD')
    .replace(/[\u0110\u0111]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .split(/\s+/)
    .filter((part) => part !== '')
    .sort()
    .join(' ');
}
