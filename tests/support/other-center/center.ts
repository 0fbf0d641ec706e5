// A center by somebody else, written from docs/protocol.md and docs/provisioning.md alone:
// node center.ts LOGIN PASSWORD FILE [FAULT]. The agent's provisioning is the example of the page.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { unescape as decoded } from 'node:querystring';
import { openItems } from './items.ts';
import { openSessions, type Session } from './sessions.ts';
import { type Fields, fits, parse, refresh, signIn } from './shape.ts';
import { openSync } from './sync.ts';

const [loginName = '', password = '', file = '', fault = ''] = process.argv.slice(2);
const docs = join(import.meta.dirname, '../../../docs');
const page = (name: string) => readFileSync(join(docs, name), 'utf8');
const protocol = /describes version `(\w+)`/.exec(page('protocol.md'))?.[1] ?? '';
const example = JSON.parse(/```json\n(.*?)```/s.exec(page('provisioning.md'))?.[1] ?? '');
const { id: centerId, name, epoch } = example.center;
const provisioning = { ...example, agent: { ...example.agent, loginName }, sequence: 0 };
const sessions = openSessions(loginName, password);
const items = openItems(file, centerId, fault);

type Answer = readonly [status: number, body: unknown];
const problem = (status: number, kind: string, more: Fields = {}): Answer => [
  status,
  { type: 'about:blank', status, title: kind, kind, detail: `This is ${kind}.`, ...more },
];
const publicly: { [route: string]: (sent: unknown) => Answer } = {
  'GET /v1/about': () => [200, { product: 'homeline-center', name, centerId, protocol }],
  'POST /v1/sign-in': (sent) => {
    if (!fits(sent, signIn)) return problem(400, 'malformed');
    const asked = sent as typeof signIn;
    if (fault === 'any-password') asked.password = password;
    const tokens = sessions.signIn(asked.loginName, asked.password);
    if (tokens === null) return problem(401, 'wrong-credentials');
    if (typeof tokens !== 'number') return [200, { tokens, provisioning }];
    return problem(429, 'locked-out', { retryAfterSeconds: tokens });
  },
  'POST /v1/refresh': (sent) => {
    if (!fits(sent, refresh)) return problem(400, 'malformed');
    const tokens = sessions.refresh((sent as typeof refresh).refreshToken);
    return tokens === null ? problem(401, 'token-expired') : [200, tokens];
  },
};
const signedIn: { [route: string]: (session: Session, key: string) => Answer } = {
  'POST /v1/sign-out': (session) => [204, sessions.end(session)],
  'GET /v1/provisioning': () => [200, provisioning],
  'GET /v1/receipts/': (_session, key) => {
    const receipt = fault === 'loses-receipts' ? null : items.receiptOf(key);
    return receipt === null ? problem(404, 'not-found') : [200, receipt];
  },
};

function answer({ method, url = '', headers }: IncomingMessage, body: string) {
  if (body.length > 65_536) return problem(413, 'too-large');
  const path = url.replace(/\?.*/, '');
  const route = `${method} ${path.replace(/(?<=^\/v1\/receipts\/).+/, '')}`;
  if (publicly[route]) return publicly[route](parse(body));
  if (!signedIn[route]) return problem(404, 'not-found');
  const session = sessions.byAccess(headers.authorization?.replace(/^Bearer /i, '') ?? '');
  if (session === null) return problem(401, 'token-expired');
  return signedIn[route](session, decoded(path.replace('/v1/receipts/', '')));
}

const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body = (body + part).slice(0, 65_537);
  const [status, told] = answer(request, body);
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type });
  response.end(JSON.stringify(told));
});
openSync(server, { centerId, epoch, protocol, provisioning }, sessions, items);
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
