import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { CenterIdentity } from '../db/store.ts';

/** How long an access token is good for. */
export const accessTokenSeconds = 600;

const claims = z.object({ sub: z.string(), org: z.string(), sid: z.string(), exp: z.number() });

/** What an access token says; role and standing are read from the store at each use. */
export type AccessClaims = {
  readonly organisationId: string;
  readonly userId: string;
  readonly sessionId: string;
};

/** Signs an access token (JWT, HS256, RFC 7519) that only this center accepts. */
export async function issueAccessToken(
  identity: CenterIdentity,
  subject: AccessClaims,
  nowMs: number,
): Promise<{ readonly token: string; readonly expiresAt: string }> {
  const expiresSeconds = Math.floor(nowMs / 1_000) + accessTokenSeconds;
  const token = await new SignJWT({ org: subject.organisationId, sid: subject.sessionId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(subject.userId)
    .setAudience(identity.centerId)
    .setIssuedAt(Math.floor(nowMs / 1_000))
    .setExpirationTime(expiresSeconds)
    .sign(identity.tokenSecret);
  return { token, expiresAt: new Date(expiresSeconds * 1_000).toISOString() };
}

/** Reads an access token; null when it is not ours, changed, or too old. */
export async function readAccessToken(
  identity: CenterIdentity,
  token: string,
  nowMs: number,
): Promise<AccessClaims | null> {
  try {
    const { payload } = await jwtVerify(token, identity.tokenSecret, {
      algorithms: ['HS256'],
      audience: identity.centerId,
      currentDate: new Date(nowMs),
    });
    const read = claims.safeParse(payload);
    if (!read.success) return null;
    const { sub, org, sid } = read.data;
    return { userId: sub, organisationId: org, sessionId: sid };
  } catch {
    // Every way in which a token can be wrong has the same answer: sign in again.
    return null;
  }
}
