import { parseArgs } from 'node:util';
import { checkProvisioning } from './conformance/provisioning.ts';
import { checkSignIn } from './conformance/sign-in.ts';
import { checkSubmissions } from './conformance/submissions.ts';
import { checkSocket } from './conformance/sync-socket.ts';
import { createTally } from './conformance/tally.ts';

// npm run conformance -- --url URL --login NAME --password PASSWORD: whether a center keeps the
// protocol of docs/protocol.md for sign-in, provisioning and summaries. It writes a few summaries
// of calls that never were: ask a center that may be thrown away.

const usage =
  'npm run conformance -- --url URL --login NAME --password PASSWORD\n' +
  'The password may be in HOMELINE_CONFORMANCE_PASSWORD instead.';

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    login: { type: 'string' },
    password: { type: 'string', default: process.env['HOMELINE_CONFORMANCE_PASSWORD'] ?? '' },
  },
});
const { url, login, password } = values;
if (url === undefined || login === undefined || password === '') {
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}

const tally = createTally((line) => process.stdout.write(`${line}\n`));
const base = url.replace(/\/$/, '');
const session = await checkSignIn(tally, base, login, password);
if (session) {
  await checkProvisioning(tally, base, session);
  const welcome = await checkSocket(tally, base, session);
  if (welcome) await checkSubmissions(tally, base, session);
  await session.signOut(tally);
}
process.stdout.write(`${tally.passed()} passed, ${tally.failed()} failed\n`);
process.exitCode = tally.failed() === 0 && session ? 0 : 1;
