/** A telephone number as E.164 (ITU-T E.164): `+` and 7 to 15 digits. */
export type E164 = string & { readonly __brand: 'E164' };

export function isE164(text: string): text is E164 {
  return /^\+[1-9]\d{6,14}$/.test(text);
}

export type CustomerId = string;

/** One way to reach a customer by telephone. */
export type CustomerPhone = {
  readonly number: E164;
  readonly kind: 'mobile' | 'home' | 'work' | 'other';
};

export type PostalAddress = {
  readonly street: string;
  readonly town: string;
  readonly region: string;
  readonly postalCode: string;
  /** ISO 3166-1 alpha-2, or empty when unknown. */
  readonly country: string;
};

/** Something that happened between us and the customer, newest first in lists. */
export type HistoryEntry = {
  readonly id: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly kind: 'call' | 'visit' | 'letter' | 'quote' | 'note' | 'do-not-call';
  readonly title: string;
  readonly text: string;
};

export type Order = {
  readonly id: string;
  readonly reference: string;
  readonly at: string;
  readonly title: string;
  /** Amount in the currency's minor unit (cents), so that no float is ever shown. */
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly status: 'open' | 'shipped' | 'paid' | 'cancelled';
};

export type Ticket = {
  readonly id: string;
  readonly reference: string;
  readonly openedAt: string;
  readonly title: string;
  readonly status: 'open' | 'waiting' | 'closed';
};

/** What somebody of ours said would be done, and by when. */
export type PromiseMade = {
  readonly id: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly text: string;
  readonly dueAt: string | null;
  readonly status: 'open' | 'kept' | 'broken';
};

/** A person we talk with, and all we know of the relationship. */
export type Customer = {
  readonly id: CustomerId;
  readonly name: {
    readonly full: string;
    readonly given: string;
    readonly family: string;
    /** Form of address such as `Ms`; empty when unknown. */
    readonly title: string;
    /** How to say the name, in plain letters; empty when nobody wrote it down. */
    readonly say: string;
  };
  /** BCP 47 tag of the language the customer prefers; empty when unknown. */
  readonly language: string;
  readonly phones: readonly CustomerPhone[];
  readonly email: string;
  readonly address: PostalAddress;
  /** IANA zone of where the customer lives; null when it cannot be told. */
  readonly timeZone: string | null;
  readonly vip: boolean;
  readonly note: string;
  readonly history: readonly HistoryEntry[];
  readonly orders: readonly Order[];
  readonly tickets: readonly Ticket[];
  readonly promises: readonly PromiseMade[];
  /** Rises with each change at the center. */
  readonly version: number;
};
