import type { Customer, CustomerId, CustomerPhone, E164 } from './customer.ts';

/** What an agent may correct of a customer, one line or text each; numbers stand apart. */
export const correctableFields = [
  'full',
  'given',
  'family',
  'title',
  'say',
  'language',
  'email',
  'street',
  'town',
  'region',
  'postalCode',
  'country',
  'timeZone',
  'note',
] as const;

/**
 * A field of a customer's record: one of those above, or `phone:` and a number, whose value is the
 * number's kind, and null where the customer does not have it. So two people who add two numbers
 * have changed two fields.
 */
export type FieldName = (typeof correctableFields)[number] | `phone:${string}`;

/** A record as flat values; null only for a number and for an unknown time zone. */
export type FieldValues = Readonly<Partial<Record<FieldName, string | null>>>;

/** One field's correction: from what the agent saw to what is right. */
export type FieldChange = {
  readonly field: FieldName;
  readonly from: string | null;
  readonly to: string | null;
};

/** Somebody else changed the same field since the agent saw it. */
export type FieldConflict = {
  readonly field: FieldName;
  readonly theirs: string | null;
  /** Who it was; empty when nobody knows. */
  readonly by: string;
  readonly at: string | null;
};

/** What a desk knows of somebody who is new: the center adds the rest. */
export type NewCustomerRecord = Pick<
  Customer,
  'id' | 'name' | 'language' | 'phones' | 'email' | 'address' | 'timeZone' | 'note'
>;

export function phoneField(number: E164): FieldName {
  return `phone:${number}`;
}

/** The number of a `phone:` field; null for any other. */
export function numberOf(field: FieldName): E164 | null {
  return field.startsWith('phone:') ? (field.slice('phone:'.length) as E164) : null;
}

/** A record as flat values. */
export function valuesOf(customer: NewCustomerRecord): FieldValues {
  const { name, address } = customer;
  return {
    ...name,
    language: customer.language,
    email: customer.email,
    ...address,
    timeZone: customer.timeZone,
    note: customer.note,
    ...Object.fromEntries(customer.phones.map(({ number, kind }) => [phoneField(number), kind])),
  };
}

/** The record with fields set; whatever is not named stays. */
export function withValues<Record extends NewCustomerRecord>(
  customer: Record,
  values: FieldValues,
): Record {
  const text = (field: (typeof correctableFields)[number], before: string): string =>
    values[field] ?? before;
  const { name, address } = customer;
  const kept = customer.phones.flatMap((phone) => {
    const kind = values[phoneField(phone.number)];
    if (kind === undefined) return [phone];
    return kind === null ? [] : [{ number: phone.number, kind: kind as CustomerPhone['kind'] }];
  });
  const added = (Object.entries(values) as [FieldName, string | null][]).flatMap(
    ([field, kind]) => {
      const number = numberOf(field);
      const isNew = number !== null && !customer.phones.some((phone) => phone.number === number);
      return isNew && kind !== null ? [{ number, kind: kind as CustomerPhone['kind'] }] : [];
    },
  );
  return {
    ...customer,
    name: {
      full: text('full', name.full),
      given: text('given', name.given),
      family: text('family', name.family),
      title: text('title', name.title),
      say: text('say', name.say),
    },
    language: text('language', customer.language),
    phones: [...kept, ...added],
    email: text('email', customer.email),
    address: {
      street: text('street', address.street),
      town: text('town', address.town),
      region: text('region', address.region),
      postalCode: text('postalCode', address.postalCode),
      country: text('country', address.country),
    },
    timeZone: values.timeZone === undefined ? customer.timeZone : values.timeZone,
    note: text('note', customer.note),
  };
}

export type MergeOutcome =
  | { readonly ok: true; readonly changed: readonly FieldChange[] }
  | { readonly ok: false; readonly conflicts: readonly Pick<FieldConflict, 'field' | 'theirs'>[] };

/**
 * Puts a correction on the record as it stands now. A field that still holds what the agent saw, or
 * already holds what the agent wrote, is no matter; any other has been changed by somebody else,
 * and then nothing of the correction is taken: it is the agent who decides.
 *
 * @returns what really changes, possibly nothing.
 */
export function mergeChanges(current: FieldValues, changes: readonly FieldChange[]): MergeOutcome {
  const now = (field: FieldName) => current[field] ?? null;
  const conflicts = changes.filter(
    ({ field, from, to }) => now(field) !== from && now(field) !== to,
  );
  if (conflicts.length > 0) {
    return { ok: false, conflicts: conflicts.map(({ field }) => ({ field, theirs: now(field) })) };
  }
  return { ok: true, changed: changes.filter(({ field, to }) => now(field) !== to) };
}

/** What was written on this desk for a customer and has no receipt yet. */
export type UnsentRecord =
  | { readonly kind: 'customer-created'; readonly customer: NewCustomerRecord; readonly at: string }
  | {
      readonly kind: 'customer-changed';
      readonly customerId: CustomerId;
      /** Version of the record the agent saw. */
      readonly version: number;
      readonly changes: readonly FieldChange[];
      readonly at: string;
    }
  | {
      readonly kind: 'number-attached';
      readonly customerId: CustomerId;
      readonly number: E164;
      readonly phoneKind: CustomerPhone['kind'];
      readonly at: string;
    }
  | {
      readonly kind: 'promise-made';
      readonly customerId: CustomerId;
      readonly promise: {
        readonly id: string;
        readonly text: string;
        readonly dueAt: string | null;
      };
      readonly at: string;
    }
  | {
      readonly kind: 'promise-settled';
      readonly customerId: CustomerId;
      readonly promiseId: string;
      readonly status: 'kept' | 'broken';
      readonly at: string;
    };

/** Whether an item of the outbox is about a customer's record. */
export function isUnsentRecord<Item extends { readonly kind: string }>(
  item: Item | UnsentRecord,
): item is UnsentRecord {
  return unsentKinds.has(item.kind);
}

const unsentKinds: ReadonlySet<string> = new Set<UnsentRecord['kind']>([
  'customer-created',
  'customer-changed',
  'number-attached',
  'promise-made',
  'promise-settled',
]);

/** Whose record an unsent item is about. */
export function subjectOf(item: UnsentRecord): CustomerId {
  return item.kind === 'customer-created' ? item.customer.id : item.customerId;
}

/**
 * The record as this desk knows it: the center's, with what was written here since and is still on
 * its way.
 *
 * @param record - The center's record; null when the center has told none (yet).
 * @param madeBy - Who signs promises that the center has not signed yet.
 */
export function withUnsent(
  record: Customer | null,
  customerId: CustomerId,
  items: readonly UnsentRecord[],
  madeBy: string,
): Customer | null {
  return items
    .filter((item) => subjectOf(item) === customerId)
    .reduce<Customer | null>((known, item) => applied(known, item, madeBy), record);
}

function applied(known: Customer | null, item: UnsentRecord, madeBy: string): Customer | null {
  if (!known) return item.kind === 'customer-created' ? created(item.customer) : null;
  switch (item.kind) {
    case 'customer-created':
      return known;
    case 'customer-changed':
      return withValues(
        known,
        Object.fromEntries(item.changes.map(({ field, to }) => [field, to])) as FieldValues,
      );
    case 'number-attached': {
      const has = known.phones.some(({ number }) => number === item.number);
      return has ? known : withValues(known, { [phoneField(item.number)]: item.phoneKind });
    }
    case 'promise-made':
      if (known.promises.some(({ id }) => id === item.promise.id)) return known;
      return {
        ...known,
        promises: [
          { ...item.promise, madeAt: item.at, madeBy, status: 'open' as const },
          ...known.promises,
        ],
      };
    case 'promise-settled':
      return {
        ...known,
        promises: known.promises.map((promise) =>
          promise.id === item.promiseId ? { ...promise, status: item.status } : promise,
        ),
      };
  }
}

function created(record: NewCustomerRecord): Customer {
  return {
    ...record,
    vip: false,
    history: [],
    orders: [],
    tickets: [],
    promises: [],
    version: 0,
  };
}
