import { sql } from 'kysely';
import type { Db } from './store.ts';

const freeTries = 5;
const firstLockSeconds = 15;
const longestLockSeconds = 900;

/**
 * Counts a try for a login name before its password is looked at, so that many tries at once
 * cannot slip past the limit. From the fifth in a row the name is locked, for twice as long each
 * time, up to a quarter of an hour. Names that nobody has are counted alike.
 *
 * @returns 0 when the try may go on, else the seconds until the next one is listened to.
 */
export async function chargeTry(
  db: Db,
  organisationId: string,
  loginName: string,
  nowMs: number,
): Promise<number> {
  const now = new Date(nowMs).toISOString();
  const name = loginName.toLowerCase();
  const { rows: charged } = await sql`
    insert into sign_in_failure as held
      (organisation_id, login_name, failures, locked_until, last_failed_at)
    values (${organisationId}, ${name}, 1, ${now}::timestamptz, ${now}::timestamptz)
    on conflict (organisation_id, login_name) do update set
      failures = held.failures + 1,
      last_failed_at = excluded.last_failed_at,
      locked_until = case when held.failures + 1 < ${freeTries}::int then excluded.locked_until
        else excluded.locked_until + make_interval(secs => least(${longestLockSeconds}::int,
          ${firstLockSeconds}::int * power(2, least(held.failures + 1 - ${freeTries}::int, 10))))
        end
    where held.locked_until <= excluded.locked_until
    returning failures`.execute(db);
  if (charged.length > 0) return 0;
  const held = await db
    .selectFrom('sign_in_failure')
    .select('locked_until')
    .where('organisation_id', '=', organisationId)
    .where('login_name', '=', name)
    .executeTakeFirst();
  return Math.max(1, Math.ceil(((held?.locked_until.getTime() ?? nowMs) - nowMs) / 1_000));
}

/** Forgets the tries for a name that was proved, and those of all names left alone for a day. */
export async function forgetTries(
  db: Db,
  organisationId: string,
  loginName: string,
  nowMs: number,
): Promise<void> {
  await db
    .deleteFrom('sign_in_failure')
    .where('organisation_id', '=', organisationId)
    .where((the) =>
      the.or([
        the('login_name', '=', loginName.toLowerCase()),
        the('last_failed_at', '<', new Date(nowMs - 86_400_000)),
      ]),
    )
    .execute();
}
