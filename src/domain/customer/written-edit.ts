import {
  correctableFields,
  type FieldChange,
  type FieldName,
  type FieldValues,
  type NewCustomerRecord,
  numberOf,
  phoneField,
  type UnsentRecord,
  withValues,
} from './correction.ts';
import { countryOf } from './country.ts';
import type { E164 } from './customer.ts';
import type { CustomerEdit } from './edit.ts';
import { nameParts, renamed } from './person-name.ts';
import { readPhone } from './phone-number.ts';

/** What has to be put right before an edit can be sent. */
export type EditProblem = {
  /** As in `typed`. */
  readonly field: string;
  readonly kind:
    | 'name-missing'
    | 'not-a-number'
    | 'country-unknown'
    | 'zone-unknown'
    | 'text-missing'
    | 'undecided';
};

export type WrittenEdit =
  /** Null when nothing would change. */
  | { readonly ok: true; readonly entry: UnsentRecord | null }
  | { readonly ok: false; readonly problems: readonly EditProblem[] };

/**
 * What an edit says to the center.
 *
 * @param at - The instant of sending.
 * @param dueAt - When a promise is due, as an instant.
 */
export function writtenEdit(edit: CustomerEdit, at: string, dueAt: string | null): WrittenEdit {
  if (edit.kind === 'promise') return promiseOf(edit, at, dueAt);
  const problems: EditProblem[] = edit.conflicts.map(({ field }) => ({ field, kind: 'undecided' }));
  const values = { ...linesOf(edit, problems), ...numbersOf(edit, problems) };
  const named = { ...values, ...namesOf(edit, values) };
  if (named.full === '' || (edit.kind === 'create' && named.full === undefined)) {
    problems.push({ field: 'full', kind: 'name-missing' });
  }
  if (problems.length > 0) return { ok: false, problems };
  if (edit.kind === 'create') {
    const customer = withValues(blank(edit.customerId), { ...edit.base, ...named });
    return { ok: true, entry: { kind: 'customer-created', customer, at } };
  }
  const changes = (Object.entries(named) as [FieldName, string | null][]).flatMap(
    ([field, to]): FieldChange[] => {
      const from = edit.base[field] ?? null;
      return from === to ? [] : [{ field, from, to }];
    },
  );
  if (changes.length === 0) return { ok: true, entry: null };
  const { customerId, version } = edit;
  return { ok: true, entry: { kind: 'customer-changed', customerId, version, changes, at } };
}

function promiseOf(edit: CustomerEdit, at: string, dueAt: string | null): WrittenEdit {
  const text = (edit.typed['text'] ?? '').trim();
  if (text === '') return { ok: false, problems: [{ field: 'text', kind: 'text-missing' }] };
  const { customerId, editId } = edit;
  const promise = { id: editId, text, dueAt };
  return { ok: true, entry: { kind: 'promise-made', customerId, promise, at } };
}

/** The typed lines, trimmed and as the record writes them. */
function linesOf(edit: CustomerEdit, problems: EditProblem[]): FieldValues {
  const values: Partial<Record<FieldName, string | null>> = {};
  for (const field of correctableFields) {
    const typed = edit.typed[field];
    if (typed === undefined) continue;
    const line = typed.trim();
    if (field === 'country') {
      values.country = countryOf(line);
      if (line !== '' && values.country === '') problems.push({ field, kind: 'country-unknown' });
    } else if (field === 'timeZone') {
      values.timeZone = line === '' ? null : line;
      if (line !== '' && !isZone(line)) problems.push({ field, kind: 'zone-unknown' });
    } else {
      values[field] = line;
    }
  }
  return values;
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Numbers that were changed, emptied or added. */
function numbersOf(edit: CustomerEdit, problems: EditProblem[]): FieldValues {
  const values: Partial<Record<FieldName, string | null>> = {};
  const country = countryOf(edit.typed['country'] ?? edit.base.country ?? '');
  for (const [field, typed] of Object.entries(edit.typed)) {
    const isNew = field.startsWith('new-phone:');
    if (!isNew && !field.startsWith('phone:')) continue;
    const before = isNew ? null : numberOf(field as FieldName);
    const kept = before === null ? null : (edit.base[field as FieldName] ?? null);
    const text = typed.trim();
    if (text === '') {
      if (before !== null) values[phoneField(before)] = null;
      continue;
    }
    const reading = readPhone(text, { callingCode: '', country });
    if (!reading.ok) {
      problems.push({ field, kind: 'not-a-number' });
      continue;
    }
    if (reading.number === before) {
      if (kept === null) values[phoneField(before)] = reading.kind;
      continue;
    }
    if (before !== null) values[phoneField(before)] = null;
    values[phoneField(reading.number)] = kept ?? reading.kind;
  }
  return values;
}

/** A name is three fields of one thing: those that were not typed follow the one that was. */
function namesOf(edit: CustomerEdit, values: FieldValues): FieldValues {
  const base = {
    full: edit.base.full ?? '',
    given: edit.base.given ?? '',
    family: edit.base.family ?? '',
  };
  const given = values.given ?? null;
  const family = values.family ?? null;
  if (typeof values.full === 'string' && given === null && family === null) {
    const before = nameParts(base.full);
    // Parts that somebody set by hand stay as they are.
    const follows = before.given === base.given && before.family === base.family;
    return edit.kind === 'create' || follows || base.full === '' ? nameParts(values.full) : {};
  }
  if (values.full !== undefined || (given === null && family === null)) return {};
  return { full: renamed(base, { given: given ?? base.given, family: family ?? base.family }) };
}

function blank(id: string): NewCustomerRecord {
  return {
    id,
    name: { full: '', given: '', family: '', title: '', say: '' },
    language: '',
    phones: [] as readonly { number: E164; kind: 'other' }[],
    email: '',
    address: { street: '', town: '', region: '', postalCode: '', country: '' },
    timeZone: null,
    note: '',
  };
}
