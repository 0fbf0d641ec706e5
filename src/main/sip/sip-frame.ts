/** The frame of a SIP message: what can be said before anything in it is believed. */
export type SipFrame = {
  readonly first: string;
  /** In order, names in their long form and lower case, folded lines joined. */
  readonly headers: readonly SipHeader[];
  readonly body: string;
};
export type SipHeader = { readonly name: string; readonly value: string };

/** Compact forms (RFC 3261 §7.3.3, RFC 4028, RFC 3515, RFC 6665) of the headers looked at. */
const longNames: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  l: 'content-length',
  m: 'contact',
  c: 'content-type',
  e: 'content-encoding',
  k: 'supported',
  x: 'session-expires',
  r: 'refer-to',
  o: 'event',
};

const token = /^[A-Za-z0-9\-.!%*_+`'~]{1,64}$/;
const mostHeaders = 128;
const longestHeader = 8_192;

/** Why a message has no frame. */
export type FrameDefect =
  | 'control-character'
  | 'no-header-end'
  | 'too-many-headers'
  | 'header-line';

/**
 * Takes a message apart (RFC 3261 §7). A header line that is none is left out and told, so that
 * the sender can still be answered.
 */
export function readFrame(message: string): { frame: SipFrame | null; defect: FrameDefect | null } {
  const end = message.indexOf('\r\n\r\n');
  if (end === -1) return { frame: null, defect: 'no-header-end' };
  const head = message.slice(0, end);
  if (hasControlCharacter(head)) return { frame: null, defect: 'control-character' };
  const [first = '', ...lines] = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  if (lines.length > mostHeaders) return { frame: null, defect: 'too-many-headers' };
  let defect: FrameDefect | null = null;
  const headers: SipHeader[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trimEnd().toLowerCase();
    if (line.length > longestHeader || !token.test(name)) {
      defect = 'header-line';
      continue;
    }
    headers.push({ name: longNames[name] ?? name, value: line.slice(colon + 1).trim() });
  }
  return { frame: { first, headers, body: message.slice(end + 4) }, defect };
}

/** Values of one header, in order. */
export function valuesOf({ headers }: SipFrame, name: string): readonly string[] {
  return headers.filter((header) => header.name === name).map(({ value }) => value);
}

/** The first value of a header, or nothing. */
export function firstValue(frame: SipFrame, name: string): string {
  return valuesOf(frame, name)[0] ?? '';
}

/** The message that has this frame. */
export function writeFrame({ first, headers, body }: SipFrame): string {
  const lines = headers.map(({ name, value }) => `${name}: ${value}`);
  return `${[first, ...lines].join('\r\n')}\r\n\r\n${body}`;
}

/** Anything below space but tab and line ends, and DEL; a line end that is half of one. */
function hasControlCharacter(head: string): boolean {
  for (let index = 0; index < head.length; index += 1) {
    const code = head.charCodeAt(index);
    if (code >= 32 && code !== 127) continue;
    if (code === 9) continue;
    if (code === 13 && head.charCodeAt(index + 1) === 10) continue;
    if (code === 10 && head.charCodeAt(index - 1) === 13) continue;
    return true;
  }
  return false;
}
