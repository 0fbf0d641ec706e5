import { tortureCases } from './torture.ts';

/** What a mutation is made from: good and bad messages, and those of a dialog that is up. */
export type LiveDialog = {
  readonly callId: string;
  /** From and To as the far end would write them. */
  readonly from: string;
  readonly to: string;
  /** Request-URI of our side. */
  readonly target: string;
};

type Random = () => number;

const below = (random: Random, most: number) => Math.floor(random() * most);
const oneOf = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new Error('there is something to choose from');
  return item;
};

const nasty = [
  '\0',
  '\r',
  '\n',
  '\r\n',
  '\r\n\r\n',
  '\r\nInjected: yes',
  '%0d%0aInjected: yes',
  '"',
  '\\',
  '<',
  '>',
  ';;',
  ',,',
  ':::',
  '%00',
  '%',
  '\u202e',
  '\u2028',
  '\ud800',
  '\u{1f4a3}',
  '4294967296',
  '-1',
  '99999999999999999999',
  'z9hG4bK',
  '__proto__',
  'constructor',
  '{{x}}',
];
const methods = [
  'INVITE',
  'OPTIONS',
  'MESSAGE',
  'NOTIFY',
  'INFO',
  'PRACK',
  'SUBSCRIBE',
  'REGISTER',
];
const headers = [
  'Via',
  'From',
  'To',
  'Call-ID',
  'CSeq',
  'Contact',
  'Record-Route',
  'Route',
  'Replaces',
  'Refer-To',
  'Session-Expires',
  'Require',
  'P-Asserted-Identity',
  'Authorization',
  'WWW-Authenticate',
  'X-Customer-Id',
  'Event',
  'Content-Type',
  'Content-Length',
];

type Mutation = (message: string, random: Random) => string;

const cut = (text: string, from: number, to: number, between: string) =>
  text.slice(0, from) + between + text.slice(to);

const mutations: readonly Mutation[] = [
  // A character becomes another one.
  (message, random) => {
    const at = below(random, message.length);
    return cut(message, at, at + 1, String.fromCharCode(below(random, 0x250)));
  },
  // Something nasty is put in.
  (message, random) => {
    const at = below(random, message.length);
    return cut(message, at, at, oneOf(random, nasty));
  },
  // A piece is gone, or there twice.
  (message, random) => {
    const at = below(random, message.length);
    return cut(message, at, at + below(random, 40), '');
  },
  (message, random) => {
    const at = below(random, message.length);
    const piece = message.slice(at, at + below(random, 60));
    return cut(message, at, at, piece);
  },
  // It ends early.
  (message, random) => message.slice(0, below(random, message.length)),
  // Lines change places, or come many times.
  (message, random) => {
    const lines = message.split('\r\n');
    const [one, other] = [below(random, lines.length), below(random, lines.length)];
    const [first = '', second = ''] = [lines[one], lines[other]];
    lines[one] = second;
    lines[other] = first;
    return lines.join('\r\n');
  },
  (message, random) => {
    const lines = message.split('\r\n');
    const at = below(random, lines.length);
    const times = oneOf(random, [2, 5, 40, 200]);
    lines.splice(at, 0, ...Array<string>(times).fill(lines[at] ?? ''));
    return lines.join('\r\n');
  },
  // A number is another one.
  (message, random) =>
    message.replace(/\d+/g, (digits) =>
      below(random, 6) === 0
        ? oneOf(random, ['0', '-1', `${digits}${digits}${digits}`, '2147483648'])
        : digits,
    ),
  // A header more, empty or long or of another message.
  (message, random) => {
    const value = oneOf(random, [
      '',
      oneOf(random, nasty),
      'a'.repeat(below(random, 9_000)),
      '<sip:x@y>;tag=1',
    ]);
    return message.replace('\r\n', `\r\n${oneOf(random, headers)}: ${value}\r\n`);
  },
  // Nested deeply: parameters, quotes, brackets, bodies in bodies.
  (message, random) => {
    const depth = oneOf(random, [10, 100, 2_000]);
    const open = oneOf(random, ['"', '<', '(', ';a="', '\\']);
    return message.replace(/^(From|To|Contact):/m, `$1: ${open.repeat(depth)}`);
  },
  (message, random) => {
    const depth = oneOf(random, [2, 20, 200]);
    let body = 'v=0\r\n';
    for (let level = 0; level < depth; level += 1) {
      body = `--b${level}\r\nContent-Type: multipart/mixed;boundary=b${level - 1}\r\n\r\n${body}\r\n--b${level}--`;
    }
    const [head = ''] = message.split('\r\n\r\n');
    const kept = head.replace(/^Content-(Type|Length):.*\r?\n?/gim, '');
    return `${kept.trimEnd()}\r\nContent-Type: multipart/mixed;boundary=b${depth - 1}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  },
  // Another method in both places: still a whole request.
  (message, random) => {
    const method = oneOf(random, methods);
    return message.replace(/^\S+/, method).replace(/^(CSeq: *\d+ +)\S+/im, `$1${method}`);
  },
  // Far too much.
  (message, random) => (below(random, 40) === 0 ? message + 'x'.repeat(200_000) : message),
];

const requests = tortureCases.flatMap(({ message }) =>
  typeof message === 'string' ? [message] : [],
);

/** Messages of that dialog that change nothing in it, if they are understood. */
function withinDialog(dialog: LiveDialog, random: Random, number: number): string {
  const method = oneOf(random, ['INFO', 'OPTIONS', 'MESSAGE', 'NOTIFY', 'PRACK', 'SUBSCRIBE']);
  return [
    `${method} ${dialog.target} SIP/2.0`,
    `Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bKlive${number}`,
    'Max-Forwards: 70',
    `From: ${dialog.from}`,
    `To: ${dialog.to}`,
    `Call-ID: ${dialog.callId}`,
    `CSeq: ${10_000 + number} ${method}`,
    'Contact: <sip:far@127.0.0.1;transport=ws>',
    'Event: presence',
    'Content-Type: application/dtmf-relay',
    'Content-Length: 22',
    '',
    'Signal=1\r\nDuration=160',
  ].join('\r\n');
}

/** A request that would rightly end or change the call is not hostile: nobody else knows its name. */
function isRightful(message: string, { callId }: LiveDialog): boolean {
  return (
    message.includes(callId) && /^\s*(?:BYE|CANCEL|INVITE|UPDATE|REFER|ACK|SIP\/)/i.test(message)
  );
}

/** Three bytes each at most: a frame above 1 MiB rightly costs the socket (RFC 6455 §7.4.1, 1009). */
const mostCharacters = 300_000;

/**
 * The next mutated message; the same seed gives the same ones.
 *
 * @param number - Which one it is: makes branches and Call-IDs of its own.
 */
export function nextMutation(dialog: LiveDialog, random: Random, number: number): string {
  const isLive = below(random, 4) === 0;
  let message = isLive
    ? withinDialog(dialog, random, number)
    : oneOf(random, requests)
        .replace(/branch=z9hG4bK\w+/, `branch=z9hG4bKm${number}`)
        .replace(/^(Call-ID|i): .*$/im, `$1: mutated-${number}`);
  if (below(random, 12) === 0) {
    // Two messages grown together.
    const other = oneOf(random, requests);
    message =
      message.slice(0, below(random, message.length)) + other.slice(below(random, other.length));
  }
  for (let times = 1 + below(random, 4); times > 0; times -= 1) {
    message = oneOf(random, mutations)(message, random);
  }
  return isRightful(message, dialog) ? 'INVITE' : message.slice(0, mostCharacters);
}
