import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ensureSystem, type SystemNeed } from './debian.ts';
import { aptNetworkOptions, debianMirror } from './fresh/debian-base.mjs';
import { cacheFolder as logFolder } from './paths.mjs';
import { runLogged, SetupProblem, step, tail } from './step.mjs';

/** Debian 12 has no Asterisk; the suite where packages are made ready for the next one has 22. */
const suite = 'sid';
const packages = ['asterisk', 'asterisk-core-sounds-en'];
const wantedVersion = /^Asterisk 22\./;

/** Outside the repository, shared by every copy of it on this machine. */
const cacheFolder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'homeline');
const archive = join(cacheFolder, `asterisk-22-${process.arch}.tar.zst`);
const recordedHash = `${archive}.sha256`;

/** Where each rig mounts its own Debian, in namespaces of its own; an empty folder for all others. */
export const mountPoint = join(cacheFolder, 'asterisk-root');

const isProgram = (name: string) => () =>
  spawnSync('/bin/sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;

const needs: readonly SystemNeed[] = [
  { name: 'mmdebstrap', packages: ['mmdebstrap'], isThere: isProgram('mmdebstrap') },
  { name: 'zstd', packages: ['zstd'], isThere: isProgram('zstd') },
  { name: 'ip', packages: ['iproute2'], isThere: isProgram('ip') },
  { name: 'SIPp', packages: ['sip-tester'], isThere: isProgram('sipp') },
  { name: 'openssl', packages: ['openssl'], isThere: isProgram('openssl') },
];

/**
 * Sees to it that there is an Asterisk 22, a small Debian in one file, and gives its path. The
 * file's SHA-256 was written down when it was made and is compared each time.
 *
 * @throws SetupProblem when this machine cannot have it.
 */
export async function ensureAsterisk(): Promise<string> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new SetupProblem(
      'Asterisk runs in namespaces of its own: that needs Linux and root.',
      'Run it as root on Debian 12 or its kin.',
    );
  }
  await ensureSystem(needs);
  requireNamespaces();
  mkdirSync(mountPoint, { recursive: true });
  if (!(await isIntact())) {
    await step('Asterisk 22 (a Debian of its own, once)', build);
  }
  return archive;
}

/**
 * @returns null, or why there is no Asterisk for the tests and what to do.
 */
export async function lackOfAsterisk(): Promise<string | null> {
  try {
    await ensureAsterisk();
    return null;
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    return `${error.message}\n${error.remedy}`;
  }
}

async function isIntact(): Promise<boolean> {
  if (!existsSync(archive) || !existsSync(recordedHash)) return false;
  if ((await hashOf(archive)) === readFileSync(recordedHash, 'utf8').trim()) return true;
  console.error(`${archive} is not what it was when it was made: made anew.`);
  return false;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function build(): Promise<void> {
  const mirror = debianMirror();
  if (mirror === null) {
    throw new SetupProblem(
      'apt on this machine knows no Debian source, from which Asterisk 22 would come.',
      'Run it on Debian 12 or its kin.',
    );
  }
  const unfinished = join(cacheFolder, `asterisk-22-${process.pid}.tar.zst`);
  const options = [
    ...aptNetworkOptions(),
    'Acquire::Check-Valid-Until "false"',
    'APT::Install-Recommends "false"',
  ];
  const unread = ['doc', 'man', 'locale'].map((name) => `path-exclude=/usr/share/${name}/*`);
  const logFile = join(logFolder, 'asterisk.log');
  try {
    const code = await runLogged(
      'mmdebstrap',
      [
        ...['--variant=minbase', `--include=${packages.join(',')}`],
        ...options.map((option) => `--aptopt=${option}`),
        ...unread.map((option) => `--dpkgopt=${option}`),
        ...[suite, unfinished, `deb ${mirror} ${suite} main`],
      ],
      { cwd: '/', logFile },
    );
    if (code !== 0) {
      throw new SetupProblem(
        `mmdebstrap ended with code ${code}:\n${tail(logFile)}`,
        'Put that right, then run the same command again.',
      );
    }
    requireWantedVersion(unfinished);
    writeFileSync(recordedHash, `${await hashOf(unfinished)}\n`);
    renameSync(unfinished, archive);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** The package's own record says which version it is; the suite moves on. */
function requireWantedVersion(file: string): void {
  const status = execFileSync(
    'tar',
    ['--zstd', '--extract', '--to-stdout', '--file', file, './var/lib/dpkg/status'],
    { encoding: 'utf8', maxBuffer: 64 * 1_048_576 },
  );
  const version = /^Package: asterisk\n(?:.+\n)*?Version: (?:\d+:)?(.+)$/m.exec(status)?.[1];
  if (wantedVersion.test(`Asterisk ${version}`)) return;
  throw new SetupProblem(
    `Debian's ${suite} has Asterisk ${version ?? 'nowhere'} now; the tests are written for 22.`,
    'Settings and tests have to be looked through for that version first.',
  );
}

function requireNamespaces(): void {
  const tried = spawnSync(
    'unshare',
    [
      ...['--mount', '--net', '--pid', '--fork', '/bin/sh', '-c'],
      'mount -t tmpfs tmpfs /mnt && ip link add one type veth peer name other',
    ],
    { encoding: 'utf8' },
  );
  if (tried.status === 0) return;
  throw new SetupProblem(
    `This machine does not let root make namespaces: ${tried.stderr.trim()}`,
    'In a container, allow it (CAP_SYS_ADMIN, CAP_NET_ADMIN), or use a whole machine.',
  );
}
