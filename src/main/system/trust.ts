import * as tls from 'node:tls';
import type { Log } from '../log/log.ts';

let asked = false;

/**
 * From now on certificates are also verified against what the system trusts: a company that signs
 * its own puts its authority there, for all programs. What is built in stays trusted, nothing is
 * verified less. Reading the system's store takes a tenth of a second, so it is done once, and only
 * when the first secure connection is near.
 */
export function trustSystemAuthorities(log: Pick<Log, 'info' | 'warn'>): void {
  if (asked) return;
  asked = true;
  // Not every Electron has it.
  const { getCACertificates, setDefaultCACertificates } = tls as Partial<typeof tls>;
  if (getCACertificates === undefined || setDefaultCACertificates === undefined) {
    log.warn({ node: process.versions.node }, 'authorities of the system cannot be read');
    return;
  }
  const builtIn = getCACertificates('default');
  const all = new Set([...builtIn, ...getCACertificates('system')]);
  setDefaultCACertificates([...all]);
  log.info({ builtIn: builtIn.length, all: all.size }, 'authorities');
}
