import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { down } from './down.ts';
import { up } from './up.ts';
import { protocolVersion } from './version.ts';

/** Keys in one order, so that the hash depends on the schemas and not on how they were built. */
function stable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, stable(inner)]),
  );
}

function hashOf(...schemas: z.ZodType[]): string {
  const shapes = schemas.map((schema) => stable(z.toJSONSchema(schema, { io: 'input' })));
  return createHash('sha256').update(JSON.stringify(shapes)).digest('hex').slice(0, 16);
}

test('the committed protocol version is the hash of the schemas', () => {
  const hash = hashOf(up, down);
  expect(protocolVersion, `the protocol changed: write '${hash}' into version.ts`).toBe(hash);
});

test('the page for others names the version it describes', () => {
  const page = readFileSync(`${import.meta.dirname}/../../../docs/protocol.md`, 'utf8');
  const what = 'docs/protocol.md: bring the page up to date, then its version';
  expect(page, what).toContain(`describes version \`${protocolVersion}\``);
});

test('a changed record changes the hash', () => {
  const changed = z.union([up, z.object({ type: z.literal('goodbye') })]);
  expect(hashOf(changed, down)).not.toBe(hashOf(up, down));
});
