import { argon2Sync, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

export type Session = { ended: boolean; readonly onEnd: Set<() => void> };
type Grant = { session: Session; until: number; usedAt: number };
export type Sessions = ReturnType<typeof openSessions>;

const [accessMs, refreshMs] = [10 * 60_000, 14 * 24 * 3_600_000];
const costs = { nonce: randomBytes(16), parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 };
const hash = (password: string) => argon2Sync('argon2id', { message: password, ...costs });

/** Who has signed in as the one agent of this center. */
export function openSessions(ownName: string, ownPassword: string) {
  const ownHash = hash(ownPassword);
  const grants = new Map<string, Grant>();
  const tries = new Map<string, { count: number; lockedUntil: number }>();

  const issue = (session: Session) => {
    const now = Date.now();
    const [accessToken, refreshToken] = [`a-${randomUUID()}`, `r-${randomUUID()}`];
    grants.set(accessToken, { session, until: now + accessMs, usedAt: 0 });
    grants.set(refreshToken, { session, until: now + refreshMs, usedAt: 0 });
    return { accessToken, refreshToken, accessExpiresAt: new Date(now + accessMs).toISOString() };
  };
  const held = (token: string, kind: string) => {
    const found = token.startsWith(kind) ? grants.get(token) : undefined;
    return found && !found.session.ended && Date.now() <= found.until ? found : null;
  };
  const end = (session: Session) => {
    session.ended = true;
    for (const listener of session.onEnd) listener();
  };
  /** Tokens, or null for a wrong name or password, or the seconds that the name is locked for. */
  const signIn = (loginName: string, password: string) => {
    const name = loginName.toLowerCase();
    const { count, lockedUntil } = tries.get(name) ?? { count: 1, lockedUntil: 0 };
    if (Date.now() < lockedUntil) return Math.ceil((lockedUntil - Date.now()) / 1000);
    const lockMs = count < 5 ? 0 : Math.min(15_000 * 2 ** (count - 5), 15 * 60_000);
    tries.set(name, { count: count + 1, lockedUntil: Date.now() + lockMs });
    if (!timingSafeEqual(hash(password), ownHash) || name !== ownName.toLowerCase()) return null;
    tries.delete(name);
    return issue({ ended: false, onEnd: new Set() });
  };
  const refresh = (token: string) => {
    const found = held(token, 'r-');
    if (found === null) return null;
    found.usedAt ||= Date.now();
    if (Date.now() - found.usedAt <= 60_000) return issue(found.session);
    end(found.session); // Somebody has a copy.
    return null;
  };
  return { signIn, refresh, end, byAccess: (token: string) => held(token, 'a-')?.session ?? null };
}
