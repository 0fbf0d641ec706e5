import { expect, test } from 'vitest';
import { type InviteHeaders, partyOf } from './party.ts';

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
