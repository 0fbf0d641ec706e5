/**
 * `npm run smoke:electron`: the contracts that the Chromium host keeps, on real Electron. Someone
 * who has its binary runs this; it fails with a message where the binary cannot be had.
 */
import { readFileSync } from 'node:fs';
import { listFile } from '../../build/electron-apis.ts';
import { chooseRuntime } from '../../build/runtime.mjs';
import { runContracts } from './runtime-runner.ts';
import { scenarioCoverage, scenarios } from './scenarios.ts';

function report(name: string, error: string | null): boolean {
  process.stdout.write(error === null ? `ok   ${name}\n` : `FAIL ${name}\n${error}\n`);
  return error === null;
}

/** The APIs in use that no contract names. */
function uncovered(covered: string[]): string[] {
  const { apis } = JSON.parse(readFileSync(listFile, 'utf8')) as { apis: string[] };
  return apis.filter((api) => !covered.includes(api));
}

async function smoke(): Promise<boolean> {
  const { executable } = await chooseRuntime({
    environment: { ...process.env, HOMELINE_RUNTIME: 'electron' },
  });
  const results = await runContracts(executable);
  const outcomes = results.map(({ name, error }) => report(name, error));
  for (const { name, check } of scenarios) {
    const error = await check(executable).then(
      () => null,
      (reason: Error) => reason.message,
    );
    outcomes.push(report(name, error));
  }
  const missing = uncovered([...results.flatMap(({ covers }) => covers), ...scenarioCoverage]);
  const problem = missing.length === 0 ? null : missing.join(', ');
  outcomes.push(report('each API in use has a contract', problem));
  const passed = outcomes.filter((outcome) => outcome).length;
  process.stdout.write(`${passed} passed, ${outcomes.length - passed} failed\n`);
  return passed === outcomes.length;
}

smoke().then(
  (ok) => {
    process.exitCode = ok ? 0 : 1;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
