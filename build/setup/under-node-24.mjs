import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { node24 } from './node-24.mjs';
import { ensureNodePackages } from './node-packages.mjs';
import { comesFromTerminal, explain } from './step.mjs';

/**
 * The first stage of every command: plain JavaScript that any Node from 20 on can run, with nothing
 * installed. Installs the packages, then goes on in the given module under Node 24.
 *
 * @param {string} module File name in this folder.
 * @param {() => void} [onFailure] Runs when the module could not even be started.
 */
export async function underNode24(module, onFailure = () => undefined) {
  try {
    await ensureNodePackages();
    const file = new URL(module, import.meta.url);
    if (Number.parseInt(process.versions.node, 10) >= 24) await import(file.href);
    else await goOn(node24(), file);
  } catch (error) {
    explain(error);
    onFailure();
    process.exitCode = 1;
  }
}

/**
 * @param {string} node
 * @param {URL} file
 */
async function goOn(node, file) {
  const child = spawn(node, [fileURLToPath(file), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (!comesFromTerminal(signal)) child.kill(signal);
    });
  }
  await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.exitCode = code ?? (signal === null ? 1 : 130);
      resolve(undefined);
    });
  });
}
