import type { RowReport } from '../../contract/http/lead-list.ts';
import type { Finding, FindingCode } from '../../domain/campaign/lead-row.ts';

/** What somebody who reads the report can do about each finding. */
export const advice: Readonly<Record<FindingCode, string>> = {
  'already-in-campaign': 'This person is in the campaign already; nothing was added.',
  'ambiguous-date':
    'Day and month of this date can be told apart in two ways; it was kept as written. Write it as 2026-04-03.',
  'blocked-number':
    'The number must not be called. The person is kept in the list and is not offered.',
  'broken-card': 'This vCard cannot be read. Export the contact anew.',
  'country-and-code-differ':
    'The number belongs to another country than the address. Check phone_code and country_code.',
  'country-unknown': 'This is no country we know. Write its two letters, such as US or VN.',
  'cut-to-fit': 'The text was cut to 500 characters.',
  'duplicate-in-list': 'The same person stands further up in this file; the rows were merged.',
  extension: 'The extension is kept in the detail. The number itself is dialed without it.',
  'formula-error':
    'The spreadsheet shows an error in this cell. Mend its formula and export again.',
  'formula-text':
    'A spreadsheet would compute this text. It is kept as it is, and exported with an apostrophe.',
  'full-width': 'Full-width digits were read as ordinary ones.',
  'header-repeated': 'The row repeats the header, as files do that were joined. It was left out.',
  'invisible-characters': 'Signs that cannot be seen were taken out of this cell.',
  'known-customer': 'We know this person; the row was merged with the record we have.',
  'lost-leading-zero':
    'A leading zero was missing and was put back. Export the column as text to keep it.',
  'lost-letters':
    'Letters of this cell are lost (�). Choose another encoding, or export the file again as UTF-8.',
  mojibake:
    'This text was saved in a wrong encoding before it came here. Export it again as UTF-8.',
  'mojibake-mended': 'This text was saved in a wrong encoding; its letters were put right.',
  'n11-exchange': 'No subscriber has such a number (N11 is a service code). Ask for the right one.',
  'no-name': 'The row has no name. The person is shown by number.',
  'no-number': 'The row has no telephone number.',
  'not-a-date': 'This is not a date; it was kept as written.',
  'not-a-number': 'This is not a telephone number of its country. Check the digits.',
  'not-a-rank': 'The rank is not a whole number; 0 was taken.',
  'not-an-email': 'This is not an e-mail address; it was left out.',
  'other-number-taken': 'The main number is missing or wrong; the next one of the row is called.',
  'scientific-notation':
    'A spreadsheet has rounded this number and its last digits are lost. Export it as text.',
  'several-numbers': 'The cell held several numbers; the first is called, the others are kept.',
  'shared-number': 'Another person of this file has the same number; both are in the campaign.',
  'stored-as-number':
    'The workbook holds this as a number, which loses leading zeros. Format the column as text.',
  'too-few-columns': 'The row was cut or broken in two. Mend it and import the file again.',
  'too-many-columns': 'The row has more cells than the file has columns; the last were left out.',
  'unknown-country':
    'The number has no plus and nothing names its country. Choose the country of the list.',
};

const longestValue = 80;

/** Findings as the report shows them. */
export function inReport(findings: readonly Finding[]): RowReport['findings'] {
  return findings.map(({ code, column, value }) => ({
    code,
    column: column.slice(0, 64).toWellFormed(),
    value: value.slice(0, longestValue).toWellFormed(),
    advice: advice[code],
  }));
}
