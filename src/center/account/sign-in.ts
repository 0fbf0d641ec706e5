import type { Problem } from '../../contract/http/problem.ts';
import type { Tokens } from '../../contract/http/sign-in.ts';
import type { Center } from '../center.ts';
import { beginSession, issueRefreshToken, takeRefreshToken } from '../db/sessions.ts';
import { chargeTry, forgetTries } from '../db/sign-in-failures.ts';
import type { Db } from '../db/store.ts';
import { userByLoginName } from '../db/users.ts';
import { problem } from '../http/problem.ts';
import { type AccessClaims, issueAccessToken } from './access-token.ts';
import { passwordMatches } from './password.ts';

export type SignedIn = { readonly tokens: Tokens; readonly userId: string };
type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Proves a name and a password and begins a session. A wrong name and a wrong password take the
 * same work and have the same answer.
 */
export async function signIn(
  center: Center,
  loginName: string,
  password: string,
): Promise<Outcome<SignedIn>> {
  const { db, organisationId } = center;
  const waitSeconds = await chargeTry(db, organisationId, loginName, center.now());
  if (waitSeconds > 0) {
    const detail = `Too many wrong passwords. Try again in ${waitSeconds} seconds.`;
    return {
      ok: false,
      problem: { ...problem('locked-out', detail), retryAfterSeconds: waitSeconds },
    };
  }
  const user = await userByLoginName(db, organisationId, loginName);
  const usable = user?.active === true ? user : null;
  if (!(await passwordMatches(password, usable?.passwordHash ?? null)) || !usable) {
    return {
      ok: false,
      problem: problem('wrong-credentials', 'Name or password is not right. Check both.'),
    };
  }
  const nowMs = center.now();
  const tokens = await db.transaction().execute(async (transaction) => {
    await forgetTries(transaction, organisationId, loginName, nowMs);
    const sessionId = await beginSession(transaction, organisationId, usable.id, nowMs);
    return issueTokens(center, transaction, { organisationId, sessionId, userId: usable.id });
  });
  return { ok: true, value: { tokens, userId: usable.id } };
}

/** Gives the next tokens of a session for its refresh token. */
export async function refresh(center: Center, refreshToken: string): Promise<Outcome<Tokens>> {
  const { db, organisationId } = center;
  const outcome = await db.transaction().execute(async (transaction) => {
    const taken = await takeRefreshToken(transaction, organisationId, refreshToken, center.now());
    if (taken.kind !== 'taken') return taken;
    return {
      kind: 'issued',
      tokens: await issueTokens(center, transaction, taken.claims),
    } as const;
  });
  if (outcome.kind === 'issued') return { ok: true, value: outcome.tokens };
  if (outcome.kind === 'reused') center.sessionEnded(outcome.sessionId);
  return { ok: false, problem: problem('token-expired', 'This session has ended. Sign in again.') };
}

async function issueTokens(center: Center, db: Db, claims: AccessClaims): Promise<Tokens> {
  const nowMs = center.now();
  const access = await issueAccessToken(center.identity, claims, nowMs);
  const { organisationId, sessionId } = claims;
  return {
    accessToken: access.token,
    accessExpiresAt: access.expiresAt,
    refreshToken: await issueRefreshToken(db, organisationId, sessionId, nowMs),
  };
}
