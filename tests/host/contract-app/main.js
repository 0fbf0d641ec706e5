import { writeFileSync } from 'node:fs';
import { app } from 'electron';
import { contracts, registerScheme, servePages } from './support.js';

const { CONTRACT_RESULTS: resultsFile = '', CONTRACT_SCENARIO: scenario = 'contracts' } =
  process.env;
const limitMs = 20_000;
const only = process.env.CONTRACT_ONLY ?? '';

registerScheme();

async function runContracts() {
  await app.whenReady();
  servePages();
  app.on('window-all-closed', () => undefined);
  const results = [];
  for (const { name, covers, run } of contracts) {
    if (!name.includes(only)) continue;
    let limit;
    const expired = new Promise((_resolve, reject) => {
      limit = setTimeout(() => reject(new Error('it took too long')), limitMs);
    });
    const error = await Promise.race([Promise.resolve().then(run), expired]).then(
      () => null,
      (reason) => reason?.stack ?? String(reason),
    );
    clearTimeout(limit);
    results.push({ name, covers, error });
  }
  writeFileSync(resultsFile, JSON.stringify(results));
  app.exit(0);
}

if (scenario === 'contracts') {
  for (const area of [
    'app',
    'window',
    'web-contents',
    'ipc',
    'bridge',
    'protocol',
    'session',
    'storage',
    'utility',
    'desktop',
  ]) {
    await import(`./contracts/${area}.js`);
  }
  runContracts().catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    app.exit(1);
  });
} else {
  const { run } = await import(`./scenarios/${scenario}.js`);
  run(resultsFile);
}
