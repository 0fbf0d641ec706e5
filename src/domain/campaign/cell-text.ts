/** What is odd about a cell's letters. */
export type TextTrouble =
  | 'invisible-characters'
  | 'mojibake'
  | 'mojibake-mended'
  | 'lost-letters'
  | 'formula-text'
  | 'formula-error';

export type CleanText = { readonly text: string; readonly troubles: readonly TextTrouble[] };

/**
 * Signs that are not seen and break a comparison: zero width space, byte order mark, word joiner,
 * soft hyphen, direction marks, control characters. Joiners that Persian and Indic spelling need
 * stay.
 */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** Spaces of other widths: no-break, narrow, ideographic. */
const oddSpace = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** UTF-8 that was read as Windows-1252 once: `Ã©`, `á»…`, `â€™`. */
const mojibake = /[\u00c2-\u00c6\u00c8-\u00ef][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]/;
/** What no language writes: certain even where it cannot be turned back. */
const surelyMojibake = /Ã[\u0080-\u00bf\u0192\u2026\u2030\u0161]|á»|áº|â€|Ä[ƒ‘]|Æ[°¡]/;
const lost = /\ufffd/;
/** A cell that a spreadsheet would compute (CWE-1236). `+` and `-` before digits are numbers. */
const formula = /^(?:[=@]|[+-](?![\d\s(]))/;
const formulaError = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/i;

/**
 * A cell as it will be kept: nothing invisible in it, single spaces, letters that were read in the
 * wrong encoding put right where that is certain. Line breaks become `lineBreak`.
 */
export function cleanText(written: string, lineBreak = ' '): CleanText {
  const troubles: TextTrouble[] = [];
  const bare = withoutFormula(written.trim());
  let text = bare.replace(invisible, '');
  const spaced = text.replace(oddSpace, ' ');
  // An ideographic space between Chinese names is no accident; one around a value is.
  if (text.length !== bare.length || /[\u00a0\u2007\u202f]/.test(text)) {
    troubles.push('invisible-characters');
  }
  text = spaced
    .split(/[\r\n\u2028\u2029\u0085]+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join(lineBreak);
  if (mojibake.test(text)) {
    const mended = mend(text);
    if (mended !== null) troubles.push('mojibake-mended');
    else if (surelyMojibake.test(text)) troubles.push('mojibake');
    text = mended ?? text;
  }
  if (lost.test(text)) troubles.push('lost-letters');
  if (formulaError.test(text)) {
    troubles.push('formula-error');
    text = '';
  } else if (formula.test(text)) troubles.push('formula-text');
  return { text, troubles };
}

/** `="0123"`, the way to make a spreadsheet keep `0123` as it stands, as what it keeps. */
function withoutFormula(cell: string): string {
  if (cell.length < 3 || !cell.startsWith('="') || !cell.endsWith('"')) return cell;
  const inner = cell.slice(2, -1);
  return inner.replaceAll('""', '').includes('"') ? cell : inner.replaceAll('""', '"');
}

/** Windows-1252's letters at 0x80 to 0x9f (WHATWG Encoding, index windows-1252). */
const windows1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** UTF-8 read as Windows-1252, turned back; null unless every letter of it turns back. */
function mend(text: string): string | null {
  let escaped = '';
  for (const letter of text) {
    const place = windows1252.indexOf(letter);
    const byte = place >= 0 ? 0x80 + place : letter.charCodeAt(0);
    if (byte > 0xff || letter.length > 1) return null;
    escaped += `%${byte.toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    // Not UTF-8: it was damaged in another way, or it is a word that looks so.
    return null;
  }
}

/** Digits, plus, brackets and Latin letters of the full-width block as ordinary ones. */
export function narrow(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
  );
}

/**
 * A cell for a CSV file that a spreadsheet opens: what it would compute begins with an apostrophe
 * (OWASP, CSV injection), and quotes stand where the format needs them.
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
