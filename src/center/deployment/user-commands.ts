import { z } from 'zod';
import { provisioning, role } from '../../contract/record/provisioning.ts';
import type { SipAccount } from '../account/account.ts';
import { hashPassword } from '../account/password.ts';
import { ensureOrganisation, organisationIsThere, soleOrganisation } from '../db/organisation.ts';
import type { Db } from '../db/store.ts';
import { endSessionsOf, listUsers, putUser, setActive, userByLoginName } from '../db/users.ts';
import { country, organisationLine, type PutCommand, putCommands } from './put-commands.ts';

const loginName = z.string().min(1).max(200);
const password = z.string().min(10, 'a password has at least 10 characters').max(1_000);
const newUser = z.object({
  loginName,
  name: z.string().min(1).max(500),
  role,
  password,
  extension: z.string().max(40),
  /** Null for somebody without a phone, such as an administrator. */
  sip: provisioning.shape.sip.nullable(),
});

/** What an administrator may have done to a store from the command line, running center or not. */
export const storeCommand = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('init'),
    organisation: organisationLine,
    country: country.default(''),
    administrator: newUser,
  }),
  ...putCommands,
  z.object({ kind: z.literal('user-add'), user: newUser }),
  z.object({ kind: z.literal('user-list') }),
  z.object({ kind: z.literal('user-password'), loginName, password }),
  z.object({ kind: z.literal('user-active'), loginName, active: z.boolean() }),
  z.object({ kind: z.literal('check') }),
  z.object({ kind: z.literal('backup'), file: z.string().min(1) }),
]);
export type StoreCommand = z.infer<typeof storeCommand>;
type UserCommand = Exclude<StoreCommand, PutCommand | { kind: 'backup' | 'check' }>;

export type CommandOutcome =
  | { readonly ok: true; readonly lines: readonly string[] }
  | { readonly ok: false; readonly detail: string };

const done = (...lines: string[]): CommandOutcome => ({ ok: true, lines });
const refused = (detail: string): CommandOutcome => ({ ok: false, detail });

/** Carries out what concerns an organisation and its people. */
export async function runUserCommand(db: Db, command: UserCommand): Promise<CommandOutcome> {
  const isThere = await organisationIsThere(db);
  if (command.kind === 'init') {
    if (isThere) return refused('This store has an organisation already.');
    const { organisation, administrator, country: code } = command;
    if (administrator.role !== 'administrator') return refused('The first user administers.');
    await ensureOrganisation(
      db,
      { name: organisation, practice: false, country: code },
      Date.now(),
    );
    await write(db, administrator);
    return done(`${organisation} is set up; ${administrator.loginName} may sign in.`);
  }
  if (!isThere) return refused('This store has no organisation yet: run `init` first.');
  switch (command.kind) {
    case 'user-add': {
      const { user } = command;
      if (await userByLoginName(db, soleOrganisation, user.loginName)) {
        return refused(`There is a user ${user.loginName} already.`);
      }
      await write(db, user);
      return done(`${user.loginName} may sign in as ${user.role}.`);
    }
    case 'user-list': {
      const users = await listUsers(db, soleOrganisation);
      return done(
        ...users.map((one) =>
          [one.loginName, one.role, one.active ? 'active' : 'deactivated', one.name].join('\t'),
        ),
      );
    }
    case 'user-password': {
      const user = await userByLoginName(db, soleOrganisation, command.loginName);
      if (!user) return refused(`There is no user ${command.loginName}.`);
      const passwordHash = await hashPassword(command.password);
      await putUser(db, soleOrganisation, { ...user, passwordHash });
      if (!user.active) await setActive(db, soleOrganisation, user.id, false);
      await endSessionsOf(db, soleOrganisation, user.id, Date.now());
      return done(`${user.loginName} has a new password and is signed out everywhere.`);
    }
    case 'user-active': {
      const user = await userByLoginName(db, soleOrganisation, command.loginName);
      if (!user) return refused(`There is no user ${command.loginName}.`);
      await setActive(db, soleOrganisation, user.id, command.active);
      if (command.active) return done(`${user.loginName} may sign in again.`);
      await endSessionsOf(db, soleOrganisation, user.id, Date.now());
      return done(`${user.loginName} may not sign in any more and is signed out everywhere.`);
    }
  }
}

async function write(db: Db, user: z.infer<typeof newUser>): Promise<void> {
  const { password: plain, sip, ...rest } = user;
  await putUser(db, soleOrganisation, {
    ...rest,
    sip: sip ?? withoutPhone(user.loginName, user.name),
    passwordHash: await hashPassword(plain),
  });
}

/** A line that never registers anywhere (RFC 6761: `.invalid`). */
function withoutPhone(login: string, displayName: string): SipAccount {
  return {
    servers: ['wss://no-phone.invalid'],
    addressOfRecord: `sip:${encodeURIComponent(login)}@no-phone.invalid`,
    authorizationUser: login,
    password: '',
    displayName,
    registerExpiresSeconds: 600,
    iceServers: [],
  };
}
