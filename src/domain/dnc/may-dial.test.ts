import { expect, test } from 'vitest';
import { aDncEntry } from '../../../tests/support/desk-records.ts';
import type { DncEntry } from './entry.ts';
import { type DialVerdict, mayDial } from './may-dial.ts';

const company = aDncEntry({ id: 'company' });
const roofs = aDncEntry({ id: 'roofs', scope: 'campaign', campaignId: 'roofs' });
const solar = aDncEntry({ id: 'solar', scope: 'campaign', campaignId: 'solar' });
const yes: DialVerdict = { may: true };
const no = (scope: DncEntry['scope'], entryId: string): DialVerdict => ({
  may: false,
  scope,
  entryId,
});

test.each<[string, readonly DncEntry[], string | null, DialVerdict]>([
  ['nobody objects', [], 'roofs', yes],
  ['company, in a campaign', [company], 'roofs', no('company', 'company')],
  ['company, by hand', [company], null, no('company', 'company')],
  ['this campaign', [roofs], 'roofs', no('campaign', 'roofs')],
  ['another campaign', [solar], 'roofs', yes],
  ['a campaign, by hand', [roofs], null, yes],
  ['the wider wish is named', [roofs, company], 'roofs', no('company', 'company')],
  ['one of several', [solar, roofs], 'roofs', no('campaign', 'roofs')],
  [
    'a campaign wish without its campaign binds nobody else',
    [aDncEntry({ scope: 'campaign', campaignId: null })],
    'roofs',
    yes,
  ],
])('%s', (_name, entries, campaignId, verdict) => {
  expect(mayDial(entries, campaignId)).toEqual(verdict);
});
