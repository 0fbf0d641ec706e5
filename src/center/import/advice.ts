import type { RowReport } from '../../contract/http/lead-list.ts';
import type { Finding, FindingCode } from '../../domain/campaign/lead-row.ts';

/** What somebody who reads the report can do about each finding. */
const advice: Readonly<Record<FindingCode, string>> = {
  'already-in-campaign': 'This person is in the campaign already; nothing was added.',
  'blocked-number':
    'The number must not be called. The person is kept in the list and is not offered.',
  'country-and-code-differ':
    'The number belongs to another country than the address. Check phone_code and country_code.',
  'cut-to-fit': 'The text was cut to 500 characters.',
  'duplicate-in-list': 'The same person stands further up in this file; the rows were merged.',
  extension: 'The extension is kept in the detail. The number itself is dialed without it.',
  'known-customer': 'We know this person; the row was merged with the record we have.',
  'lost-leading-zero':
    'A leading zero was missing and was put back. Export the column as text to keep it.',
  'n11-exchange': 'No subscriber has such a number (N11 is a service code). Ask for the right one.',
  'no-name': 'The row has no name. The person is shown by number.',
  'no-number': 'The row has no telephone number.',
  'not-a-number': 'This is not a telephone number of its country. Check the digits.',
  'not-a-rank': 'The rank is not a whole number; 0 was taken.',
  'scientific-notation':
    'A spreadsheet has rounded this number and its last digits are lost. Export it as text.',
  'several-numbers': 'The cell held several numbers; the first is called, the others are kept.',
  'shared-number': 'Another person of this file has the same number; both are in the campaign.',
  'too-few-columns': 'The row was cut or broken in two. Mend it and import the file again.',
  'too-many-columns': 'The row has more cells than the file has columns; the last were left out.',
  'unknown-country': 'The number has no plus and the row names no country. Fill in phone_code.',
};

const longestValue = 80;

/** Findings as the report shows them. */
export function inReport(findings: readonly Finding[]): RowReport['findings'] {
  return findings.map(({ code, column, value }) => ({
    code,
    column,
    value: value.slice(0, longestValue).toWellFormed(),
    advice: advice[code],
  }));
}
