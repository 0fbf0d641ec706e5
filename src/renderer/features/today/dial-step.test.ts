import { expect, test } from 'vitest';
import { work } from '../../../../tests/pictures/fixtures/snapshot.ts';
import type { E164 } from '../../../domain/customer/customer.ts';
import { type DialStep, type DialSuggestion, dialStep } from './dial-step.ts';

const number = '+15035550142' as E164;
const ha: DialSuggestion = { customerId: 'ha', number };
const two = [ha, { customerId: 'ruoxi', number: '+12065550107' as E164 }];
const inCall = { work };
const preview = { work: { ...work, stage: 'preview' } } as const;
const wrapUp = { work: { ...work, stage: 'wrap-up' } } as const;
const problem = (name: Extract<DialStep, { kind: 'problem' }>['problem']) =>
  ({ kind: 'problem', problem: name }) as const;

test.each<[string, Parameters<typeof dialStep>, DialStep]>([
  ['a number', [{ work: null }, '503 555 0142', undefined], { kind: 'dial' }],
  ['a number while a lead is looked at', [preview, '+1 503 555 0142', []], { kind: 'dial' }],
  ['a number that belongs to somebody', [{ work: null }, '503 555', [ha]], { kind: 'dial' }],
  ['an address', [{ work: null }, 'sip:+15035550142@pbx.example', []], { kind: 'dial' }],
  ['a name of one number', [{ work: null }, 'Hà', [ha]], { kind: 'fill', number }],
  ['a name of several numbers', [{ work: null }, 'Hà', two], { kind: 'choose' }],
  ['a name nobody has', [{ work: null }, 'Nobody', []], problem('nobody-found')],
  ['a name, still looked for', [{ work: null }, 'Hà', undefined], problem('still-looking')],
  ['nothing', [{ work: null }, '  ', []], problem('nothing-typed')],
  ['a number in a call', [inCall, '+1 503 555 0142', []], problem('in-call')],
  ['a name in a wrap-up', [wrapUp, 'Hà', [ha]], problem('in-wrap-up')],
])('Enter on %s', (_name, given, step) => {
  expect(dialStep(...given)).toEqual(step);
});
