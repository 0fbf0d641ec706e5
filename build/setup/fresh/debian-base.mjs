import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const release = 'bookworm';
/** What a fresh machine has besides Debian's minimal set: certificates, git, and what Node links to. */
const include = ['ca-certificates', 'git', 'libstdc++6'];
const maximumAgeMs = 7 * 24 * 3600 * 1000;

/**
 * The package sources this machine's apt already uses for bookworm, as one-line `deb` entries.
 * Read at run time: no mirror is named in this repository.
 *
 * @returns {string[]}
 */
function debianSources() {
  const format = '$(ORIGIN)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)';
  const rows = execFileSync('apt-get', ['indextargets', '--format', format], { encoding: 'utf8' });
  const sources = new Set();
  for (const row of rows.split('\n')) {
    const [origin, uri, suite, component] = row.split('|');
    if (origin === 'Debian' && suite?.startsWith(release)) {
      sources.add(`deb ${uri} ${suite} ${component}`);
    }
  }
  if (sources.size === 0) {
    throw new Error(`apt on this machine knows no Debian ${release} source; add one and try again`);
  }
  return [...sources];
}

/**
 * The address of the Debian mirror that this machine's apt already uses.
 *
 * @returns {string | null}
 */
export function debianMirror() {
  const format = '$(ORIGIN)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)';
  const rows = execFileSync('apt-get', ['indextargets', '--format', format], { encoding: 'utf8' });
  for (const row of rows.split('\n')) {
    const [origin, uri, suite, component] = row.split('|');
    // The mirror of security updates has these only.
    if (origin !== 'Debian' || component !== 'main' || suite === undefined) continue;
    if (uri !== undefined && !/-(security|updates|backports)/.test(suite)) return uri;
  }
  return null;
}

/** apt's own network settings (proxies, certificates) as options, read from its configuration.
 *
 * @returns {string[]}
 */
export function aptNetworkOptions() {
  const dump = execFileSync('apt-config', ['dump'], { encoding: 'utf8' });
  return dump
    .split('\n')
    .filter((line) => /^Acquire::(http|https)::\S+ ".+";$/.test(line))
    .filter((line) => !/User-Agent/.test(line));
}

/**
 * Path of a tar file with a minimal bookworm, made when there is none or it is older than a week.
 *
 * @returns {string}
 */
export function debianBase() {
  const sources = debianSources();
  const key = createHash('sha256')
    .update(JSON.stringify([sources, include]))
    .digest('hex');
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'homeline');
  const file = join(cache, `${release}-${key.slice(0, 12)}.tar`);
  if (existsSync(file) && Date.now() - statSync(file).mtimeMs < maximumAgeMs) return file;
  requireMmdebstrap();
  mkdirSync(cache, { recursive: true });
  const unfinished = `${file}.${process.pid}.tar`;
  const args = ['--variant=minbase', `--include=${include.join(',')}`, '--quiet'];
  for (const option of aptNetworkOptions()) args.push(`--aptopt=${option}`);
  const made = spawnSync('mmdebstrap', [...args, release, unfinished, ...sources], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (made.status !== 0) {
    rmSync(unfinished, { force: true });
    throw new Error(`mmdebstrap ended with code ${made.status}`);
  }
  renameSync(unfinished, file);
  return file;
}

function requireMmdebstrap() {
  if (spawnSync('mmdebstrap', ['--version'], { stdio: 'ignore' }).status === 0) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '--yes', '--quiet', '--no-install-recommends', 'mmdebstrap'];
  execFileSync('apt-get', ['update', '--quiet'], { env, stdio: 'ignore' });
  execFileSync('apt-get', install, { env, stdio: ['ignore', 'ignore', 'inherit'] });
}
