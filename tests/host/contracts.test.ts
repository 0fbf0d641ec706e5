import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { listFile } from '../../build/electron-apis.ts';
import { type ContractResult, hostExecutable, runContracts } from './runtime-runner.ts';
import { scenarioCoverage } from './scenarios.ts';

describe('what both runtimes promise, on the Chromium host', () => {
  let results: ContractResult[] = [];

  beforeAll(async () => {
    results = await runContracts(hostExecutable);
  }, 180_000);

  it('holds, every contract of it', () => {
    const broken = results.filter(({ error }) => error !== null);
    expect(broken.map(({ name, error }) => `${name}\n${error}`)).toEqual([]);
    expect(results.length).toBeGreaterThan(50);
  });

  it('covers each Electron API that the app uses', () => {
    const covered = new Set([...results.flatMap(({ covers }) => covers), ...scenarioCoverage]);
    const { apis } = JSON.parse(readFileSync(listFile, 'utf8')) as { apis: string[] };
    expect(apis.filter((api) => !covered.has(api))).toEqual([]);
  });
});
