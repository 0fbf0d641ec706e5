import { countryOf } from '../customer/country.ts';
import { narrow } from './cell-text.ts';
import {
  headerKey,
  type LeadField,
  leadColumns,
  repeatable,
  vicidialField,
  vicidialMapping,
} from './lead-list.ts';

/** What a column seems to be, and how sure that is: 1 is certain, below 0.7 somebody must look. */
export type ColumnGuess = {
  readonly field: LeadField;
  readonly confidence: number;
};

export type TableGuess = {
  readonly hasHeader: boolean;
  /** Names of the columns: the header's, VICIdial's, or empty. */
  readonly headers: readonly string[];
  readonly columns: readonly ColumnGuess[];
};

/** Below this a guess is shown as a question. */
export const sureEnough = 0.7;

/** Words of headers, in English, Chinese and Vietnamese; compared without accents and signs. */
const headerWords: readonly (readonly [LeadField, string])[] = [
  [
    'phone',
    'phone|phone number|telephone|telephone number|tel|mobile|mobile phone|mobile number|cell|cell phone|phone 1|primary phone|main phone|number|phone no|tel no|电话|電話|手机|手機|手机号|手机号码|手機號碼|电话号码|電話號碼|联系电话|聯絡電話|联系方式|so dien thoai|dien thoai|sdt|so dt|di dong|so di dong|telefon|telefono|telephone portable',
  ],
  [
    'further-phone',
    'alt phone|alternative phone|phone 2|phone 3|phone2|phone3|second phone|other phone|home phone|work phone|business phone|office phone|landline|备用电话|備用電話|其他电话|固定电话|座机|办公电话|家庭电话|dien thoai khac|dien thoai 2|dien thoai nha|dien thoai ban|so phu',
  ],
  [
    'calling-code',
    'phone code|calling code|dial code|country calling code|区号|國碼|国际区号|ma vung|ma quoc gia goi',
  ],
  ['country', 'country|country code|nation|land|pays|国家|國家|国籍|quoc gia|nuoc|ma quoc gia'],
  [
    'full-name',
    'name|full name|fullname|customer|customer name|contact|contact name|client|client name|姓名|名字|客户|客户姓名|客户名称|客戶姓名|联系人|聯絡人|ho ten|ho va ten|ten khach hang|khach hang|ten day du|nguoi lien he|fn',
  ],
  ['given-name', 'first name|firstname|given name|given|forename|vorname|prenom|名|ten|ten goi'],
  ['middle-name', 'middle name|middle initial|middle|中间名|ten dem|ten lot|chu dem'],
  ['family-name', 'last name|lastname|family name|family|surname|nachname|nom|姓|姓氏|ho'],
  ['title', 'title|salutation|form of address|称谓|稱謂|称呼|danh xung|xung ho'],
  [
    'street',
    'address|street|street address|address 1|address 2|address 3|address1|address2|address3|address line 1|address line 2|mailing street|地址|街道|详细地址|詳細地址|住址|dia chi|duong|so nha|strasse|adresse',
  ],
  [
    'town',
    'city|town|place|locality|suburb|mailing city|城市|市|thanh pho|quan huyen|tp|ort|stadt|ville',
  ],
  ['region', 'state|province|region|county|mailing state|省|省份|州|tinh|tinh thanh|khu vuc'],
  [
    'postal-code',
    'postal code|post code|postcode|zip|zip code|zipcode|plz|邮编|郵編|邮政编码|郵遞區號|ma buu dien|ma buu chinh',
  ],
  [
    'email',
    'email|e mail|mail|email address|e mail address|邮箱|郵箱|电子邮件|电子邮箱|電子郵件|thu dien tu|dia chi email',
  ],
  [
    'why',
    'why|reason|reason for call|subject|topic|原因|事由|来电原因|致电原因|主题|ly do|ly do goi|noi dung|chu de',
  ],
  [
    'detail',
    'detail|details|note|notes|comment|remark|remarks|memo|description|info|备注|備註|说明|說明|详情|ghi chu|chi tiet|mo ta|luu y',
  ],
  [
    'date',
    'date|date of birth|birth date|birthday|birthdate|dob|contract end|due date|日期|生日|出生日期|到期日|ngay|ngay sinh|ngay het han',
  ],
  ['rank', 'rank|priority|order|优先级|優先級|级别|uu tien|thu tu'],
];

const byWord: ReadonlyMap<string, LeadField> = new Map(
  headerWords.flatMap(([field, words]) =>
    words.split('|').map((word): [string, LeadField] => [word, field]),
  ),
);

/** Guesses what a table's columns are, from its first rows. */
export function guessTable(
  rows: readonly (readonly string[])[],
  asked: { readonly hasHeader: boolean | null } = { hasHeader: null },
): TableGuess {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const [first = []] = rows;
  const body = rows.slice(1);
  const hasHeader = asked.hasHeader ?? looksLikeHeader(first, body);
  const data = hasHeader ? body : rows;
  if (!hasHeader && looksLikeVicidial(data)) {
    const headers = Array.from(
      { length: Math.max(width, leadColumns.length) },
      (_, place) => leadColumns[place] ?? '',
    );
    const columns = headers.map((_, place): ColumnGuess => {
      const field = vicidialMapping.fields[place] ?? 'ignore';
      return { field, confidence: 0.9 };
    });
    return { hasHeader, headers, columns };
  }
  // Cells beyond the header's are surplus of their row.
  const places = Array.from({ length: hasHeader ? first.length : width }, (_, place) => place);
  const headers = places.map((place) =>
    hasHeader ? (first[place] ?? '').replace(/^\ufeff/, '').trim() : '',
  );
  const guesses = places.map((place) =>
    guessColumn(
      headers[place] ?? '',
      data.map((row) => row[place] ?? ''),
    ),
  );
  return { hasHeader, headers, columns: settle(guesses) };
}

/** Each field but the repeatable ones once: the surest column has it. */
function settle(guesses: readonly ColumnGuess[]): readonly ColumnGuess[] {
  const winners = new Map<LeadField, number>();
  for (const [place, { field, confidence }] of guesses.entries()) {
    const before = winners.get(field);
    if (before === undefined || confidence > (guesses[before]?.confidence ?? 0)) {
      winners.set(field, place);
    }
  }
  const named = ['given-name', 'family-name'].every((field) => winners.has(field as LeadField));
  return guesses.map((guess, place): ColumnGuess => {
    if (named && guess.field === 'full-name') return { field: 'ignore', confidence: 0.6 };
    if (repeatable.has(guess.field) || winners.get(guess.field) === place) return guess;
    if (guess.field === 'phone') return { ...guess, field: 'further-phone' };
    return { field: 'ignore', confidence: 0.5 };
  });
}

function guessColumn(header: string, values: readonly string[]): ColumnGuess {
  const byName = guessByHeader(header);
  const byContent = guessByContent(values);
  if (byName === null) return byContent ?? { field: 'ignore', confidence: 0.5 };
  if (byContent === null) {
    // A name is no proof where the content could give one: a "phone" column without numbers.
    return provable.has(byName.field) && values.some((value) => value.trim() !== '')
      ? { ...byName, confidence: byName.confidence * 0.5 }
      : byName;
  }
  const same =
    byName.field === byContent.field ||
    (byContent.field === 'phone' && byName.field === 'further-phone');
  if (same) return { ...byName, confidence: Math.min(1, byName.confidence + 0.1) };
  if (provable.has(byName.field) && !provable.has(byContent.field)) {
    return { ...byName, confidence: byName.confidence * 0.5 };
  }
  // Digits alone may be a postal code, a rank or an order number: the name decides those.
  return byContent.confidence > 0.85 && provable.has(byContent.field)
    ? { ...byContent, confidence: 0.6 }
    : byName;
}

const provable: ReadonlySet<LeadField> = new Set(['phone', 'further-phone', 'email']);

function guessByHeader(header: string): ColumnGuess | null {
  const vicidial = vicidialField(header);
  if (vicidial) return { field: vicidial, confidence: 0.95 };
  const key = plainKey(header);
  if (key === '') return null;
  const exact = byWord.get(key);
  if (exact) return { field: exact, confidence: 0.9 };
  let best: { field: LeadField; length: number } | null = null;
  for (const [word, field] of byWord) {
    const within = /^[a-z]/.test(word) ? ` ${key} `.includes(` ${word} `) : key.includes(word);
    // One character or two letters are in too many words.
    const tells = /^[a-z]/.test(word) ? word.length > 3 : word.length > 1;
    if (within && tells && (!best || word.length > best.length))
      best = { field, length: word.length };
  }
  return best && { field: best.field, confidence: 0.75 };
}

function plainKey(header: string): string {
  return headerKey(header)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function guessByContent(values: readonly string[]): ColumnGuess | null {
  const filled = values.map((value) => narrow(value.trim())).filter((value) => value !== '');
  if (filled.length === 0) return null;
  const share = (is: (value: string) => boolean) => filled.filter(is).length / filled.length;
  const emails = share((value) => value.length <= 320 && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value));
  if (emails > 0.6) return { field: 'email', confidence: 0.6 + emails * 0.3 };
  const phones = share(looksLikePhone);
  if (phones > 0.6) return { field: 'phone', confidence: 0.55 + phones * 0.35 };
  const countries = share((value) => /^[A-Za-z]{2,3}$/.test(value) && countryOf(value) !== '');
  if (countries > 0.9) return { field: 'country', confidence: 0.7 };
  const dates = share((value) => /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/.test(value));
  if (dates > 0.8) return { field: 'date', confidence: 0.6 };
  const postal = share((value) =>
    /^(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/.test(value),
  );
  if (postal > 0.8) return { field: 'postal-code', confidence: 0.55 };
  const names = share(
    (value) =>
      /^\p{Lu}[\p{L}\p{M}'’.-]+(?: \p{Lu}[\p{L}\p{M}'’.-]*)+$/u.test(value) ||
      /^\p{Script=Han}{2,4}$/u.test(value),
  );
  return names > 0.7 ? { field: 'full-name', confidence: 0.5 } : null;
}

function looksLikePhone(value: string): boolean {
  if (/^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/.test(value)) return false;
  if (/^\d+(?:[.,]\d+)?E\+\d+$/i.test(value)) return true;
  const digits = value.replace(/\D/g, '').length;
  return (
    digits >= 8 &&
    digits <= 40 &&
    /^['"=]*(?:tel:)?[+(\d][\d\s().\-/+x;:,]*(?:ext\.? ?\d+)?"?$/i.test(value)
  );
}

function looksLikeHeader(first: readonly string[], body: readonly (readonly string[])[]): boolean {
  const filled = first.filter((cell) => cell.trim() !== '');
  if (filled.length === 0) return false;
  if (filled.some((cell) => looksLikePhone(narrow(cell.trim())) || cell.includes('@')))
    return false;
  if (filled.some((cell) => vicidialField(cell) || byWord.has(plainKey(cell)))) return true;
  // Words above numbers are a header in any language.
  return (
    body.length > 0 &&
    first.some((_, place) => guessByContent(body.map((row) => row[place] ?? ''))?.field === 'phone')
  );
}

/** A file in VICIdial's order has its calling code and its number in the fourth and fifth column. */
function looksLikeVicidial(rows: readonly (readonly string[])[]): boolean {
  const whole = rows.filter((row) => row.length >= 9);
  if (whole.length === 0 || whole.length < rows.length * 0.6) return false;
  const fits = whole.filter(
    (row) => /^\+?\d{0,4}$/.test((row[3] ?? '').trim()) && /\d{2}|^$/.test(row[4] ?? ''),
  );
  const numbers = whole.filter((row) =>
    looksLikePhone(narrow((row[4] ?? '').trim()).replace(/^(\d+)\.0$/, '$1')),
  );
  return fits.length >= whole.length * 0.6 && numbers.length >= whole.length * 0.5;
}
