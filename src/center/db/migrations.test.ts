import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readMigrations } from './migrate.ts';

/** What PostgreSQL 16, 17 and 18 have brought to SQL, and 15 refuses. PGlite takes all of it. */
const after15: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'virtual generated column (18)',
    /generated\s+always\s+as\s*\([^)]*\)\s*(?!\s*stored)(?:virtual|,|\)|$)/im,
  ],
  ['uuidv7, uuidv4 (18)', /\buuidv[47]\s*\(/i],
  ['returning old/new (18)', /\breturning\s+(?:with\s*\(|(?:old|new)\.)/i],
  ['without overlaps, period (18)', /\bwithout\s+overlaps\b|\bforeign\s+key\s*\([^)]*\bperiod\b/i],
  ['not enforced (18)', /\bnot\s+enforced\b/i],
  [
    'array_sort, array_reverse, casefold (18)',
    /\b(?:array_sort|array_reverse|casefold|crc32c?)\s*\(/i,
  ],
  ['merge … returning, merge_action (17)', /\bmerge_action\s*\(/i],
  [
    'json_table, json_exists, json_query, json_value (17)',
    /\bjson_(?:table|exists|query|value|serialize|scalar)\s*\(/i,
  ],
  [
    'any_value, array_sample, array_shuffle (16)',
    /\b(?:any_value|array_sample|array_shuffle|date_add|date_subtract|random_normal)\s*\(/i,
  ],
  [
    'json_array, json_object, is json (16)',
    /\bis\s+(?:not\s+)?json\b|\bjson_arrayagg\s*\(|\bjson_objectagg\s*\(/i,
  ],
  ['0x, 0b, 1_000 literals (16)', /(?<![\w'"#.-])0[xob][0-9a-f]+\b|(?<![\w'".-])\d+_\d/i],
];

describe('PostgreSQL 15 takes every migration', () => {
  const migrations = readMigrations();
  test('they are there, in their order', () => {
    const numbers = migrations.map(({ name }) => /^(\d{3})-[a-z-]+\.sql$/.exec(name)?.[1]);
    expect(numbers).toEqual(migrations.map((_, place) => String(place + 1).padStart(3, '0')));
  });

  test.each(after15)('none uses: %s', (_what, pattern) => {
    for (const { name, sql } of migrations) {
      expect(sql.replace(/--.*$/gm, ''), name).not.toMatch(pattern);
    }
  });

  test.each(after15)('no query beside them uses: %s', (_what, pattern) => {
    const files = globSync('*.ts', { cwd: import.meta.dirname }).filter(
      (name) => !name.endsWith('.test.ts'),
    );
    for (const name of files) {
      const source = readFileSync(`${import.meta.dirname}/${name}`, 'utf8');
      for (const [, statement = ''] of source.matchAll(/sql(?:<[^`]*>)?`([^`]*)`/g)) {
        expect(statement, name).not.toMatch(pattern);
      }
    }
  });
});

test.each([
  ['a int generated always as (b + 1),', true],
  ['a int generated always as (b + 1) stored,', false],
  ['id uuid default uuidv7()', true],
  ['insert into t values (1) returning old.a', true],
  ['select any_value(a) from t', true],
  ['select 1_000', true],
  ['select 1000, a_1 from t1_2', false],
  ['primary key (organisation_id, id)', false],
])('the patterns find what they are for: %s', (statement, found) => {
  expect(after15.some(([, pattern]) => pattern.test(statement))).toBe(found);
});
