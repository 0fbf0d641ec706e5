import { createHash } from 'node:crypto';
import { addressIn, branchOf, isContact, isVia, mediaType } from './header-syntax.ts';
import { sessionDescriptionIn } from './multipart.ts';
import {
  type FrameDefect,
  firstValue,
  readFrame,
  type SipFrame,
  valuesOf,
  writeFrame,
} from './sip-frame.ts';

/** Why a message never reaches the SIP library. */
export type SipDefect =
  | FrameDefect
  | 'too-large'
  | 'first-line'
  | 'version'
  | 'scheme'
  | 'method'
  | 'missing-header'
  | 'repeated-header'
  | 'via'
  | 'address'
  | 'cseq'
  | 'max-forwards'
  | 'content-length'
  | 'extension'
  | 'content-type'
  | 'accept'
  | 'session-interval';

/**
 * What becomes of a message: the library gets it (put in order, where the library is stricter than
 * RFC 3261), it is answered here, or nobody hears of it.
 */
export type Verdict =
  | { readonly kind: 'pass'; readonly message: string }
  | {
      readonly kind: 'answer';
      readonly defect: SipDefect;
      readonly status: number;
      readonly response: string;
    }
  | { readonly kind: 'drop'; readonly defect: SipDefect };

/** Bigger than any INVITE with candidates of many interfaces. */
export const largestMessageBytes = 65_536;
/** RFC 3261 §8.1.1.5: below 2^31. */
const highestSequence = 2 ** 31 - 1;
/** RFC 4028 §5. */
const shortestSessionSeconds = 90;

const statusLine = /^SIP\/2\.0 [1-6][0-9]{2} [^\r\n]{0,256}$/;
const requestLine =
  /^([A-Za-z0-9\-.!%*_+`'~]{1,64}) ([A-Za-z][A-Za-z0-9+.-]{0,63}):([^\s<>"]{1,1024}) SIP\/(\d{1,4})\.(\d{1,4})$/;

/** Methods that are known, whether or not a phone does them; others are 501 (RFC 3261 §21.5.2). */
const knownMethods: ReadonlySet<string> = new Set([
  'INVITE',
  'ACK',
  'BYE',
  'CANCEL',
  'OPTIONS',
  'REGISTER',
  'INFO',
  'UPDATE',
  'PRACK',
  'SUBSCRIBE',
  'NOTIFY',
  'REFER',
  'MESSAGE',
  'PUBLISH',
]);
/** Extensions that may be required of us (§8.2.2.3). 100rel is not among them: decision 073. */
const supported: ReadonlySet<string> = new Set(['timer', 'replaces', 'ice', 'outbound', 'gruu']);
const single = [
  'from',
  'to',
  'call-id',
  'cseq',
  'content-length',
  'content-type',
  'max-forwards',
  'session-expires',
];
const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  406: 'Not Acceptable',
  415: 'Unsupported Media Type',
  416: 'Unsupported URI Scheme',
  420: 'Bad Extension',
  422: 'Session Interval Too Small',
  501: 'Not Implemented',
  505: 'Version Not Supported',
  513: 'Message Too Large',
};

type Refusal = {
  readonly status: number;
  readonly defect: SipDefect;
  readonly added?: readonly string[];
};

/**
 * Looks at a SIP message before the library does: the library takes many broken messages for good
 * ones, refuses some good ones, and throws on others. Requests that can be answered are (RFC 3261
 * §8.2, §21.4); a broken response, or what cannot be told from noise, is dropped.
 */
export function judge(message: string): Verdict {
  if (message.length > largestMessageBytes) return refuseLarge(message);
  const { frame, defect } = readFrame(message);
  if (frame === null) return { kind: 'drop', defect: defect ?? 'no-header-end' };
  if (frame.first.startsWith('SIP/')) {
    const broken =
      defect ?? (statusLine.test(frame.first) ? headerDefect(frame, null) : 'first-line');
    return broken === null
      ? { kind: 'pass', message: inOrder(frame) }
      : { kind: 'drop', defect: broken };
  }
  const refusal = defect === null ? refusalOf(frame) : { status: 400, defect };
  return refusal === null ? { kind: 'pass', message: inOrder(frame) } : answer(frame, refusal);
}

function refusalOf(frame: SipFrame): Refusal | null {
  const line = requestLine.exec(frame.first);
  const [, method = '', scheme = '', rest = '', major = '', minor = ''] = line ?? [];
  if (line === null) return { status: 400, defect: 'first-line' };
  if (major !== '2' || minor !== '0') return { status: 505, defect: 'version' };
  const defect = headerDefect(frame, method);
  if (defect !== null) return { status: 400, defect };
  if (!knownMethods.has(method)) return { status: 501, defect: 'method' };
  // The library trips over other schemes, `tel` among them.
  if (!['sip', 'sips'].includes(scheme.toLowerCase())) return { status: 416, defect: 'scheme' };
  // §19.1.1: a Request-URI has no headers.
  if (rest.includes('?')) return { status: 400, defect: 'first-line' };
  if (method === 'ACK' || method === 'CANCEL') return null;
  return extensionRefusal(frame) ?? bodyRefusal(frame, method);
}

/** What is wrong with the headers every message has (§8.1.1, §18.3). */
function headerDefect(frame: SipFrame, method: string | null): SipDefect | null {
  for (const name of ['via', 'from', 'to', 'call-id', 'cseq']) {
    if (firstValue(frame, name) === '') return 'missing-header';
  }
  for (const name of single) {
    if (valuesOf(frame, name).length > 1) return 'repeated-header';
  }
  if (!valuesOf(frame, 'via').every(isVia)) return 'via';
  const branch = branchOf(firstValue(frame, 'via'));
  if (branch !== null && /^z9hG4bK$/i.test(branch)) return 'via';
  for (const name of ['from', 'to']) {
    if (!/^(?:sips?|tel):/i.test(addressIn(firstValue(frame, name)) ?? '')) return 'address';
  }
  if (!valuesOf(frame, 'contact').every(isContact)) return 'address';
  const [, sequence, named] = /^(\d{1,10})[ \t]+(\S{1,64})$/.exec(firstValue(frame, 'cseq')) ?? [];
  if (sequence === undefined || Number(sequence) > highestSequence) return 'cseq';
  if (method !== null && named !== method) return 'cseq';
  const hops = firstValue(frame, 'max-forwards');
  if (hops !== '' && (!/^\d{1,9}$/.test(hops) || Number(hops) > 255)) return 'max-forwards';
  const length = valuesOf(frame, 'content-length')[0];
  if (length === undefined) return null;
  if (!/^\d{1,9}$/.test(length)) return 'content-length';
  return Number(length) > Buffer.byteLength(frame.body) ? 'content-length' : null;
}

function extensionRefusal(frame: SipFrame): Refusal | null {
  const required = valuesOf(frame, 'require').flatMap((value) => value.split(','));
  const unknown = required
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '' && !supported.has(tag));
  if (unknown.length === 0) return null;
  return { status: 420, defect: 'extension', added: [`Unsupported: ${unknown.join(', ')}`] };
}

function bodyRefusal(frame: SipFrame, method: string): Refusal | null {
  if (method !== 'INVITE' && method !== 'UPDATE') return null;
  const { body } = inBounds(frame);
  const type = firstValue(frame, 'content-type');
  const encoding = firstValue(frame, 'content-encoding').toLowerCase();
  if (body !== '' && encoding !== '' && encoding !== 'identity') {
    return { status: 415, defect: 'content-type', added: ['Accept-Encoding: identity'] };
  }
  const isMultipart = mediaType(type).startsWith('multipart/');
  const fits = isMultipart
    ? sessionDescriptionIn(type, body) !== null
    : mediaType(type) === 'application/sdp';
  if (body !== '' && !fits) {
    return { status: 415, defect: 'content-type', added: ['Accept: application/sdp'] };
  }
  const accepts = valuesOf(frame, 'accept')
    .flatMap((value) => value.split(','))
    .map(mediaType);
  const wanted = ['application/sdp', 'application/*', '*/*'];
  if (accepts.length > 0 && !accepts.some((each) => wanted.includes(each))) {
    return { status: 406, defect: 'accept' };
  }
  const seconds = /^(\d{1,9})/.exec(firstValue(frame, 'session-expires'))?.[1];
  const knowsTimers = valuesOf(frame, 'supported').some((value) => /\btimer\b/i.test(value));
  if (seconds !== undefined && Number(seconds) < shortestSessionSeconds && knowsTimers) {
    return {
      status: 422,
      defect: 'session-interval',
      added: [`Min-SE: ${shortestSessionSeconds}`],
    };
  }
  return null;
}

/** RFC 3261 §18.3: what is beyond the length is no part of the message. */
function inBounds(frame: SipFrame): SipFrame {
  const length = Number(firstValue(frame, 'content-length') || Number.POSITIVE_INFINITY);
  const bytes = Buffer.from(frame.body);
  return bytes.length > length
    ? { ...frame, body: bytes.subarray(0, length).toString('utf8') }
    : frame;
}

/**
 * The message as the library reads it best: folded lines joined, long names, white space around
 * separators gone, one Via a line, the session description out of its envelope, a branch where
 * RFC 2543 had none.
 */
function inOrder(frame: SipFrame): string {
  const { first, headers, body } = inBounds(frame);
  const type = firstValue(frame, 'content-type');
  const description = sessionDescriptionIn(type, body);
  const content = description ?? body;
  const tidy = headers.flatMap(({ name, value }) => {
    if (name === 'content-length') return [];
    if (name === 'content-type' && description !== null) {
      return [{ name, value: 'application/sdp' }];
    }
    if (name === 'content-type' && mediaType(value) === 'application/sdp') {
      return [{ name, value: 'application/sdp' }];
    }
    if (name === 'via') return [{ name, value: compact(withBranch(value, frame)) }];
    if (name === 'from' || name === 'to' || name === 'contact') {
      return [{ name, value: compact(value) }];
    }
    return [{ name, value }];
  });
  const length = { name: 'content-length', value: String(Buffer.byteLength(content)) };
  return writeFrame({ first, headers: [...tidy, length], body: content });
}

/** White space around `/`, `;`, `=` and `:` of parameters, outside quotes and brackets. */
function compact(value: string): string {
  return value
    .split(/("(?:[^"\\]|\\.)*"|<[^>]*>)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\s*([/;=])\s*/g, '$1')))
    .join('')
    .trim();
}

function withBranch(via: string, frame: SipFrame): string {
  if (branchOf(via) !== null || via !== firstValue(frame, 'via')) return via;
  return `${via};branch=z9hG4bK2543${fingerprint(frame)}`;
}

/** RFC 3261 §17.2.3: what names a transaction where no branch does. */
function fingerprint(frame: SipFrame): string {
  const sequence = Number.parseInt(firstValue(frame, 'cseq'), 10);
  return createHash('sha256')
    .update([firstValue(frame, 'from'), firstValue(frame, 'call-id'), sequence].join('\n'))
    .digest('hex')
    .slice(0, 16);
}

/** A request that cannot be answered (an ACK, or one that says not whom to answer) is dropped. */
function answer(frame: SipFrame, { status, defect, added = [] }: Refusal): Verdict {
  const vias = valuesOf(frame, 'via');
  const [from, to, callId, cseq] = ['from', 'to', 'call-id', 'cseq'].map((name) =>
    firstValue(frame, name),
  );
  const known = [vias[0], from, to, callId, cseq].every((value) => (value ?? '') !== '');
  if (!known || frame.first.startsWith('ACK ')) return { kind: 'drop', defect };
  const tagged = /;\s*tag\s*=/i.test(to ?? '') ? to : `${to};tag=h${fingerprint(frame)}`;
  const response = [
    `SIP/2.0 ${status} ${reasons[status] ?? ''}`,
    ...vias.map((via) => `Via: ${via}`),
    `From: ${from}`,
    `To: ${tagged}`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq}`,
    ...added,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
  return { kind: 'answer', defect, status, response };
}

/** Its headers may say whom to tell (§21.5.7). */
function refuseLarge(message: string): Verdict {
  const { frame } = readFrame(message.slice(0, largestMessageBytes));
  if (frame === null || !requestLine.test(frame.first))
    return { kind: 'drop', defect: 'too-large' };
  return answer(frame, { status: 513, defect: 'too-large' });
}
