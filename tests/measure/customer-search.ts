/**
 * How long a search takes with many customers, at a center with the embedded store. Prints one line
 * for each search: `node tests/measure/customer-search.ts [how many]`.
 */
import { insertCustomers, type NewCustomer } from '../../src/center/db/new-customer.ts';
import { uuidV7 } from '../../src/center/uuid.ts';
import type { E164 } from '../../src/domain/customer/customer.ts';
import { fullName } from '../../src/domain/customer/person-name.ts';
import { startTestCenter } from '../support/center.ts';
import { ask, signIn } from '../support/center-client.ts';

const many = Number(process.argv[2] ?? 100_000);
const atOnce = 5_000;
const repeats = 15;
const searches = [
  'nguyen',
  'nguyen ha',
  'ng',
  'obrien',
  'oyrx',
  '欧阳',
  '0142',
  '50355',
  'INV-77777',
  'zz',
];

const families = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  "O'Brien",
  'Åkesson',
  'Hughes',
  '欧阳',
  '张',
  '曾',
  'Abara',
  'Smith',
];
const givens = {
  vi: ['Hà', 'Minh', 'Lan', 'Đức', 'Hạnh', 'Quỳnh', 'Tú', 'Vy'],
  zh: ['若曦', '伟', '国强', '娜', '小明', '雪'],
  en: ['Margaret', 'Tom', 'Ruth', 'Björn', 'Sinéad', 'Samuel', 'Aoife', 'Daniel'],
};

function someone(place: number): NewCustomer {
  // Half are of one family, as in Viet Nam: the common name is the hard search.
  const family = place % 2 === 0 ? 'Nguyễn' : (families[(place >> 1) % families.length] ?? '');
  const names = /\p{Script=Han}/u.test(family) ? givens.zh : place % 3 ? givens.vi : givens.en;
  const given = names[(place * 7) % names.length] ?? '';
  const middle = names === givens.vi ? (['Thị', 'Văn', 'Ngọc'][place % 3] ?? '') : '';
  return {
    id: uuidV7(Date.now()),
    name: { full: fullName({ given, middle, family }), given, family, title: '', say: '' },
    language: '',
    // Any digits: these numbers are never shown and never dialed.
    phones: [{ number: `+1503555${String(place).padStart(6, '0')}` as E164, kind: 'home' }],
    email: '',
    address: { street: '', town: 'Portland', region: 'OR', postalCode: '', country: 'US' },
    timeZone: null,
    vip: false,
    note: '',
    history: [],
    orders:
      place % 10 === 7
        ? [
            {
              id: `order-${place}`,
              reference: `INV-${place}`,
              at: '2026-01-01T00:00:00.000Z',
              title: '',
              amountMinor: 100,
              currency: 'USD',
              status: 'paid',
            },
          ]
        : [],
    tickets: [],
    promises: [],
  };
}

const center = await startTestCenter();
const { db, organisationId } = center.center;
const begun = performance.now();
for (let start = 0; start < many; start += atOnce) {
  const length = Math.min(atOnce, many - start);
  const people = Array.from({ length }, (_, place) => someone(start + place));
  await db
    .transaction()
    .execute((transaction) => insertCustomers(transaction, organisationId, people, Date.now()));
}
console.log(`${many} customers written with their keys in ${seconds(begun)} s`);
const { tokens } = await signIn(center.url, 'agent');
for (const text of searches) {
  const times: number[] = [];
  let hits = 0;
  for (let turn = 0; turn < repeats; turn += 1) {
    const asked = performance.now();
    const answer = await ask(center.url, `/v1/customers?search=${encodeURIComponent(text)}`, {
      token: tokens.accessToken,
    });
    times.push(performance.now() - asked);
    hits = (answer.body as { hits: unknown[] }).hits.length;
  }
  times.sort((a, b) => a - b);
  const median = times[Math.floor(repeats / 2)] ?? 0;
  console.log(
    `${text}: ${hits} shown, median ${median.toFixed(0)} ms, slowest ${times.at(-1)?.toFixed(0)} ms`,
  );
}
await center.close();

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(1);
}
