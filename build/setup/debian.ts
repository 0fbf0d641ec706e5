import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './paths.mjs';
import { runLogged, SetupProblem, step, tail } from './step.mjs';

/** Something the machine must have that npm does not bring. */
export type SystemNeed = {
  name: string;
  /** Whether it is there already. */
  isThere: () => boolean;
  /** The Debian packages that bring it. */
  packages: readonly string[];
};

/**
 * Sees to it that the machine has what is needed: installs it on Debian and its kin as root, tells
 * the exact command everywhere else.
 */
export async function ensureSystem(needs: readonly SystemNeed[]): Promise<void> {
  const missing = needs.filter((need) => !need.isThere());
  if (missing.length === 0) return;
  const packages = [...new Set(missing.flatMap((need) => need.packages))];
  const names = missing.map((need) => need.name).join(', ');
  if (!hasApt()) throw new SetupProblem(`Missing on this machine: ${names}.`, remedyWithoutApt());
  if (process.getuid?.() !== 0) {
    throw new SetupProblem(
      `Missing on this machine: ${names}.`,
      `Install it, then run the same command again:\n  sudo apt-get update && sudo apt-get install --no-install-recommends ${packages.join(' ')}`,
    );
  }
  await step(`system packages (${packages.join(', ')})`, () => install(packages));
  const still = needs.filter((need) => !need.isThere()).map((need) => need.name);
  if (still.length > 0) {
    throw new SetupProblem(
      `apt-get installed ${packages.join(', ')}, but this is still missing: ${still.join(', ')}.`,
      'Set HOMELINE_CHROMIUM to a Chromium executable, or report this with your Debian version.',
    );
  }
}

async function install(packages: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const logFile = join(cacheFolder, 'apt-get.log');
  // A machine that has just started may be busy with updates of its own.
  const patience = ['-o', 'DPkg::Lock::Timeout=300'];
  const apt = (args: string[]) =>
    runLogged('apt-get', [...patience, ...args], { cwd: '/', env, logFile });
  // A failing update (one dead third-party source) does not matter when the install works.
  const updated = await apt(['update', '--quiet']);
  const code = await apt(['install', '--yes', '--quiet', '--no-install-recommends', ...packages]);
  if (code === 0) return;
  throw new SetupProblem(
    `apt-get install ended with code ${code} (update: ${updated}):\n${tail(logFile)}`,
    'Put that right, then run the same command again.',
  );
}

function hasApt(): boolean {
  return process.platform === 'linux' && existsSync('/usr/bin/apt-get');
}

function remedyWithoutApt(): string {
  switch (process.platform) {
    case 'darwin':
      return 'Install Chromium (brew install --cask chromium), set HOMELINE_CHROMIUM to its executable, then run the same command again.';
    case 'win32':
      return 'Install Chromium (winget install Hibbiki.Chromium), set HOMELINE_CHROMIUM to its chrome.exe, then run the same command again.';
    default:
      return 'Install Chromium, chromedriver, and fonts with Chinese and Vietnamese from your distribution (Fedora: dnf install chromium chromedriver google-noto-sans-cjk-fonts; Arch: pacman -S chromium noto-fonts noto-fonts-cjk), then run the same command again.';
  }
}

/** True when fontconfig knows a font that covers the language (a fontconfig tag such as `zh-cn`). */
export function hasFontFor(language: string): boolean {
  const run = spawnSync('fc-list', [`:lang=${language}`, 'file'], { encoding: 'utf8' });
  return run.status === 0 && run.stdout.trim() !== '';
}
