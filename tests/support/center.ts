import { join } from 'node:path';
import { pino } from 'pino';
import { hashPassword } from '../../src/center/account/password.ts';
import type { Turn } from '../../src/center/account/turn.ts';
import type { Center } from '../../src/center/center.ts';
import { ensureOrganisation } from '../../src/center/db/organisation.ts';
import type { Store } from '../../src/center/db/store.ts';
import { putUser } from '../../src/center/db/users.ts';
import { setUpPractice } from '../../src/center/practice/set-up.ts';
import { createCenterServer } from '../../src/center/server.ts';
import type { PracticeUser } from '../../src/contract/process/center-process.ts';
import type { Role } from '../../src/contract/record/provisioning.ts';
import { openTestStore } from './test-store.ts';

export const sampleFolder = join(import.meta.dirname, '../../resources/sample');
export const sampleList = join(sampleFolder, 'spring-roof-check.txt');

export { temporaryFolder, testTemplateFolder } from './test-store.ts';

/** Somebody who may sign in to a test center; the password is the login name twice. */
export function testUser(loginName: string, role: Role): PracticeUser {
  return {
    loginName,
    name: loginName,
    password: `${loginName}-${loginName}`,
    extension: '701',
    role,
    sip: {
      servers: ['ws://127.0.0.1:5066'],
      addressOfRecord: `sip:${loginName}@practice.invalid`,
      authorizationUser: loginName,
      password: 'not a secret',
      displayName: loginName,
      registerExpiresSeconds: 120,
      iceServers: [],
    },
  };
}

export type TestCenter = {
  readonly url: string;
  readonly center: Center;
  /** Moves the center's clock; it stands still otherwise. */
  readonly passTime: (ms: number) => void;
  /** Everything that was logged, as one text. */
  readonly logged: () => string;
  readonly close: () => Promise<void>;
};

/**
 * A center in this process on a store of its own, with users `agent`, `second` and `manager` and
 * the sample's campaigns and people, but no leads.
 *
 * @param given an empty store in place of the project's own.
 * @param turn a TURN server that shares a secret with it.
 */
export async function startTestCenter(
  given?: Store,
  turn: Turn | null = null,
): Promise<TestCenter> {
  const store = given ?? (await openTestStore());
  let nowMs = Date.now();
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const organisationId = await ensureOrganisation(
    store.db,
    { name: 'Test center', practice: true },
    nowMs,
  );
  const { server, center } = await createCenterServer({
    store,
    organisationId,
    log,
    turn,
    now: () => nowMs,
  });
  const set = await setUpPractice(center, {
    users: [
      testUser('agent', 'agent'),
      testUser('manager', 'floor-manager'),
      testUser('administrator', 'administrator'),
    ],
    sample: { folder: sampleFolder, leadListPath: null, scriptPath: null },
  });
  if (!set.ok) throw new Error(set.error.detail);
  const { password, ...second } = testUser('second', 'agent');
  await putUser(store.db, organisationId, {
    ...second,
    passwordHash: await hashPassword(password, 'generated'),
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    center,
    passTime: (ms) => {
      nowMs += ms;
    },
    logged: () => lines.join(''),
    close: async () => {
      await server.close();
      await store.close();
    },
  };
}
