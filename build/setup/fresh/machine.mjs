import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aptNetworkOptions, debianBase } from './debian-base.mjs';

const enter = fileURLToPath(new URL('enter.sh', import.meta.url));
const repository = fileURLToPath(new URL('../../..', import.meta.url));
/** Where the clone lies inside the machine. */
export const workTree = '/root/homeline';
/** The way out to the network, when this machine has one that must be named. */
const carriedNames =
  /^(https?_proxy|no_proxy|all_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|GIT_SSL_CAINFO|npm_config_registry)$/i;

/**
 * A fresh Debian machine in a folder: minimal bookworm, this machine's Node 20 and npm, apt and the
 * network set up as here, and nothing else. It has a bare copy of the repository to clone from.
 *
 * @returns {{ root: string, remove: () => void }}
 */
export function createMachine() {
  const base = debianBase();
  const root = mkdtempSync(join(tmpdir(), 'homeline-fresh-'));
  const remove = () => rmSync(root, { recursive: true, force: true });
  try {
    execFileSync('tar', ['--extract', '--file', base, '--directory', root]);
    copyNetwork(root);
    copyNode(root);
    execFileSync('git', [
      'clone',
      '--quiet',
      '--bare',
      '--no-hardlinks',
      repository,
      join(root, 'srv/homeline.git'),
    ]);
  } catch (error) {
    remove();
    throw error;
  }
  return { root, remove };
}

/**
 * Runs a shell command as root inside the machine, in namespaces of its own, without a display.
 *
 * @param {string} root
 * @param {string} command
 * @param {(chunk: Buffer) => void} onOutput
 * @returns {{ pid: number | undefined, ended: Promise<number>, stop: () => void }}
 */
export function runInside(root, command, onOutput) {
  const namespaces = ['--mount', '--pid', '--fork', '--kill-child'];
  const child = spawn('unshare', [...namespaces, enter, root, command], {
    env: insideEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', onOutput);
  child.stderr.on('data', onOutput);
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
  return { pid: child.pid, ended, stop: () => child.kill('SIGKILL') };
}

function insideEnvironment() {
  const carried = Object.entries(process.env).filter(([name]) => carriedNames.test(name));
  return {
    ...Object.fromEntries(carried),
    HOME: '/root',
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    LANG: 'C.UTF-8',
  };
}

/** @param {string} root */
function copyNetwork(root) {
  for (const file of ['/etc/resolv.conf', '/etc/hosts']) {
    copyFileSync(realpathSync(file), join(root, file));
  }
  writeFileSync(join(root, 'etc/apt/apt.conf.d/90network'), `${aptNetworkOptions().join('\n')}\n`);
  const authorities = '/usr/local/share/ca-certificates';
  if (existsSync(authorities) && readdirSync(authorities).length > 0) {
    cpSync(authorities, join(root, authorities), { recursive: true, dereference: true });
    execFileSync('chroot', [root, '/usr/sbin/update-ca-certificates'], { stdio: 'ignore' });
  }
  for (const [name, value] of Object.entries(process.env)) {
    const namesFile = /CERT|CAINFO/.test(name) && carriedNames.test(name);
    if (namesFile && value !== undefined && existsSync(value)) copyUnlessThere(value, root);
  }
}

/** @param {string} root */
function copyNode(root) {
  const node = systemExecutable('node');
  const npm = dirname(dirname(realpathSync(systemExecutable('npm'))));
  const prefix = join(root, 'usr/local');
  mkdirSync(join(prefix, 'lib/node_modules'), { recursive: true });
  mkdirSync(join(prefix, 'etc'), { recursive: true });
  copyFileSync(realpathSync(node), join(prefix, 'bin/node'));
  chmodSync(join(prefix, 'bin/node'), 0o755);
  cpSync(npm, join(prefix, 'lib/node_modules/npm'), { recursive: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(prefix, 'bin/npm'));
  symlinkSync('../lib/node_modules/npm/bin/npx-cli.js', join(prefix, 'bin/npx'));
  const globalConfig = join(dirname(dirname(node)), 'etc/npmrc');
  if (existsSync(globalConfig)) copyFileSync(globalConfig, join(prefix, 'etc/npmrc'));
  const userConfig = join(homedir(), '.npmrc');
  if (existsSync(userConfig)) copyFileSync(userConfig, join(root, 'root/.npmrc'));
}

/** The machine's own executable, never the one npm scripts find first in node_modules.
 *
 * @param {string} name
 */
function systemExecutable(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    if (folder.includes('node_modules')) continue;
    const file = join(folder, name);
    if (existsSync(file)) return file;
  }
  throw new Error(`${name} is not installed on this machine`);
}

/**
 * @param {string} file
 * @param {string} root
 */
function copyUnlessThere(file, root) {
  const target = join(root, file);
  if (existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(file, target);
}
