import { type SqlBool, sql } from 'kysely';
import type { Role } from '../../contract/record/provisioning.ts';
import type { SipAccount } from '../account/account.ts';
import { uuidV7 } from '../uuid.ts';
import type { Db } from './store.ts';

/** A person who may sign in. */
export type User = {
  readonly id: string;
  readonly loginName: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly extension: string;
  readonly sip: SipAccount;
  readonly active: boolean;
};

function users(db: Db, organisationId: string) {
  return db
    .selectFrom('user_account')
    .select([
      'id',
      'login_name as loginName',
      'name',
      'role',
      'password_hash as passwordHash',
      'extension',
      'sip',
      'active',
    ])
    .where('organisation_id', '=', organisationId);
}

/** The person of a login name, in any case of letters; null when nobody has it. */
export async function userByLoginName(
  db: Db,
  organisationId: string,
  loginName: string,
): Promise<User | null> {
  const found = await users(db, organisationId)
    // Both sides by the database: which letters it knows the small ones of is its locale's matter.
    .where(sql<SqlBool>`lower(login_name) = lower(${loginName})`)
    .executeTakeFirst();
  return found ?? null;
}

export async function userById(
  db: Db,
  organisationId: string,
  userId: string,
): Promise<User | null> {
  return (await users(db, organisationId).where('id', '=', userId).executeTakeFirst()) ?? null;
}

/** Names of people by their id. */
export async function namesOf(
  db: Db,
  organisationId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const found = await users(db, organisationId).where('id', 'in', userIds).execute();
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** Makes a user, or gives the one of this login name a new password, role and phone. */
export async function putUser(
  db: Db,
  organisationId: string,
  user: Omit<User, 'id' | 'active'>,
): Promise<string> {
  const values = {
    name: user.name,
    role: user.role,
    password_hash: user.passwordHash,
    extension: user.extension,
    sip: JSON.stringify(user.sip),
    active: true,
  };
  const existing = await userByLoginName(db, organisationId, user.loginName);
  if (existing) {
    await db
      .updateTable('user_account')
      .set(values)
      .where('organisation_id', '=', organisationId)
      .where('id', '=', existing.id)
      .execute();
    return existing.id;
  }
  const id = uuidV7();
  await db
    .insertInto('user_account')
    .values({
      ...values,
      organisation_id: organisationId,
      id,
      login_name: user.loginName,
      created_at: new Date().toISOString(),
    })
    .execute();
  return id;
}

/** Everybody, by login name. */
export async function listUsers(db: Db, organisationId: string): Promise<readonly User[]> {
  return users(db, organisationId).orderBy('login_name').execute();
}

/** Whether somebody may sign in. */
export async function setActive(
  db: Db,
  organisationId: string,
  userId: string,
  active: boolean,
): Promise<void> {
  await db
    .updateTable('user_account')
    .set({ active })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', userId)
    .execute();
}

/** Signs somebody out on every desk; a running center notices within seconds. */
export async function endSessionsOf(
  db: Db,
  organisationId: string,
  userId: string,
  nowMs: number,
): Promise<void> {
  await db
    .updateTable('session')
    .set({ revoked_at: new Date(nowMs).toISOString() })
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .execute();
}
