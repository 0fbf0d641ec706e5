import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate for a server on the loopback, and the authority that signed it; all PEM. */
export type Authority = {
  readonly certificateAuthority: string;
  readonly certificate: string;
  readonly privateKey: string;
};

/** Makes an authority that nobody knows, and lets it sign for 127.0.0.1; both last a day. */
export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'));
  const file = (name: string) => join(folder, name);
  const openssl = (...parameters: string[]) =>
    execFileSync('openssl', parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  try {
    openssl(
      ...['req', '-x509', ...fresh, '-days', '1', '-subj', '/CN=Authority of a test'],
      ...['-keyout', file('authority.key'), '-out', file('authority.pem')],
    );
    openssl(
      ...['req', ...fresh, '-subj', '/CN=Telephone server of a test'],
      ...['-keyout', file('server.key'), '-out', file('server.csr')],
    );
    writeFileSync(file('names'), 'subjectAltName=IP:127.0.0.1\n');
    openssl(
      ...['x509', '-req', '-days', '1', '-in', file('server.csr'), '-out', file('server.pem')],
      ...['-CA', file('authority.pem'), '-CAkey', file('authority.key'), '-CAcreateserial'],
      ...['-extfile', file('names')],
    );
    return {
      certificateAuthority: readFileSync(file('authority.pem'), 'utf8'),
      certificate: readFileSync(file('server.pem'), 'utf8'),
      privateKey: readFileSync(file('server.key'), 'utf8'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
