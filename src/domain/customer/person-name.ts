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

/** Chinese family names of two characters; all others have one. */
const doubleFamilies = new Set(
  '欧阳 歐陽 上官 司马 司馬 诸葛 諸葛 司徒 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 令狐 慕容 夏侯 南宫 南宮 端木'.split(
    ' ',
  ),
);
/** What stands before a family name and belongs to it. */
const particles = new Set(
  'van von de der den di da del della la le bin al ter ten dos du'.split(' '),
);

/**
 * A whole name in its parts, by the order its language writes it: 欧阳若曦, Nguyễn Thị Hà, O'Brien,
 * Margaret, Margaret O'Brien. A guess where a language allows several; nothing is lost by it.
 */
export function splitName(full: string): NameParts {
  if (han.test(full)) {
    const length = doubleFamilies.has(full.slice(0, 2)) && full.length > 2 ? 2 : 1;
    return { family: full.slice(0, length), middle: '', given: full.slice(length) };
  }
  const comma = full.indexOf(',');
  if (comma > 0) {
    const [given = '', ...rest] = words(full.slice(comma + 1));
    return { family: full.slice(0, comma).trim(), middle: rest.join(' '), given };
  }
  const all = words(full);
  const [first = ''] = all;
  if (all.length < 2) return { family: '', middle: '', given: first };
  const normal = first.normalize('NFC');
  if (vietnameseFamilies.has(normal) && vietnameseLetters.test(full.normalize('NFC'))) {
    return { family: first, middle: all.slice(1, -1).join(' '), given: all.at(-1) ?? '' };
  }
  let start = all.length - 1;
  while (start > 1 && particles.has((all[start - 1] ?? '').toLowerCase())) start -= 1;
  return {
    family: all.slice(start).join(' '),
    middle: all.slice(1, start).join(' '),
    given: first,
  };
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((part) => part !== '');
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

/** Family names of two characters; everywhere else a Chinese family name has one. */
const longChineseFamilies = new Set(
  '欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 夏侯 端木 南宫 南宮'.split(
    ' ',
  ),
);

/**
 * A whole name taken apart, as its language orders it: what an agent types during a call is one
 * line. A guess that stands until somebody says otherwise.
 */
export function nameParts(full: string): { readonly given: string; readonly family: string } {
  const name = full.trim().replace(/\s+/g, ' ');
  if (han.test(name)) {
    const length = longChineseFamilies.has(name.slice(0, 2)) && name.length > 2 ? 2 : 1;
    return { family: name.slice(0, length), given: name.slice(length) };
  }
  const words = name.split(' ');
  if (words.length < 2) return { given: name, family: '' };
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  const familyFirst =
    vietnameseFamilies.has(first.normalize('NFC')) && vietnameseLetters.test(name.normalize('NFC'));
  return familyFirst ? { given: last, family: first } : { given: first, family: last };
}

/** The whole name after its parts were corrected: what stands between them stays. */
export function renamed(
  before: { readonly full: string; readonly given: string; readonly family: string },
  parts: { readonly given: string; readonly family: string },
): string {
  const { full, given, family } = before;
  const holdsBoth = given !== '' && family !== '' && full.includes(given) && full.includes(family);
  if (!holdsBoth || given === family) return fullName({ ...parts, middle: '' });
  const between = '\u0000';
  return full
    .replace(family, () => between)
    .replace(given, () => parts.given)
    .replace(between, () => parts.family);
}
