import { expect, test } from 'vitest';
import { work } from '../../../../tests/pictures/fixtures/snapshot.ts';
import type { E164 } from '../../../domain/customer/customer.ts';
import { type DialSearch, type DialStep, type DialSuggestion, dialStep } from './dial-step.ts';

const number = '+15035550142' as E164;
const ha: DialSuggestion = { customerId: 'ha', number };
const two = [ha, { customerId: 'ruoxi', number: '+12065550107' as E164 }];
const search = (
  numbers: readonly DialSuggestion[],
  center: DialSearch['center'] = 'answered',
): DialSearch => ({ numbers, center });
const inCall = { work };
const preview = { work: { ...work, stage: 'preview' } } as const;
const wrapUp = { work: { ...work, stage: 'wrap-up' } } as const;
const problem = (name: Extract<DialStep, { kind: 'problem' }>['problem']) =>
  ({ kind: 'problem', problem: name }) as const;

test.each<[string, Parameters<typeof dialStep>, DialStep]>([
  ['a number', [{ work: null }, '503 555 0142', undefined], { kind: 'dial' }],
  [
    'a number while a lead is looked at',
    [preview, '+1 503 555 0142', search([])],
    { kind: 'dial' },
  ],
  [
    'a number that belongs to somebody',
    [{ work: null }, '503 555', search([ha])],
    { kind: 'dial' },
  ],
  ['an address', [{ work: null }, 'sip:+15035550142@pbx.example', search([])], { kind: 'dial' }],
  ['a name of one number', [{ work: null }, 'Hà', search([ha])], { kind: 'fill', number }],
  ['a name of several numbers', [{ work: null }, 'Hà', search(two)], { kind: 'choose' }],
  ['a name nobody has', [{ work: null }, 'Nobody', search([])], problem('nobody-found')],
  ['a name, still looked for', [{ work: null }, 'Hà', undefined], problem('still-looking')],
  [
    'a name only the center may know',
    [{ work: null }, 'Hà', search([], 'asking')],
    problem('still-looking'),
  ],
  [
    'a name the center may know more of',
    [{ work: null }, 'Hà', search([ha], 'asking')],
    { kind: 'choose' },
  ],
  [
    'a name, the center away',
    [{ work: null }, 'Hà', search([ha], 'away')],
    { kind: 'fill', number },
  ],
  ['a name nobody has here', [{ work: null }, 'Hà', search([], 'away')], problem('nobody-here')],
  ['nothing', [{ work: null }, '  ', search([])], problem('nothing-typed')],
  ['a number in a call', [inCall, '+1 503 555 0142', search([])], problem('in-call')],
  ['a name in a wrap-up', [wrapUp, 'Hà', search([ha])], problem('in-wrap-up')],
])('Enter on %s', (_name, given, step) => {
  expect(dialStep(...given)).toEqual(step);
});
