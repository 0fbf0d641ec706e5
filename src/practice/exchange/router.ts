import { createHmac, randomBytes } from 'node:crypto';
import {
  createDigestGuard,
  type DigestAlgorithm,
  type DigestGuard,
  parseCredentials,
} from './digest.ts';
import type { Registrar } from './registrar.ts';
import {
  formatSip,
  headerOf,
  parameterOf,
  parseSip,
  type SipHeader,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  uriIn,
  userOf,
} from './sip-message.ts';

/** One way SIP messages come and go: an agent's WebSocket, or a simulated customer. */
export interface Link {
  readonly id: string;
  /** Simulated customers live in this process: they need no password and may say any From. */
  readonly trusted: boolean;
  send(text: string): void;
  /** Ends the link; a WebSocket close code (RFC 6455) and a reason for people. */
  close(code: number, reason: string): void;
}

interface LinkState {
  readonly link: Link;
  readonly guard: DigestGuard;
  /** Whose registration came by this link. */
  user: string | null;
  faults: number;
}

export interface RouterOptions {
  readonly domain: string;
  readonly digestAlgorithms: readonly DigestAlgorithm[];
  readonly registrar: Registrar;
  readonly now: () => number;
  /** The link of the customer with that number, made on demand; null where nobody has it. */
  readonly findCustomer: (user: string) => string | null;
  readonly onRegistration: (user: string, registered: boolean) => void;
  /** A message that was refused or dropped, and why. Holds no part of the message. */
  readonly onFault: (what: string) => void;
}

export interface Router {
  attach(link: Link): void;
  detach(linkId: string): void;
  /** Takes one message as it came by that link. Never throws, whatever it is. */
  receive(linkId: string, text: string): void;
}

/** So many messages that are not SIP are borne before the link is closed. */
const faultsBorne = 10;
const lifetimes = { leastSeconds: 10, usualSeconds: 600, mostSeconds: 3600 } as const;
const branchStart = 'z9hG4bK-exchange.';
const tagStart = 'exchange-';

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  407: 'Proxy Authentication Required',
  416: 'Unsupported URI Scheme',
  423: 'Interval Too Brief',
  480: 'Temporarily Unavailable',
  483: 'Too Many Hops',
};

/**
 * A stateless SIP router with a registrar. It answers REGISTER and what cannot be delivered,
 * and passes on all else: requests by the user part of the request URI (a registered user, the
 * contact of a registration, a customer's number), responses by the branch of their Via, which
 * names the link and is sealed. Every dialog and transaction is that of the two ends; so a
 * CANCEL or an ACK finds its INVITE because the same branch always becomes the same branch.
 *
 * Who may call: the connection that registered a user may send as that user without being asked
 * again. The digest proved the password on this very connection, on the loopback of this
 * machine, and asking at each INVITE would prove nothing more. A connection that did not
 * register is asked (407) for each request, as a PBX would; ACK and CANCEL cannot be asked for
 * by SIP and lead nowhere without the INVITE they belong to.
 */
export function createRouter(options: RouterOptions): Router {
  const { domain, registrar, now, findCustomer, onRegistration, onFault } = options;
  const links = new Map<string, LinkState>();
  const key = randomBytes(32);
  const seal = (linkId: string, branch: string) =>
    createHmac('sha256', key).update(`${linkId} ${branch}`).digest('base64url').slice(0, 22);

  function reply(
    state: LinkState,
    request: SipRequest,
    status: number,
    extra: readonly SipHeader[] = [],
    reason = reasons[status] ?? '',
  ): void {
    const kept = request.headers
      .filter(({ name }) => ['via', 'from', 'to', 'call-id', 'cseq'].includes(name))
      .map((header) =>
        header.name === 'to' && parameterOf(header.value, 'tag') === undefined
          ? { name: 'to', value: `${header.value};tag=${tagStart}${seal('tag', header.value)}` }
          : header,
      );
    state.link.send(
      formatSip({ kind: 'response', status, reason, headers: [...kept, ...extra], body: '' }),
    );
  }

  function challenge(state: LinkState, request: SipRequest, status: 401 | 407, stale = false) {
    const name = status === 401 ? 'www-authenticate' : 'proxy-authenticate';
    const headers = state.guard.challenges({ stale }).map((value) => ({ name, value }));
    reply(state, request, status, headers);
  }

  /** The user that the request proves to come from; null when it has been answered instead. */
  function authenticate(state: LinkState, request: SipRequest, status: 401 | 407): string | null {
    const header = headerOf(request, status === 401 ? 'authorization' : 'proxy-authorization');
    const credentials = header === undefined ? null : parseCredentials(header);
    if (credentials === null) {
      challenge(state, request, status);
      return null;
    }
    const account = registrar.account(credentials.username);
    const verdict = account
      ? state.guard.verify(credentials, request.method, account.password)
      : 'refused';
    if (verdict === 'stale') challenge(state, request, status, true);
    if (verdict === 'refused') {
      onFault('wrong user or password');
      reply(state, request, 403, [], 'Forbidden (wrong user or password)');
    }
    return verdict === 'accepted' ? credentials.username : null;
  }

  function register(state: LinkState, request: SipRequest): void {
    const user = authenticate(state, request, 401);
    if (user === null) return;
    if (userOf(uriIn(headerOf(request, 'to') ?? '')) !== user) {
      reply(state, request, 403, [], 'Forbidden (a user registers only itself)');
      return;
    }
    const contacts = request.headers.filter(({ name }) => name === 'contact');
    const [contact] = contacts;
    if (contacts.length > 1) {
      reply(state, request, 400, [], 'Bad Request (one Contact at a time)');
      return;
    }
    if (contact !== undefined && !changeBinding(state, request, user, contact.value)) return;
    const current = registrar.bindings(user).map(({ contact: uri, expiresAtMs }) => ({
      name: 'contact',
      value: `<${uri}>;expires=${Math.max(0, Math.ceil((expiresAtMs - now()) / 1000))}`,
    }));
    reply(state, request, 200, current);
  }

  /** Binds or unbinds as the Contact says. False when the request has been answered instead. */
  function changeBinding(
    state: LinkState,
    request: SipRequest,
    user: string,
    contact: string,
  ): boolean {
    const asked = parameterOf(contact, 'expires') ?? headerOf(request, 'expires');
    const seconds =
      asked !== undefined && /^\d{1,9}$/.test(asked) ? Number(asked) : lifetimes.usualSeconds;
    const uri = uriIn(contact);
    const instance = parameterOf(contact, '+sip.instance') ?? uri;
    if (seconds === 0) {
      registrar.unbind(user, contact.trim() === '*' ? 'all' : instance);
      state.user = null;
      if (registrar.bindings(user).length === 0) onRegistration(user, false);
      return true;
    }
    if (userOf(uri) === null && !/^sips?:[^\s@]+$/i.test(uri)) {
      reply(state, request, 400, [], 'Bad Request (Contact is no SIP address)');
      return false;
    }
    if (seconds < lifetimes.leastSeconds) {
      reply(state, request, 423, [{ name: 'min-expires', value: `${lifetimes.leastSeconds}` }]);
      return false;
    }
    const wasBound = registrar.bindings(user).length > 0;
    state.user = user;
    registrar.bind({
      user,
      contact: uri,
      contactUser: userOf(uri),
      instance,
      linkId: state.link.id,
      expiresAtMs: now() + 1000 * Math.min(seconds, lifetimes.mostSeconds),
    });
    if (!wasBound) onRegistration(user, true);
    return true;
  }

  /** The link that this request goes out by, or the status that says why none. */
  function findTarget({ uri, method }: SipRequest): LinkState | 200 | 404 | 416 | 480 {
    if (!/^sips?:/i.test(uri)) return 416;
    const user = userOf(uri);
    if (user === null) return method === 'OPTIONS' ? 200 : 404;
    const linkId = registrar.find(user)?.linkId ?? findCustomer(user);
    if (linkId !== null) return links.get(linkId) ?? 480;
    return registrar.account(user) ? 480 : 404;
  }

  function forward(state: LinkState, request: SipRequest): void {
    // An ACK for a refusal of the exchange itself ends here.
    const isOwn = parameterOf(headerOf(request, 'to') ?? '', 'tag')?.startsWith(tagStart);
    if (request.method === 'ACK' && isOwn) return;
    const hopsLeft = Number(headerOf(request, 'max-forwards') ?? 70);
    const target = hopsLeft === 0 ? 483 : findTarget(request);
    if (typeof target === 'number') {
      if (request.method !== 'ACK') reply(state, request, target);
      return;
    }
    const branch = parameterOf(headerOf(request, 'via') ?? '', 'branch') ?? '';
    const ownBranch = `${branchStart}${state.link.id}.${seal(state.link.id, branch)}`;
    const dropped = ['max-forwards', 'authorization', 'proxy-authorization'];
    target.link.send(
      formatSip({
        ...request,
        headers: [
          { name: 'via', value: `SIP/2.0/WS ${domain};branch=${ownBranch}` },
          { name: 'max-forwards', value: `${hopsLeft - 1}` },
          ...request.headers.filter(({ name }) => !dropped.includes(name)),
        ],
      }),
    );
  }

  /** Whether the request may go on; where not, it has been answered. */
  function isAllowed(state: LinkState, request: SipRequest): boolean {
    if (state.link.trusted || request.method === 'ACK' || request.method === 'CANCEL') return true;
    const registered = registrar.bindings(state.user ?? '');
    const user = registered.some(({ linkId }) => linkId === state.link.id)
      ? state.user
      : authenticate(state, request, 407);
    if (user === null) return false;
    if (userOf(uriIn(headerOf(request, 'from') ?? '')) === user) return true;
    reply(state, request, 403, [], 'Forbidden (From is another user)');
    return false;
  }

  function receiveResponse(response: SipResponse): void {
    const [own, next] = response.headers.filter(({ name }) => name === 'via');
    const [linkId = '', mark] = (parameterOf(own?.value ?? '', 'branch') ?? '')
      .slice(branchStart.length)
      .split('.');
    const branch = parameterOf(next?.value ?? '', 'branch');
    if (branch === undefined || mark !== seal(linkId, branch)) {
      onFault('a response that is to nothing');
      return;
    }
    const headers = response.headers.filter((header) => header !== own);
    links.get(linkId)?.link.send(formatSip({ ...response, headers }));
  }

  function receiveMessage(state: LinkState, message: SipMessage): void {
    if (message.kind === 'response') receiveResponse(message);
    else if (message.method === 'REGISTER') register(state, message);
    else if (isAllowed(state, message)) forward(state, message);
  }

  return {
    attach(link) {
      const guard = createDigestGuard({
        realm: domain,
        algorithms: options.digestAlgorithms,
        nonceLifetimeMs: 300_000,
        now,
      });
      links.set(link.id, { link, guard, user: null, faults: 0 });
    },
    detach(linkId) {
      links.delete(linkId);
      for (const user of registrar.dropLink(linkId)) onRegistration(user, false);
    },
    receive(linkId, text) {
      const state = links.get(linkId);
      if (state === undefined) return;
      // The keep-alive of RFC 5626, section 3.5.1: two line ends are answered by one.
      if (/^(\r\n)*$/.test(text)) {
        if (text.length >= 4) state.link.send('\r\n');
        return;
      }
      const result = parseSip(text);
      if (result.ok) {
        receiveMessage(state, result.message);
        return;
      }
      state.faults += 1;
      onFault(result.what);
      if (result.request) reply(state, result.request, 400, [], `Bad Request (${result.what})`);
      if (state.faults >= faultsBorne) state.link.close(1008, `not SIP: ${result.what}`);
    },
  };
}
