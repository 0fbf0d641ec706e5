import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWire } from './wire.ts';

const wire = createWire();
const roundTrip = (value: unknown) => wire.decode(wire.encode(value));

it('keeps plain data', () => {
  fc.assert(
    fc.property(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withTypedArray: true,
      }),
      (value) => {
        expect(roundTrip(value)).toEqual(structuredClone(value));
      },
    ),
  );
});

it('keeps objects that look like its own marks', () => {
  for (const value of [{ $: 'u' }, { $: 'd', v: 1 }, [{ $: 'o', v: { $: 1 } }]]) {
    expect(roundTrip(value)).toEqual(value);
  }
});

it('keeps errors, and __proto__ as a key', () => {
  const error = roundTrip(new TypeError('broken')) as Error;
  expect([error.name, error.message, error instanceof Error]).toEqual([
    'TypeError',
    'broken',
    true,
  ]);
  const value = roundTrip(JSON.parse('{"__proto__":{"polluted":1}}')) as object;
  expect(Object.hasOwn(value, '__proto__')).toBe(true);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

it('refuses what structured clone refuses', () => {
  const itself: unknown[] = [];
  itself.push(itself);
  for (const value of [() => 1, Symbol('s'), { deep: [() => 1] }, Promise.resolve(), itself]) {
    expect(() => wire.encode(value)).toThrow(/could not be cloned/);
  }
});
