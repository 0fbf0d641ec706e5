/** Words for each code with which a part of the center's set-up was not understood. */
const faults = {
  invalid_type: 'set-up-fault.missing',
  invalid_value: 'set-up-fault.unknown',
  invalid_union: 'set-up-fault.unknown',
  unrecognized_keys: 'set-up-fault.unknown',
  invalid_format: 'set-up-fault.format',
  too_big: 'set-up-fault.too-big',
  too_small: 'set-up-fault.too-small',
  unusable: 'set-up-fault.unusable',
} as const;

type FaultWords = (typeof faults)[keyof typeof faults] | 'set-up-fault.other';

/** Where the words for a code are; a code nobody has words for does not fit, and that is said. */
export function setUpFault(code: string): FaultWords {
  return Object.hasOwn(faults, code) ? faults[code as keyof typeof faults] : 'set-up-fault.other';
}
