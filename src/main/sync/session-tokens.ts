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

  return async function accessToken(): Promise<string | 'refused' | 'unreachable'> {
    if (Date.parse(tokens.accessExpiresAt) - now() > refreshBeforeMs) return tokens.accessToken;
    renewal ??= renew().finally(() => {
      renewal = null;
    });
    return renewal;
  };
}
