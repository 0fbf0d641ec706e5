import type { Pseudonyms } from './pseudonyms.ts';
import { scrubSdp } from './sdp.ts';

/**
 * What is left of a SIP message in a report. Everything is removed but what is known to be
 * harmless: a header nobody has thought of loses its value, so a secret in a new place stays one.
 */
export function scrubSip(message: string, pseudonyms: Pseudonyms): string {
  const end = message.search(/\r?\n\r?\n/);
  const head = end < 0 ? message : message.slice(0, end);
  const body = end < 0 ? '' : message.slice(end).replace(/^\r?\n\r?\n/, '');
  const [first = '', ...lines] = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = lines.filter((line) => line !== '').map((line) => scrubHeader(line, pseudonyms));
  const type = contentType(lines);
  return [scrubStart(first, pseudonyms), ...headers, '', ...scrubBody(body, type, pseudonyms)]
    .join('\n')
    .trimEnd();
}

function scrubStart(line: string, pseudonyms: Pseudonyms): string {
  const status = /^SIP\/2\.0 (\d{3})(?: |$)/.exec(line)?.[1];
  // The phrase is the far end's free text.
  if (status !== undefined) return `SIP/2.0 ${status}`;
  const request = /^([A-Z]{2,16}) (\S+) SIP\/2\.0$/.exec(line);
  if (request) return `${request[1]} ${scrubUri(request[2] ?? '', pseudonyms)} SIP/2.0`;
  return '[not a start line]';
}

type Scrub = (value: string, pseudonyms: Pseudonyms) => string;

const plain =
  (shape: RegExp): Scrub =>
  (value) =>
    shape.test(value) ? value : removed;
const removed = '[removed]';
const number = plain(/^\d{1,6}$/);
const tokens = plain(/^[A-Za-z][\w-]{0,30}(\s*,\s*[A-Za-z][\w-]{0,30}){0,30}$/);
const opaque: Scrub = (value, pseudonyms) => pseudonyms.of('id', value);

/** Header names in lower case, compact forms spelled out (RFC 3261 §7.3.3). */
const kept: Readonly<Record<string, Scrub>> = {
  via: scrubVia,
  'max-forwards': number,
  'content-length': number,
  expires: number,
  'min-expires': number,
  'min-se': plain(/^\d{1,6}$/),
  'session-expires': plain(/^\d{1,6}(\s*;\s*refresher=(uac|uas))?$/),
  'retry-after': number,
  cseq: plain(/^\d{1,10} [A-Z]{2,16}$/),
  rseq: number,
  rack: plain(/^\d{1,10} \d{1,10} [A-Z]{2,16}$/),
  'call-id': opaque,
  from: scrubAddress,
  to: scrubAddress,
  contact: scrubAddress,
  'p-asserted-identity': scrubAddress,
  'p-preferred-identity': scrubAddress,
  'remote-party-id': scrubAddress,
  'referred-by': scrubAddress,
  'refer-to': scrubAddress,
  diversion: scrubAddress,
  route: scrubAddress,
  'record-route': scrubAddress,
  'service-route': scrubAddress,
  path: scrubAddress,
  allow: tokens,
  supported: tokens,
  require: tokens,
  'proxy-require': tokens,
  unsupported: tokens,
  privacy: plain(/^[a-z]{2,10}(;[a-z]{2,10}){0,4}$/),
  event: plain(/^[a-z][a-z-]{1,20}$/),
  'subscription-state': plain(/^(active|pending|terminated)(;(expires|retry-after)=\d{1,6})?$/),
  'content-type': plain(/^[a-z]{1,20}\/[a-z][a-z+.-]{1,30}$/),
  reason: scrubReason,
};

const compact: Readonly<Record<string, string>> = {
  v: 'via',
  l: 'content-length',
  i: 'call-id',
  f: 'from',
  t: 'to',
  m: 'contact',
  r: 'refer-to',
  b: 'referred-by',
  k: 'supported',
  c: 'content-type',
  x: 'session-expires',
  o: 'event',
};

function scrubHeader(line: string, pseudonyms: Pseudonyms): string {
  const colon = line.indexOf(':');
  const written = colon < 0 ? '' : line.slice(0, colon).trim();
  if (!/^[A-Za-z][A-Za-z-]{0,40}$/.test(written)) return '[not a header]';
  const name = compact[written.toLowerCase()] ?? written.toLowerCase();
  const scrub = Object.hasOwn(kept, name) ? kept[name] : undefined;
  // The name of a header of one's own may itself say something: it is a word without digits.
  return `${written}: ${scrub ? scrub(line.slice(colon + 1).trim(), pseudonyms) : removed}`;
}

function scrubVia(value: string, pseudonyms: Pseudonyms): string {
  const parts = /^SIP\/2\.0\/(WSS?|TLS|TCP|UDP) ([^\s;,]{1,200})/i.exec(value);
  if (!parts) return removed;
  const branch = /;\s*branch=([^\s;,]+)/i.exec(value)?.[1];
  const tail = branch === undefined ? '' : `;branch=${pseudonyms.of('id', branch)}`;
  return `SIP/2.0/${parts[1]} ${pseudonyms.of('host', parts[2] ?? '')}${tail}`;
}

/** Name, URI and tag (RFC 3261 §20.10), several with commas between them. */
function scrubAddress(value: string, pseudonyms: Pseudonyms): string {
  const uris = value.match(/sips?:[^\s>,;"]+|tel:[^\s>,;"]+/gi) ?? [];
  const name = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^<"]*?))\s*</.exec(value);
  const shown = (name?.[1] ?? name?.[2] ?? '').trim();
  const tag = /;\s*tag=([^\s;,]+)/i.exec(value)?.[1];
  const parts = [
    ...(shown === '' ? [] : [`"${pseudonyms.of('name', shown)}"`]),
    ...(uris.length === 0 ? [removed] : uris.map((uri) => `<${scrubUri(uri, pseudonyms)}>`)),
  ];
  return `${parts.join(' ')}${tag === undefined ? '' : `;tag=${pseudonyms.of('id', tag)}`}`;
}

function scrubUri(uri: string, pseudonyms: Pseudonyms): string {
  const parts = /^(sips?|tel):(?:([^@]*)@)?([^;?]*)/i.exec(uri);
  if (!parts) return removed;
  const [, scheme = '', user, host = ''] = parts;
  if (scheme.toLowerCase() === 'tel') return `tel:${pseudonyms.of('number', host)}`;
  // A password may stand behind the user (RFC 3261 §19.1.1); the disguise covers both.
  const who = user === undefined ? '' : `${pseudonyms.of(kindOfUser(user), user)}@`;
  return `${scheme}:${who}${pseudonyms.of('host', host)}`;
}

function kindOfUser(user: string): 'number' | 'name' {
  return /^\+?[\d().*#-]{2,}$/.test(user) ? 'number' : 'name';
}

function scrubReason(value: string): string {
  const parts = /^(Q\.850|SIP)\s*;\s*cause=(\d{1,3})\b/i.exec(value);
  return parts ? `${parts[1]};cause=${parts[2]}` : removed;
}

function contentType(lines: readonly string[]): string {
  const line = lines.find((one) => /^(content-type|c)\s*:/i.test(one)) ?? '';
  return (line.split(':')[1] ?? '').trim().toLowerCase().split(';')[0]?.trim() ?? '';
}

function scrubBody(body: string, type: string, pseudonyms: Pseudonyms): string[] {
  if (body.trim() === '') return [];
  if (type === 'application/sdp') return [scrubSdp(body, pseudonyms)];
  if (type === 'application/dtmf-relay') {
    const signal = /^\s*signal\s*=\s*([0-9a-d*#]{1,2})\s*$/im.exec(body)?.[1];
    const duration = /^\s*duration\s*=\s*(\d{1,5})\s*$/im.exec(body)?.[1];
    return [
      signal === undefined ? `Signal=${removed}` : `Signal=${pseudonyms.of('digit', signal)}`,
      ...(duration === undefined ? [] : [`Duration=${duration}`]),
    ];
  }
  if (type === 'application/dtmf') return [pseudonyms.of('digit', body.trim())];
  return [`[body of ${body.length} characters removed]`];
}
