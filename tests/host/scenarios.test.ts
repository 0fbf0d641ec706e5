import { describe, expect, it } from 'vitest';
import { hostExecutable } from './runtime-runner.ts';
import { scenarios } from './scenarios.ts';

describe('whole runs of an app, on the Chromium host', () => {
  for (const { name, check } of scenarios) {
    it(name, async () => {
      await expect(check(hostExecutable)).resolves.toBeUndefined();
    });
  }
});
