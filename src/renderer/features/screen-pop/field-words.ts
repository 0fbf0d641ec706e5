import type { EditProblem } from '../../../domain/customer/written-edit.ts';

const labels = {
  full: 'field.full',
  given: 'field.given',
  family: 'field.family',
  title: 'field.title',
  say: 'field.say',
  language: 'field.language',
  email: 'field.email',
  street: 'field.street',
  town: 'field.town',
  region: 'field.region',
  postalCode: 'field.postal-code',
  country: 'field.country',
  timeZone: 'field.time-zone',
  note: 'field.note',
  text: 'field.promise',
  due: 'field.due',
} as const;

type FieldLabel = (typeof labels)[keyof typeof labels] | 'field.number' | 'field.new-number';

/** Where the words for a field are. */
export function fieldLabels(field: string): FieldLabel {
  if (field.startsWith('new-phone:')) return 'field.new-number';
  return Object.hasOwn(labels, field) ? labels[field as keyof typeof labels] : 'field.number';
}

export const problemWords = {
  'name-missing': 'edit.name-missing',
  'not-a-number': 'edit.not-a-number',
  'country-unknown': 'edit.country-unknown',
  'zone-unknown': 'edit.zone-unknown',
  'text-missing': 'edit.text-missing',
  undecided: 'edit.undecided',
} as const satisfies Record<EditProblem['kind'], string>;
