import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from './rig/authority.ts';

/** What the app does, in a process whose system trusts what the variable says. */
const program = `
import WebSocket from 'ws';
import { trustSystemAuthorities } from ${JSON.stringify(join(import.meta.dirname, '../../src/main/system/trust.ts'))};
const [host, trusting] = process.argv.slice(1);
const log = { info: () => undefined, warn: (fields, message) => console.error(message) };
if (trusting === 'yes') trustSystemAuthorities(log);
const page = await fetch('https://' + host).then(({ status }) => status, ({ cause }) => cause.code);
const socket = await new Promise((resolve) => {
  const opening = new WebSocket('wss://' + host, 'sip');
  opening.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode));
  opening.on('error', ({ code }) => resolve(code));
});
console.log(JSON.stringify([page, socket]));
process.exit(0);
`;

const folder = mkdtempSync(join(tmpdir(), 'system-trust-'));
const { certificateAuthority, certificate, privateKey } = createAuthority();
const server = createServer({ cert: certificate, key: privateKey }, (_request, response) => {
  response.writeHead(204).end();
});
server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** The status of a request and of a socket, or why there was none. */
function reach(trusting: 'yes' | 'no', trusted: string): Promise<unknown> {
  const file = join(folder, 'trusted.pem');
  writeFileSync(file, trusted);
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--input-type=module', '--eval', program, `127.0.0.1:${port}`, trusting],
      { env: { ...process.env, SSL_CERT_FILE: file }, cwd: import.meta.dirname },
      (error, output) => (error ? reject(error) : resolve(JSON.parse(output))),
    );
  });
}

const unverified = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';

test('an authority in the store of the system is known to the center’s client and to SIP', async () => {
  expect(await reach('yes', certificateAuthority)).toEqual([204, 403]);
});

test('one that is not there, or not asked for, is not', async () => {
  const { certificateAuthority: another } = createAuthority();
  expect(await reach('yes', another)).toEqual([unverified, unverified]);
  expect(await reach('no', certificateAuthority)).toEqual([unverified, unverified]);
});
