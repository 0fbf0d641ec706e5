import { Agent, type IncomingMessage, request } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { startTestCenter } from '../../support/center.ts';

// A client that keeps its connections as long as it may, as fetch does.
const agent = new Agent({ keepAlive: true });
afterAll(() => agent.destroy());

test('who is being answered gets the answer, and the end does not wait for the connection', async () => {
  const center = await startTestCenter();
  const body = JSON.stringify({ loginName: 'agent', password: 'agent-agent' });
  const asking = request(`${center.url}/v1/sign-in`, {
    agent,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      expect: '100-continue',
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    asking.once('response', resolve).once('error', reject);
  });
  // The center has the request, and waits for its body.
  const underWay = new Promise((resolve) => asking.once('continue', resolve));
  asking.flushHeaders();
  await underWay;
  const closed = center.close();
  const isThere = () =>
    fetch(`${center.url}/health`).then(
      () => true,
      () => false,
    );
  await expect.poll(isThere, { timeout: 30_000 }).toBe(false);
  asking.end(body);
  const answer = await answered;
  answer.resume();
  expect(answer.statusCode).toBe(200);
  await closed;
});
