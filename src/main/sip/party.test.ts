import { expect, test } from 'vitest';
import { defaultPbxProfile } from '../../domain/pbx/pbx-profile.ts';
import { type InviteHeaders, identityHeaders, partyOf } from './party.ts';

function invite(headers: Record<string, string>, user = '+15035550142', name = ''): InviteHeaders {
  return {
    from: { display_name: name, uri: { user } },
    getHeader: (header) => headers[header],
  };
}

test('the asserted identity wins over From', () => {
  expect(
    partyOf(
      invite({
        'P-Asserted-Identity': '"Nora Bell" <sip:+442079460123@practice.invalid;user=phone>',
        'X-Customer-Id': 'c-17',
        'X-Queue': 'support',
        'X-Reason': 'Parcel did not arrive',
      }),
    ),
  ).toEqual({
    number: '+442079460123',
    displayName: 'Nora Bell',
    customerId: 'c-17',
    queue: 'support',
    reason: 'Parcel did not arrive',
  });
});

test('a tel URI and plain From are read', () => {
  expect(partyOf(invite({ 'P-Asserted-Identity': '<tel:+15035550142>' })).number).toBe(
    '+15035550142',
  );
  expect(partyOf(invite({}, '%2B15035550142', '陈伟'))).toEqual({
    number: '+15035550142',
    displayName: '陈伟',
    customerId: null,
    queue: null,
    reason: null,
  });
});

test('control characters go, and what is too long is cut', () => {
  const party = partyOf(invite({ 'X-Queue': `a\u0007b${'x'.repeat(999)}` }, '%', ''));
  expect(party.number).toBe('%');
  expect(party.queue).toHaveLength(200);
  expect(party.queue?.startsWith('abx')).toBe(true);
});

test.each(['From', 'P-Asserted-Identity'])(
  'a spoofed name of %s reads as it is written',
  (where) => {
    const spoof = '\u202Eecnailla \u2066knaB\u2069';
    const headers = { 'P-Asserted-Identity': `"${spoof}" <sip:+442079460123@practice.invalid>` };
    const party = where === 'From' ? invite({}, '42', spoof) : invite(headers);
    expect(partyOf(party).displayName).toBe('ecnailla knaB');
    const hebrew = invite({}, '42', 'שרה לוי');
    expect(partyOf(hebrew).displayName).toBe('שרה לוי');
  },
);

const asserted = { 'P-Asserted-Identity': '"Nora Bell" <sip:+442079460123@practice.invalid>' };

test('where the PBX sets no asserted identity, anybody may have written it: From stands', () => {
  const pbx = { ...defaultPbxProfile, trustAssertedIdentity: false };
  expect(partyOf(invite(asserted, '+15035550142'), pbx).number).toBe('+15035550142');
});

test('the headers that say who calls are those of the PBX', () => {
  const headers = { customerId: 'X-Crm-Id', queue: 'X-Line', reason: 'X-Why' };
  const said = { 'X-Crm-Id': 'c-9', 'X-Line': 'sales', 'X-Why': 'roof', 'X-Queue': 'other' };
  expect(partyOf(invite(said), { ...defaultPbxProfile, headers })).toMatchObject({
    customerId: 'c-9',
    queue: 'sales',
    reason: 'roof',
  });
});

test.each([
  ['asks for it', { ...asserted, Privacy: 'critical; id' }, '+15035550142', 'host'],
  ['has an anonymous From', {}, 'anonymous', 'anonymous.invalid'],
  ['was withheld by the network', {}, 'Anonymous', 'host'],
])('a caller whose number is not to be known (%s) has none', (_why, headers, user, host) => {
  const withheld = invite({ ...headers, 'X-Queue': 'support' }, user, 'Anonymous');
  const from = { ...withheld.from, uri: { user, host } };
  expect(partyOf({ ...withheld, from })).toEqual({
    number: null,
    displayName: null,
    customerId: null,
    queue: 'support',
    reason: null,
    anonymous: true,
  });
});

test('the number the PBX vouches for stands beside an anonymous From', () => {
  const called = invite(asserted, 'anonymous');
  const from = { ...called.from, uri: { user: 'anonymous', host: 'anonymous.invalid' } };
  expect(partyOf({ ...called, from }).number).toBe('+442079460123');
});

test('our own number is kept back where the center says so', () => {
  const own = 'sip:701@pbx.example.com';
  expect(identityHeaders(own, defaultPbxProfile)).toEqual([]);
  expect(identityHeaders(own, { ...defaultPbxProfile, hideOwnNumber: true })).toEqual([
    'P-Preferred-Identity: <sip:701@pbx.example.com>',
    'Privacy: id',
  ]);
});
