import { createHash, randomBytes } from 'node:crypto';
import type { AccessClaims } from '../account/access-token.ts';
import type { Caller } from '../account/account.ts';
import { uuidV7 } from '../uuid.ts';
import { asInstant } from './column.ts';
import type { Db } from './store.ts';

const refreshTokenDays = 14;

/**
 * A desk on a bad line may not get the answer that carried its next token, and asks again with
 * the old one: for this long that is taken for what it is, and not for theft.
 */
const reuseGraceMs = 60_000;

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Begins a session: one sign-in on one desk, until it is revoked. */
export async function beginSession(
  db: Db,
  organisationId: string,
  userId: string,
  nowMs: number,
): Promise<string> {
  const id = uuidV7(nowMs);
  // Tokens that are worth nothing any more are not kept.
  await db
    .deleteFrom('refresh_token')
    .where('organisation_id', '=', organisationId)
    .where('expires_at', '<', new Date(nowMs))
    .execute();
  await db
    .insertInto('session')
    .values({
      organisation_id: organisationId,
      id,
      user_id: userId,
      created_at: new Date(nowMs).toISOString(),
      revoked_at: null,
    })
    .execute();
  return id;
}

/** A new refresh token of a session; only its hash is stored. */
export async function issueRefreshToken(
  db: Db,
  organisationId: string,
  sessionId: string,
  nowMs: number,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db
    .insertInto('refresh_token')
    .values({
      organisation_id: organisationId,
      token_hash: hashOf(token),
      session_id: sessionId,
      expires_at: new Date(nowMs + refreshTokenDays * 86_400_000).toISOString(),
      used_at: null,
    })
    .execute();
  return token;
}

export type RefreshOutcome =
  | { readonly kind: 'taken'; readonly claims: AccessClaims }
  | { readonly kind: 'reused'; readonly sessionId: string }
  | { readonly kind: 'unknown' };

/**
 * Takes a refresh token, once. One that was used longer ago than the grace is a stolen copy, of
 * one side or the other: its session ends for both.
 *
 * @returns `reused` when that has just happened; `unknown` when there is nothing to be had for it.
 */
export async function takeRefreshToken(
  db: Db,
  organisationId: string,
  token: string,
  nowMs: number,
): Promise<RefreshOutcome> {
  const tokenHash = hashOf(token);
  const found = await db
    .selectFrom('refresh_token')
    .innerJoin('session', (join) =>
      join
        .onRef('session.organisation_id', '=', 'refresh_token.organisation_id')
        .onRef('session.id', '=', 'refresh_token.session_id'),
    )
    .innerJoin('user_account', (join) =>
      join
        .onRef('user_account.organisation_id', '=', 'session.organisation_id')
        .onRef('user_account.id', '=', 'session.user_id'),
    )
    .select(['session_id', 'user_id', 'used_at', 'expires_at', 'revoked_at', 'active'])
    .where('refresh_token.organisation_id', '=', organisationId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (!found?.active || found.revoked_at || found.expires_at.getTime() <= nowMs) {
    return { kind: 'unknown' };
  }
  if (found.used_at && found.used_at.getTime() + reuseGraceMs < nowMs) {
    await revokeSession(db, organisationId, found.session_id, nowMs);
    return { kind: 'reused', sessionId: found.session_id };
  }
  await db
    .updateTable('refresh_token')
    .set({ used_at: asInstant(found.used_at ?? new Date(nowMs)) })
    .where('organisation_id', '=', organisationId)
    .where('token_hash', '=', tokenHash)
    .execute();
  const claims = { organisationId, sessionId: found.session_id, userId: found.user_id };
  return { kind: 'taken', claims };
}

/** Ends a session: its refresh tokens and its access tokens are worth nothing from now on. */
export async function revokeSession(
  db: Db,
  organisationId: string,
  sessionId: string,
  nowMs: number,
): Promise<void> {
  await db
    .updateTable('session')
    .set({ revoked_at: new Date(nowMs).toISOString() })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', sessionId)
    .where('revoked_at', 'is', null)
    .execute();
}

/** Who stands behind a token's claims now; null when the session or the person is no longer good. */
export async function callerOf(db: Db, claims: AccessClaims): Promise<Caller | null> {
  const found = await db
    .selectFrom('session')
    .innerJoin('user_account', (join) =>
      join
        .onRef('user_account.organisation_id', '=', 'session.organisation_id')
        .onRef('user_account.id', '=', 'session.user_id'),
    )
    .select('role')
    .where('session.organisation_id', '=', claims.organisationId)
    .where('session.id', '=', claims.sessionId)
    .where('session.user_id', '=', claims.userId)
    .where('revoked_at', 'is', null)
    .where('active', '=', true)
    .executeTakeFirst();
  return found ? { ...claims, role: found.role } : null;
}

/** Which of these sessions still stand: not revoked, and their person may still sign in. */
export async function standingSessions(
  db: Db,
  organisationId: string,
  sessionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('session')
    .innerJoin('user_account', (join) =>
      join
        .onRef('user_account.organisation_id', '=', 'session.organisation_id')
        .onRef('user_account.id', '=', 'session.user_id'),
    )
    .select('session.id')
    .where('session.organisation_id', '=', organisationId)
    .where('session.id', 'in', sessionIds)
    .where('revoked_at', 'is', null)
    .where('active', '=', true)
    .execute();
  return new Set(rows.map((row) => row.id));
}
