import { z } from 'zod';
import { about as aboutSchema } from '../../contract/http/about.ts';
import { blackBoxKept } from '../../contract/http/black-box.ts';
import { type ClaimResponse, claimResponse } from '../../contract/http/callbacks.ts';
import { type Colleague, colleaguesResponse } from '../../contract/http/colleagues.ts';
import {
  type CustomerHits,
  customerHits,
  customersResponse,
  type TimelinePage,
  timelinePage,
} from '../../contract/http/customers.ts';
import { type Problem, problem as problemSchema } from '../../contract/http/problem.ts';
import {
  signInResponse,
  type Tokens,
  tokens as tokensSchema,
} from '../../contract/http/sign-in.ts';
import type { SignInProblem } from '../../contract/ipc/desk-snapshot.ts';
import { customer as customerSchema } from '../../contract/record/customer.ts';
import type { Provisioning } from '../../contract/record/provisioning.ts';
import { protocolVersion } from '../../contract/sync/version.ts';
import type { Customer, E164 } from '../../domain/customer/customer.ts';

export type SignedIn = { readonly tokens: Tokens; readonly provisioning: Provisioning };
export type SignInOutcome =
  | { readonly ok: true; readonly value: SignedIn }
  | { readonly ok: false; readonly problem: SignInProblem };

type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly problem: Problem | null }
  /** Nothing usable came back: no connection, or not JSON, or JSON of another kind. */
  | { readonly ok: false; readonly status: null; readonly error: unknown; readonly path: string };

const requestTimeoutMs = 8_000;
const longestAnswerBytes = 32_000_000;

/**
 * The center's HTTP side, as far as a desk needs it.
 *
 * @param base - As `centerAddress` gives it.
 */
export function createCenter(base: string, fetchImpl: typeof fetch = fetch) {
  async function ask<T>(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    schema: z.ZodType<T>,
    options: {
      readonly accessToken?: string;
      readonly body?: unknown;
      /** Lines of JSON that go as they are. */
      readonly text?: string;
    } = {},
  ): Promise<Answer<T>> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (options.accessToken) headers['authorization'] = `Bearer ${options.accessToken}`;
    if (options.body !== undefined) headers['content-type'] = 'application/json';
    if (options.text !== undefined) headers['content-type'] = 'application/jsonl';
    try {
      const response = await fetchImpl(`${base}${path}`, {
        method,
        headers,
        body: options.text ?? (options.body === undefined ? null : JSON.stringify(options.body)),
        // Followed, a redirect could carry the password to another host.
        redirect: 'manual',
        signal: AbortSignal.timeout(requestTimeoutMs),
      });
      if (response.status >= 300 && response.status < 400) {
        await response.body?.cancel();
        return { ok: false, status: response.status, problem: null };
      }
      const text = await response.text();
      if (text.length > longestAnswerBytes) throw new Error('the answer is too long');
      const body: unknown = JSON.parse(text);
      if (!response.ok) {
        const parsed = problemSchema.safeParse(body);
        return { ok: false, status: response.status, problem: parsed.data ?? null };
      }
      const parsed = schema.safeParse(body);
      if (parsed.success) return { ok: true, value: parsed.data };
      const issue = parsed.error.issues[0];
      return {
        ok: false,
        status: null,
        // A code, not a sentence: the desk has words for it.
        error: issue?.code ?? 'custom',
        path: issue?.path.join('.') ?? '',
      };
    } catch (error) {
      return { ok: false, status: null, error, path: '' };
    }
  }

  return {
    base,

    /** Makes sure that a center of our protocol is there, before a password is sent. */
    async signIn(loginName: string, password: string): Promise<SignInOutcome> {
      const about = await ask('GET', '/v1/about', aboutSchema);
      if (!about.ok) return { ok: false, problem: notACenter(base, about) };
      if (about.value.protocol !== protocolVersion) {
        const theirs = about.value.protocol;
        return {
          ok: false,
          problem: { kind: 'protocol', address: base, ours: protocolVersion, theirs },
        };
      }
      const answer = await ask('POST', '/v1/sign-in', signInResponse, {
        body: { loginName, password },
      });
      if (answer.ok) return { ok: true, value: answer.value };
      return { ok: false, problem: signInProblem(base, answer) };
    },

    /** A new pair of tokens, or null when the agent has to sign in again. */
    async refresh(refreshToken: string): Promise<Tokens | 'refused' | 'unreachable'> {
      const answer = await ask('POST', '/v1/refresh', tokensSchema, { body: { refreshToken } });
      if (answer.ok) return answer.value;
      return answer.status === 401 || answer.status === 403 ? 'refused' : 'unreachable';
    },

    /** Ends the sign-in at the center; when it cannot be told, the tokens run out by themselves. */
    async signOut(accessToken: string): Promise<void> {
      await ask('POST', '/v1/sign-out', z.unknown(), { accessToken });
    },

    /** Everybody on a number; null when the center could not say. */
    async customersOn(number: E164, accessToken: string): Promise<readonly Customer[] | null> {
      const path = `/v1/customers?number=${encodeURIComponent(number)}`;
      const answer = await ask('GET', path, customersResponse, { accessToken });
      return answer.ok ? answer.value.customers : null;
    },

    /**
     * Hands a report in. `refused` is the center's last word: too large, or not what it takes.
     */
    async keepBlackBox(
      reportId: string,
      report: string,
      accessToken: string,
    ): Promise<'kept' | 'refused' | 'away'> {
      const path = `/v1/black-boxes/${encodeURIComponent(reportId)}`;
      const answer = await ask('PUT', path, blackBoxKept, { accessToken, text: report });
      if (answer.ok) return 'kept';
      const { status } = answer;
      return status === 400 || status === 404 || status === 413 || status === 415
        ? 'refused'
        : 'away';
    },

    /** Asks for a callback of anyone's; null when the center could not say. */
    async claimCallback(id: string, accessToken: string): Promise<ClaimResponse | null> {
      const path = `/v1/callbacks/${encodeURIComponent(id)}/claim`;
      const answer = await ask('POST', path, claimResponse, { accessToken });
      return answer.ok ? answer.value : null;
    },

    /** People by name, number or order, the best first; null when the center could not say. */
    async findCustomers(text: string, accessToken: string): Promise<CustomerHits | null> {
      const path = `/v1/customers?search=${encodeURIComponent(text)}`;
      const answer = await ask('GET', path, customerHits, { accessToken });
      return answer.ok ? answer.value : null;
    },

    /** Who else is on the floor; null when the center could not say. */
    async colleagues(accessToken: string): Promise<Colleague[] | null> {
      const answer = await ask('GET', '/v1/colleagues', colleaguesResponse, { accessToken });
      return answer.ok ? answer.value.colleagues : null;
    },

    /** A page of a customer's history, newest first; null when the center could not say. */
    async timeline(
      page: {
        readonly customerId: string;
        readonly before: string | null;
        readonly kinds: readonly string[];
        readonly search: string;
      },
      accessToken: string,
    ): Promise<TimelinePage | null> {
      const query = new URLSearchParams();
      if (page.before !== null) query.set('before', page.before);
      if (page.kinds.length > 0) query.set('kinds', page.kinds.join(','));
      if (page.search !== '') query.set('search', page.search);
      const path = `/v1/customers/${encodeURIComponent(page.customerId)}/history?${query}`;
      const answer = await ask('GET', path, timelinePage, { accessToken });
      return answer.ok ? answer.value : null;
    },

    /** One customer; `unknown` when the center has none of that id. */
    async customer(id: string, accessToken: string): Promise<Customer | 'unknown' | null> {
      const path = `/v1/customers/${encodeURIComponent(id)}`;
      const answer = await ask('GET', path, customerSchema, { accessToken });
      if (answer.ok) return answer.value;
      return answer.status === 404 ? 'unknown' : null;
    },
  };
}

export type Center = ReturnType<typeof createCenter>;
type Failure = Extract<Answer<unknown>, { ok: false }>;

const certificateCodes = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** undici wraps the socket's own error: its code or name is what tells. */
function codeOf(error: unknown): string {
  const { cause, code } = error as {
    cause?: { code?: unknown; name?: unknown };
    code?: unknown;
  };
  return String(cause?.code ?? code ?? cause?.name ?? '');
}

function notACenter(address: string, failure: Failure): SignInProblem {
  if (failure.status !== null) {
    // Our own words for an error: it is a center, in trouble.
    return { kind: failure.problem ? 'unreachable' : 'not-a-center', address };
  }
  const code = codeOf(failure.error);
  if (certificateCodes.has(code)) return { kind: 'certificate', address, code };
  // Something answered, in another language than ours.
  const answered =
    failure.path !== '' ||
    failure.error instanceof SyntaxError ||
    code === 'HTTPParserError' ||
    /^(?:HPE_|ERR_SSL_)/.test(code);
  return answered || /too long|expected|invalid/i.test(String(failure.error))
    ? { kind: 'not-a-center', address }
    : { kind: 'unreachable', address };
}

function signInProblem(address: string, failure: Failure): SignInProblem {
  if (failure.status === null) {
    return failure.path === ''
      ? notACenter(address, failure)
      : { kind: 'provisioning', path: failure.path, reason: String(failure.error) };
  }
  if (failure.problem?.kind === 'wrong-credentials') return { kind: 'wrong-credentials' };
  if (failure.problem?.kind === 'locked-out') return { kind: 'locked-out' };
  return { kind: 'unreachable', address };
}
