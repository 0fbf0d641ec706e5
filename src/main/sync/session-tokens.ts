import type { Tokens } from '../../contract/http/sign-in.ts';
import type { Center } from './center.ts';

const refreshBeforeMs = 60_000;

/**
 * The tokens of one sign-in, in memory only. An access token that is about to end is renewed
 * before it is handed out; several askers share one renewal.
 */
export function createSessionTokens(first: Tokens, center: () => Center, now: () => number) {
  let tokens = first;
  let renewal: Promise<string | 'refused' | 'unreachable'> | null = null;

  async function renew(): Promise<string | 'refused' | 'unreachable'> {
    const answer = await center().refresh(tokens.refreshToken);
    if (answer === 'refused' || answer === 'unreachable') return answer;
    tokens = answer;
    return answer.accessToken;
  }

  /** @param rejected - A token the center did not take: it is not handed out again. */
  return async function accessToken(
    rejected: string | null = null,
  ): Promise<string | 'refused' | 'unreachable'> {
    const isFresh = Date.parse(tokens.accessExpiresAt) - now() > refreshBeforeMs;
    if (isFresh && tokens.accessToken !== rejected) return tokens.accessToken;
    renewal ??= renew().finally(() => {
      renewal = null;
    });
    return renewal;
  };
}
