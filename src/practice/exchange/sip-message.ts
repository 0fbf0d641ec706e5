/**
 * SIP messages as the exchange needs them: split into start line, headers and body, checked for
 * what routing depends on, and otherwise passed on as they came (RFC 3261, section 7).
 */

export interface SipHeader {
  /** The long name in small letters: `via`, `call-id`. */
  readonly name: string;
  /** As it came, folded lines joined by one space. */
  readonly value: string;
}

export interface SipRequest {
  readonly kind: 'request';
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly SipHeader[];
  readonly body: string;
}

export interface SipResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly SipHeader[];
  readonly body: string;
}

export type SipMessage = SipRequest | SipResponse;

export type SipParseResult =
  | { readonly ok: true; readonly message: SipMessage }
  /**
   * `what` names the fault in few words for the log and the 400 reply. `request` is there when
   * enough could be read to answer it.
   */
  | { readonly ok: false; readonly what: string; readonly request?: SipRequest };

/** Bounds of a message; a WebSocket frame over `bytes` is refused before it is read. */
export const sipLimits = { bytes: 65_536, headers: 128, headerCharacters: 8192, hops: 16 } as const;

const longNames: Readonly<Record<string, string>> = {
  c: 'content-type',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  o: 'event',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
};

const token = /^[A-Za-z0-9\-.!%*_+`'~]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to be refused.
const forbidden = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** The first header of that name, or undefined. */
export function headerOf(message: SipMessage, name: string): string | undefined {
  return message.headers.find((header) => header.name === name)?.value;
}

/** An address header in two: the URI, and the parameters after it (RFC 3261, section 20.10). */
function splitAddress(value: string): { readonly uri: string; readonly parameters: string } {
  // A display name in quotes may hold anything.
  const unnamed = value.replace(/^\s*"(?:[^"\\]|\\.)*"/, '');
  const bracketed = /^[^;<]*<([^<>]*)>(.*)$/.exec(unnamed);
  const bare = /^([^;]*)(.*)$/.exec(unnamed);
  const [, uri = '', parameters = ''] = bracketed ?? bare ?? [];
  return { uri: uri.trim(), parameters };
}

/** The value of a `;name=value` parameter of a header, without quotes; '' when bare. */
export function parameterOf(value: string, name: string): string | undefined {
  const parameters = splitAddress(value).parameters;
  for (const match of parameters.matchAll(
    /;\s*([^=;\s]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*)))?/g,
  )) {
    const [, key = '', quoted, bare = ''] = match;
    if (key.toLowerCase() === name) return quoted ?? bare;
  }
  return undefined;
}

/** The URI inside a From, To or Contact header. */
export function uriIn(value: string): string {
  return splitAddress(value).uri;
}

/** The user part of a sip or sips URI, unescaped, without parameters; null where there is none. */
export function userOf(uri: string): string | null {
  const user = /^sips?:([^@:;<>\s]+)(?:[:;][^@<>\s]*)?@[^@<>\s]+$/i.exec(uri)?.[1];
  if (user === undefined) return null;
  // A stray percent sign is no escape and stands for itself.
  return user.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Writes a message; Content-Length is made anew from the body. */
export function formatSip(message: SipMessage): string {
  const start =
    message.kind === 'request'
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.reason}`;
  const headers = message.headers
    .filter(({ name }) => name !== 'content-length')
    .map(({ name, value }) => `${wireName(name)}: ${value}\r\n`);
  const length = new TextEncoder().encode(message.body).length;
  return `${start}\r\n${headers.join('')}Content-Length: ${length}\r\n\r\n${message.body}`;
}

/** `call-id` → `Call-ID`; some peers print what they get, so it should look as usual. */
function wireName(name: string): string {
  if (name === 'call-id') return 'Call-ID';
  if (name === 'cseq') return 'CSeq';
  if (name === 'www-authenticate') return 'WWW-Authenticate';
  return name.replace(
    /(^|-)([a-z])/g,
    (_, dash: string, letter: string) => dash + letter.toUpperCase(),
  );
}

function splitHeaders(lines: readonly string[]): readonly SipHeader[] | string {
  const headers: SipHeader[] = [];
  for (const line of lines) {
    if (forbidden.test(line)) return 'control character';
    if (/^[ \t]/.test(line)) {
      const last = headers.pop();
      if (last === undefined) return 'folded line without a header';
      headers.push({ name: last.name, value: `${last.value} ${line.trim()}`.trim() });
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trimEnd();
    if (!token.test(name)) return 'header without a name';
    const lower = name.toLowerCase();
    headers.push({ name: longNames[lower] ?? lower, value: line.slice(colon + 1).trim() });
    if (headers.length > sipLimits.headers) return 'too many headers';
  }
  if (headers.some(({ value }) => value.length > sipLimits.headerCharacters)) {
    return 'header too long';
  }
  // Several Via values may share a line; routing works on one for each line.
  return headers.flatMap(({ name, value }) =>
    name === 'via'
      ? value.split(',').map((part) => ({ name, value: part.trim() }))
      : { name, value },
  );
}

/** What is wrong with the headers that routing depends on; null when nothing is. */
function faultOf(message: SipMessage, bodyBytes: number): string | null {
  for (const name of ['from', 'to', 'call-id', 'cseq']) {
    const count = message.headers.filter((header) => header.name === name).length;
    if (count !== 1) return `${count === 0 ? 'no' : 'more than one'} ${wireName(name)}`;
  }
  for (const name of ['from', 'to']) {
    const value = headerOf(message, name) ?? '';
    if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(uriIn(value))) return `${wireName(name)} is no address`;
  }
  if (!parameterOf(headerOf(message, 'from') ?? '', 'tag')) return 'From has no tag';
  if (!/^\S+$/.test(headerOf(message, 'call-id') ?? '')) return 'Call-ID is not one word';
  const sequence = /^(\d{1,10})\s+(\S+)$/.exec(headerOf(message, 'cseq') ?? '');
  if (sequence === null || Number(sequence[1]) >= 2 ** 31) return 'CSeq is not number and method';
  if (message.kind === 'request' && sequence[2] !== message.method)
    return 'CSeq has another method';
  const hops = message.headers.filter((header) => header.name === 'via');
  if (hops.length === 0 || hops.length > sipLimits.hops) return 'no Via, or too many';
  for (const { value } of hops) {
    if (!/^SIP\s*\/\s*2\.0\s*\/\s*\w+\s+\S+/i.test(value))
      return 'Via is not SIP/2.0/transport host';
    if (!parameterOf(value, 'branch')) return 'Via has no branch';
  }
  const forwards = headerOf(message, 'max-forwards');
  if (forwards !== undefined && !/^\d{1,3}$/.test(forwards)) return 'Max-Forwards is no number';
  const length = headerOf(message, 'content-length');
  if (length !== undefined && (!/^\d{1,9}$/.test(length) || Number(length) !== bodyBytes)) {
    return 'Content-Length is not the length of the body';
  }
  return null;
}

/** Whether a reply to this half-read request would reach the one who sent it. */
function isAnswerable(request: SipRequest): boolean {
  return (
    request.method !== 'ACK' &&
    ['via', 'from', 'to', 'call-id', 'cseq'].every((name) => headerOf(request, name) !== undefined)
  );
}

/** Reads one WebSocket message (RFC 7118: one SIP message in each). Never throws. */
export function parseSip(text: string): SipParseResult {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return { ok: false, what: 'no end of the headers' };
  const [start = '', ...lines] = text.slice(0, end).split('\r\n');
  const body = text.slice(end + 4);
  const request = /^(\S+) (\S+) SIP\/2\.0$/i.exec(start);
  const response = /^SIP\/2\.0 ([1-6]\d\d) ?(.*)$/i.exec(start);
  if (forbidden.test(start) || start.length > sipLimits.headerCharacters) {
    return { ok: false, what: 'start line is not SIP' };
  }
  const headers = splitHeaders(lines);
  if (typeof headers === 'string') return { ok: false, what: headers };
  let message: SipMessage;
  if (response) {
    const [, status, reason = ''] = response;
    message = { kind: 'response', status: Number(status), reason, headers, body };
  } else if (request) {
    const [, method = '', uri = ''] = request;
    if (!token.test(method)) return { ok: false, what: 'method is no token' };
    message = { kind: 'request', method, uri, headers, body };
  } else {
    return { ok: false, what: 'start line is not SIP' };
  }
  const what = faultOf(message, new TextEncoder().encode(body).length);
  if (what === null) return { ok: true, message };
  return message.kind === 'request' && isAnswerable(message)
    ? { ok: false, what, request: message }
    : { ok: false, what };
}
