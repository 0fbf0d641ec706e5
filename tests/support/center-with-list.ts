import { readFileSync } from 'node:fs';
import { expect, onTestFinished } from 'vitest';
import { sampleList, startTestCenter, type TestCenter } from './center.ts';
import { ask, signIn } from './center-client.ts';

/** A center with the sample's list, imported by the floor manager; gone when the test ends. */
export async function centerWithList(): Promise<TestCenter> {
  const center = await startTestCenter();
  onTestFinished(() => center.close());
  const { tokens } = await signIn(center.url, 'manager');
  const answer = await ask(center.url, '/v1/campaigns/spring-roof-check/lead-lists', {
    token: tokens.accessToken,
    file: { name: 'list.txt', content: new Uint8Array(readFileSync(sampleList)) },
  });
  expect(answer.status).toBe(201);
  return center;
}
