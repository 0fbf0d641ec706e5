/** Why a message never reaches the SIP library. */
export type SipDefect =
  | 'too-large'
  | 'control-character'
  | 'no-header-end'
  | 'first-line'
  | 'too-many-headers'
  | 'header-line'
  | 'missing-header'
  | 'repeated-header'
  | 'cseq'
  | 'content-length';

/** Bigger than any INVITE with candidates of many interfaces. */
export const largestMessageBytes = 65_536;
const mostHeaders = 128;
const longestHeader = 8_192;
/** RFC 3261 §8.1.1.5: below 2^31. */
const highestSequence = 2 ** 31 - 1;

/** Compact forms (RFC 3261 §7.3.3) of the headers that are looked at. */
const longNames: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  l: 'content-length',
};

const requestLine = /^([A-Z]{2,20}) (sips?|tel):[^\s<>"]{1,1024} SIP\/2\.0$/;
const statusLine = /^SIP\/2\.0 [1-6][0-9]{2} [^\r\n]{0,256}$/;
const token = /^[A-Za-z0-9\-.!%*_+`'~]{1,64}$/;

/**
 * Looks at the frame of a SIP message (RFC 3261 §7, §8.1.1, §18.3) before the library parses it:
 * the library takes many broken messages for good ones, and throws on some.
 *
 * @returns The first defect, or null when the library may have it.
 */
export function findDefect(message: string): SipDefect | null {
  if (message.length > largestMessageBytes) return 'too-large';
  const end = message.indexOf('\r\n\r\n');
  if (end === -1) return 'no-header-end';
  const head = message.slice(0, end);
  if (hasControlCharacter(head)) return 'control-character';
  const [first = '', ...lines] = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const request = requestLine.exec(first);
  if (request === null && !statusLine.test(first)) return 'first-line';
  if (lines.length > mostHeaders) return 'too-many-headers';

  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trimEnd().toLowerCase();
    if (line.length > longestHeader || !token.test(name)) return 'header-line';
    const known = longNames[name] ?? name;
    headers.set(known, [...(headers.get(known) ?? []), line.slice(colon + 1).trim()]);
  }
  for (const name of ['via', 'from', 'to', 'call-id', 'cseq']) {
    if ((headers.get(name)?.[0] ?? '') === '') return 'missing-header';
  }
  for (const name of ['from', 'to', 'call-id', 'cseq', 'content-length', 'max-forwards']) {
    if ((headers.get(name)?.length ?? 0) > 1) return 'repeated-header';
  }
  const [, sequence, method] = /^(\d{1,10})[ \t]+([A-Z]{2,20})$/.exec(only(headers, 'cseq')) ?? [];
  if (sequence === undefined || Number(sequence) > highestSequence) return 'cseq';
  if (request !== null && request[1] !== method) return 'cseq';

  const length = headers.get('content-length')?.[0];
  if (length === undefined) return null;
  if (!/^\d{1,6}$/.test(length)) return 'content-length';
  return Number(length) > utf8Length(message.slice(end + 4)) ? 'content-length' : null;
}

function only(headers: ReadonlyMap<string, readonly string[]>, name: string): string {
  return headers.get(name)?.[0] ?? '';
}

/** Anything below space but tab and line ends, and DEL. */
function hasControlCharacter(head: string): boolean {
  for (let index = 0; index < head.length; index += 1) {
    const code = head.charCodeAt(index);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return true;
  }
  return /[^\r]\n|\r[^\n]/.test(head);
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
