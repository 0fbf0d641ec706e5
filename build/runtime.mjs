// Plain JavaScript for Node 20 and later: it runs before the pinned Node is known to be there.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * @typedef {object} Runtime
 * @property {'electron' | 'chromium'} name
 * @property {string} executable - What to run the app with.
 * @property {string} distPath - The folder of the executable, for ELECTRON_OVERRIDE_DIST_PATH.
 * @property {string} why - One sentence for people.
 */

/** How long the download of Electron's binary may take before the Chromium host is used. */
const FETCH_LIMIT_MS = 20_000;
const VERSION_LIMIT_MS = 5_000;
/** A network that had no Electron yesterday may have it today. */
const FAILURE_COUNTS_MS = 24 * 60 * 60 * 1000;

const repository = fileURLToPath(new URL('..', import.meta.url));

/**
 * Chooses what the app runs on and says so in one line: `HOMELINE_RUNTIME=electron|chromium`
 * forces; else real Electron where its binary is present or can be fetched, else the Chromium host.
 *
 * @param {object} [options]
 * @param {string} [options.root] - The repository.
 * @param {NodeJS.ProcessEnv} [options.environment]
 * @param {(line: string) => void} [options.say]
 * @param {number} [options.now] - Milliseconds since the epoch.
 * @returns {Promise<Runtime>} Rejects when the forced runtime cannot be had.
 */
export async function chooseRuntime({
  root = repository,
  environment = process.env,
  say = (line) => process.stdout.write(`${line}\n`),
  now = Date.now(),
} = {}) {
  const runtime = await choose(root, environment, now);
  const name = runtime.name === 'electron' ? 'Electron' : 'the Chromium host';
  say(`Runtime: ${name} (${runtime.why}).`);
  return runtime;
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} environment
 * @param {number} now
 * @returns {Promise<Runtime>}
 */
async function choose(root, environment, now) {
  const forced = environment.HOMELINE_RUNTIME ?? '';
  if (!['', 'electron', 'chromium'].includes(forced)) {
    throw new Error(`HOMELINE_RUNTIME is '${forced}'; it can be 'electron' or 'chromium'.`);
  }
  if (forced === 'chromium') return chromiumHost(root, 'chosen by HOMELINE_RUNTIME');
  if (forced === '' && !hasDisplay(environment)) {
    return chromiumHost(root, 'Electron needs a display and there is none');
  }
  const problem = await obtainElectron(root, environment, forced === 'electron' ? undefined : now);
  if (problem === null) {
    return electron(root, forced === '' ? 'its binary is here' : 'chosen by HOMELINE_RUNTIME');
  }
  if (forced === 'electron') {
    throw new Error(
      `HOMELINE_RUNTIME=electron, but ${problem}. ` +
        "Get the binary with 'node node_modules/electron/install.js', or leave HOMELINE_RUNTIME out.",
    );
  }
  return chromiumHost(root, problem);
}

/** @param {NodeJS.ProcessEnv} environment */
function hasDisplay(environment) {
  if (process.platform !== 'linux') return true;
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

/**
 * @param {string} root
 * @param {string} why
 * @returns {Runtime}
 */
function chromiumHost(root, why) {
  const distPath = join(root, 'build', 'chromium-host', 'dist');
  return { name: 'chromium', executable: join(distPath, 'electron'), distPath, why };
}

/**
 * @param {string} root
 * @param {string} why
 * @returns {Promise<Runtime>}
 */
async function electron(root, why) {
  const executable = await electronExecutable(root);
  if (executable === null) throw new Error('Electron was here a moment ago and is gone.');
  return { name: 'electron', executable, distPath: join(electronFolder(root), 'dist'), why };
}

/** @param {string} root */
function electronFolder(root) {
  return join(root, 'node_modules', 'electron');
}

/** @param {string} root */
async function electronVersion(root) {
  return JSON.parse(await readFile(join(electronFolder(root), 'package.json'), 'utf8')).version;
}

/**
 * The binary that Electron's own installer has put there, when it is the version we pin.
 *
 * @param {string} root
 * @returns {Promise<string | null>}
 */
async function electronExecutable(root) {
  const folder = electronFolder(root);
  try {
    const version = await readFile(join(folder, 'dist', 'version'), 'utf8');
    if (version.trim().replace(/^v/, '') !== (await electronVersion(root))) return null;
    const executable = join(folder, 'dist', await readFile(join(folder, 'path.txt'), 'utf8'));
    await access(executable, constants.X_OK);
    return executable;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === undefined) throw error;
    return null;
  }
}

/**
 * Makes Electron's binary usable, or says why it is not. A failed download is remembered, so that
 * not every start waits for it; `now` undefined tries in any case.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} environment
 * @param {number | undefined} now
 * @returns {Promise<string | null>}
 */
async function obtainElectron(root, environment, now) {
  const memory = join(root, 'node_modules', '.cache', 'homeline', 'electron-binary.json');
  const installer = join(electronFolder(root), 'install.js');
  if ((await electronExecutable(root)) === null) {
    if (!existsSync(installer)) return 'the electron package is not installed';
    const version = await electronVersion(root);
    const failure = await readFailure(memory);
    const isFresh = now !== undefined && failure !== null && now - failure.at < FAILURE_COUNTS_MS;
    if (isFresh && failure.version === version) return `${failure.why}; not tried again today`;
    const why = await fetchElectron(installer, environment);
    if (why !== null) {
      await mkdir(dirname(memory), { recursive: true });
      await writeFile(memory, JSON.stringify({ version, at: now ?? Date.now(), why }));
      return why;
    }
    await rm(memory, { force: true });
  }
  const executable = await electronExecutable(root);
  if (executable === null) return 'its binary did not arrive';
  const run = await runFor(
    VERSION_LIMIT_MS,
    executable,
    ['--version', '--no-sandbox'],
    environment,
  );
  return run === null ? null : `its binary does not start here: ${run}`;
}

/**
 * @param {string} memory
 * @returns {Promise<{ version: string, at: number, why: string } | null>}
 */
async function readFailure(memory) {
  try {
    return JSON.parse(await readFile(memory, 'utf8'));
  } catch {
    // Absent or damaged: as if nothing had been tried.
    return null;
  }
}

/**
 * @param {string} installer
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<string | null>}
 */
async function fetchElectron(installer, environment) {
  const run = await runFor(FETCH_LIMIT_MS, process.execPath, [installer], environment);
  return run === null ? null : `its binary cannot be fetched: ${run}`;
}

/**
 * Runs a command within a time limit: null when it succeeded, else what went wrong, in one line.
 *
 * @param {number} limitMs
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<string | null>}
 */
function runFor(limitMs, command, args, environment) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    let expired = false;
    const limit = setTimeout(() => {
      expired = true;
      child.kill('SIGKILL');
    }, limitMs);
    child.stderr.on('data', (chunk) => {
      complaint += chunk;
    });
    child.on('error', (error) => {
      clearTimeout(limit);
      resolve(error.message);
    });
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      if (code === 0) resolve(null);
      else if (expired) resolve(`no answer within ${limitMs / 1000} s`);
      else resolve(complaint.trim().split('\n')[0] || `it ended with ${code ?? signal}`);
    });
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await chooseRuntime();
}
