import fc from 'fast-check';

/**
 * Properties are tried with the same cases each time, so that a commit that is green here is green
 * elsewhere. `PROPERTY_SEED=random`, or a number, looks for others: what it finds becomes an example.
 */
const wanted = process.env['PROPERTY_SEED'] ?? '20261122';
if (wanted !== 'random') {
  const seed = Number(wanted);
  if (!Number.isInteger(seed)) {
    throw new Error(`PROPERTY_SEED is "${wanted}": write a whole number, or "random".`);
  }
  fc.configureGlobal({ seed });
}
