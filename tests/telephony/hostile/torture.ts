import { audioSdp } from '../../support/pretend-page.ts';

/**
 * A message of our own for each of the 49 cases of RFC 4475, and what a phone that is the end of
 * the line has to make of it.
 */
export type TortureCase = {
  /** The RFC's short name. */
  readonly name: string;
  readonly section: string;
  readonly what: string;
  /** Requests go to a phone that waits; responses answer the INVITE of a phone that dials. */
  readonly message: string | ((invite: string) => string);
  readonly verdict:
    | { readonly kind: 'rings' }
    | { readonly kind: 'answered'; readonly statuses: readonly number[] }
    /** Nothing happens, and nobody is told. */
    | { readonly kind: 'ignored' }
    /** A response moves the call on. */
    | { readonly kind: 'moves'; readonly to: 'ringing' | 'up' };
};

const own = 'sip:agent@practice.invalid';
const body = audioSdp();

/** Lines with one blank line and a body behind them. */
function lines(head: readonly string[], rest = ''): string {
  return `${head.join('\r\n')}\r\n\r\n${rest}`;
}

let serial = 0;

type Fields = Readonly<Record<string, string | null>>;

/** A request by the book, with lines replaced (`null`: left out) and added. */
function request(
  method: string,
  changed: Fields = {},
  more: readonly string[] = [],
  rest = '',
): string {
  serial += 1;
  const usual: Fields = {
    first: `${method} ${own} SIP/2.0`,
    Via: `Via: SIP/2.0/WS caller.example.org;branch=z9hG4bKtorture${serial}`,
    'Max-Forwards': 'Max-Forwards: 70',
    From: `From: <sip:caller@example.org>;tag=t${serial}`,
    To: `To: <${own}>`,
    'Call-ID': `Call-ID: torture-${serial}`,
    CSeq: `CSeq: 8 ${method}`,
    Contact: 'Contact: <sip:caller@caller.example.org;transport=ws>',
    'Content-Type': rest === '' ? null : 'Content-Type: application/sdp',
    'Content-Length': `Content-Length: ${Buffer.byteLength(rest)}`,
    ...changed,
  };
  const head = Object.values(usual).filter((line) => line !== null);
  return lines([...head, ...more], rest);
}

const invite = (changed: Fields = {}, more: readonly string[] = [], rest = body) =>
  request('INVITE', changed, more, rest);

/** A response to that INVITE, by the book but for what is changed. */
function response(asked: string, first: string, changed: Fields = {}, rest = ''): string {
  const kept = (name: string) =>
    asked
      .split('\r\n')
      .filter((line) => line.toLowerCase().startsWith(`${name}:`))
      .join('\r\n');
  const usual: Fields = {
    first,
    via: kept('via'),
    from: kept('from'),
    to: `${kept('to')};tag=far`,
    'call-id': kept('call-id'),
    cseq: kept('cseq'),
    contact: 'Contact: <sip:far@far.example.org;transport=ws>',
    type: rest === '' ? null : 'Content-Type: application/sdp',
    length: `Content-Length: ${Buffer.byteLength(rest)}`,
    ...changed,
  };
  return lines(
    Object.values(usual).filter((line) => line !== null),
    rest,
  );
}

const rings = { kind: 'rings' } as const;
const ignored = { kind: 'ignored' } as const;
const answered = (...statuses: readonly number[]) => ({ kind: 'answered', statuses }) as const;

const mixed = [
  '--fence-7',
  'Content-Type: text/plain',
  '',
  'A word beside it',
  '--fence-7',
  'Content-Type: application/octet-stream',
  '',
  String.fromCharCode(1, 0, 27, 200),
  '--fence-7--',
  '',
].join('\r\n');

export const tortureCases: readonly TortureCase[] = [
  // Valid, and odd.
  {
    name: 'wsinv',
    section: '3.1.1.1',
    what: 'white space and folds wherever they are allowed, compact names, unknown headers',
    message: lines(
      [
        `INVITE ${own};unknown-one SIP/2.0`,
        'TO :',
        ` ${own} ;   tag-of-theirs    = 77`,
        'from   : "A \\\\ and a \\"quote\\"" <sip:caller@example.org>',
        '  ;',
        '  tag = tortured',
        'MaX-fOrWaRdS: 0068',
        'Call-ID: tortured.white-space@example.org',
        'CSeq: 0009',
        '  INVITE',
        'Via  : SIP  /   2.0',
        ' /WS',
        '    caller.example.org;branch=z9hG4bKtortureA',
        's :',
        'BrandNewHeader:   what it says',
        ' goes on here',
        'UnknownHeaderWithUnusualValue: ;;,,;;,;',
        'Content-Type: application/sdp',
        'v:  SIP  / 2.0  / TCP     proxy.example.org   ;',
        '  branch  =   z9hG4bKtortureB  ,',
        ' SIP  /    2.0   / UDP  192.0.2.91   ; branch=',
        ' z9hG4bKtortureC',
        'm:"A name in \\"\\"" <sip:caller@caller.example.org> ; newparam =',
        '      newvalue ;',
        '  secondparam ; q = 0.33',
        `l: ${Buffer.byteLength(body)}`,
      ],
      body,
    ),
    verdict: rings,
  },
  {
    name: 'intmeth',
    section: '3.1.1.2',
    what: 'every character a token may have, in a method, a display name, an address, a header',
    message: request(
      "!odd-Method0123456789_*+`.%indeed'~",
      {
        To: 'To: "BEL:\\\x20NUL:\\\x20DEL:\\\x20" <sip:agent@practice.invalid>',
        From: 'From: token1~` token2\'+_ token3*%!.- <sip:mixed;%C3%A9@example.org>;odd\'~*!="q";tag=_t.1*',
      },
      ["extensionHeader-!.%*+_`'~: \u{feff}\u{e2a7}"],
    ),
    verdict: answered(501),
  },
  {
    name: 'esc01',
    section: '3.1.1.3',
    what: 'escaped characters in user parts and parameters',
    message: invite({
      first: `INVITE ${own} SIP/2.0`,
      To: 'To: <sip:agen%74@practice.invalid>',
      From: 'From: "Escaped" <sip:I%20have%20spaces@example.org>;tag=esc%201',
      Contact: 'Contact: <sip:cal%6Cer@caller.example.org;%6C%72;n%61me=v%61lue%25%34%31>',
    }),
    verdict: rings,
  },
  {
    name: 'escnull',
    section: '3.1.1.4',
    what: 'an escaped null in addresses: a valid REGISTER, which no phone takes',
    message: request('REGISTER', {
      From: 'From: <sip:null-%00-null@example.org>;tag=8',
      To: 'To: <sip:null-%00-null@example.org>',
      Contact: 'Contact: <sip:%00@caller.example.org>',
    }),
    verdict: answered(405),
  },
  {
    name: 'esc02',
    section: '3.1.1.5',
    what: 'a percent sign in a method is no escape: this is not REGISTER',
    message: request('RE%47IST%45R'),
    verdict: answered(501),
  },
  {
    name: 'lwsdisp',
    section: '3.1.1.6',
    what: 'no white space between a display name and its bracket',
    message: request('OPTIONS', { From: 'From: caller<sip:caller@example.org>;tag=323' }),
    verdict: answered(200),
  },
  {
    name: 'longreq',
    section: '3.1.1.7',
    what: 'long values in many headers',
    message: invite(
      {
        From: `From: <sip:${'a-very-long-user'.repeat(14)}@example.org>;tag=${'12985'.repeat(20)}`,
        To: `To: "${'I have a user name of extreme proportion '.repeat(3)}" <${own}>;unknown=${'very'.repeat(30)}`,
        'Call-ID': `Call-ID: ${'longreq.one-really'.repeat(12)}`,
        Contact: `Contact: <sip:${'amazinglylongcallername'.repeat(8)}@caller.example.org>`,
      },
      [
        ...Array.from(
          { length: 20 },
          (_, hop) =>
            `Via: SIP/2.0/TCP sip${hop}.example.org;branch=z9hG4bK${'ver'.repeat(30)}${hop}`,
        ),
        `Unknown-${'Long'.repeat(12)}-Name: unknown-${'long'.repeat(20)}-value`,
      ],
    ),
    verdict: rings,
  },
  {
    name: 'dblreq',
    section: '3.1.1.8',
    what: 'what stands behind the length of a message is no part of it',
    message: `${request('REGISTER')}INVITE sip:other@practice.invalid SIP/2.0\r\nVia: x\r\n\r\n`,
    verdict: answered(405),
  },
  {
    name: 'semiuri',
    section: '3.1.1.9',
    what: 'semicolons within a user part',
    message: request('OPTIONS', {
      From: 'From: <sip:user;par=u%40example.net@example.org>;tag=43251j3j324',
      Contact: 'Contact: <sip:user;par=u%40example.net@caller.example.org>',
    }),
    verdict: answered(200),
  },
  {
    name: 'transports',
    section: '3.1.1.10',
    what: 'known and unknown transports in Via',
    message: request('OPTIONS', {}, [
      'Via: SIP/2.0/SCTP t2.example.org;branch=z9hG4bKt2',
      'Via: SIP/2.0/TLS t3.example.org;branch=z9hG4bKt3',
      'Via: SIP/2.0/UNKNOWN t4.example.org;branch=z9hG4bKt4',
    ]),
    verdict: answered(200),
  },
  {
    name: 'mpart01',
    section: '3.1.1.11',
    what: 'a multipart MESSAGE with binary in it',
    message: request(
      'MESSAGE',
      { 'Content-Type': 'Content-Type: multipart/mixed;boundary=fence-7' },
      [],
      mixed,
    ),
    verdict: answered(405),
  },
  {
    name: 'unreason',
    section: '3.1.1.12',
    what: 'a reason phrase of signs and Cyrillic letters',
    message: (asked) =>
      response(asked, 'SIP/2.0 200 = 2**3 * 5**2 почти двести; всё хорошо', {}, body),
    verdict: { kind: 'moves', to: 'up' },
  },
  {
    name: 'noreason',
    section: '3.1.1.13',
    what: 'no reason phrase',
    message: (asked) => response(asked, 'SIP/2.0 180 '),
    verdict: { kind: 'moves', to: 'ringing' },
  },
  // Invalid.
  {
    name: 'badinv01',
    section: '3.1.2.1',
    what: 'separators with nothing between them',
    message: invite({
      Via: 'Via: SIP/2.0/WS 192.0.2.15;;,;,,',
      Contact: 'Contact: "Caller" <sip:caller@example.org>;;;;',
    }),
    verdict: answered(400),
  },
  {
    name: 'clerr',
    section: '3.1.2.2',
    what: 'a length beyond the message',
    message: invite({ 'Content-Length': 'Content-Length: 9999' }),
    verdict: answered(400),
  },
  {
    name: 'ncl',
    section: '3.1.2.3',
    what: 'a negative length',
    message: invite({ 'Content-Length': 'Content-Length: -999' }),
    verdict: answered(400),
  },
  {
    name: 'scalar02',
    section: '3.1.2.4',
    what: 'numbers too large in a request',
    message: request('REGISTER', {
      CSeq: 'CSeq: 36893488147419103232 REGISTER',
      'Max-Forwards': 'Max-Forwards: 300',
      Contact: 'Contact: <sip:caller@caller.example.org>;expires=280297596632815',
    }),
    verdict: answered(400),
  },
  {
    name: 'scalarlg',
    section: '3.1.2.5',
    what: 'numbers too large in a response',
    message: (asked) =>
      response(asked, 'SIP/2.0 503 Service Unavailable', {
        cseq: 'CSeq: 9292394834772304023312 INVITE',
        more: 'Retry-After: 949302838503028349304023988',
      }),
    verdict: ignored,
  },
  {
    name: 'quotbal',
    section: '3.1.2.6',
    what: 'a quote that is not closed',
    message: invite({ To: `To: "Agent Zero <${own}>` }),
    verdict: answered(400),
  },
  {
    name: 'ltgtruri',
    section: '3.1.2.7',
    what: 'a Request-URI in brackets',
    message: invite({ first: `INVITE <${own}> SIP/2.0` }),
    verdict: answered(400),
  },
  {
    name: 'lwsruri',
    section: '3.1.2.8',
    what: 'white space within the Request-URI',
    message: invite({ first: `INVITE ${own}; lr SIP/2.0` }),
    verdict: answered(400),
  },
  {
    name: 'lwsstart',
    section: '3.1.2.9',
    what: 'several spaces between the elements of the first line',
    message: invite({ first: `INVITE  ${own}  SIP/2.0` }),
    verdict: answered(400),
  },
  {
    name: 'trws',
    section: '3.1.2.10',
    what: 'spaces behind the first line',
    message: request('OPTIONS', { first: `OPTIONS ${own} SIP/2.0  ` }),
    verdict: answered(400),
  },
  {
    name: 'escruri',
    section: '3.1.2.11',
    what: 'headers within the Request-URI',
    message: invite({ first: `INVITE ${own}?Route=%3Csip:example.org%3E SIP/2.0` }),
    verdict: answered(400),
  },
  {
    name: 'baddate',
    section: '3.1.2.12',
    what: 'a Date in no zone of SIP: the header may be passed over',
    message: invite({}, ['Date: Fri, 01 Jan 2027 16:00:00 EST']),
    verdict: rings,
  },
  {
    name: 'regbadct',
    section: '3.1.2.13',
    what: 'a Contact that needs brackets and has none',
    message: request('REGISTER', {
      Contact: 'Contact: sip:caller@example.org?Route=%3Csip:sip.example.org%3E',
    }),
    verdict: answered(400),
  },
  {
    name: 'badaspec',
    section: '3.1.2.14',
    what: 'spaces within the brackets of an address',
    message: request('OPTIONS', { To: `To: "Zero, Agent" < ${own} >` }),
    verdict: answered(400),
  },
  {
    name: 'baddn',
    section: '3.1.2.15',
    what: 'a comma in a display name without quotes',
    message: request('OPTIONS', { From: 'From: Caller, Carla <sip:caller@example.org>;tag=43' }),
    verdict: answered(400),
  },
  {
    name: 'badvers',
    section: '3.1.2.16',
    what: 'a version of SIP that is not there yet',
    message: request('OPTIONS', { first: `OPTIONS ${own} SIP/7.0` }),
    verdict: answered(505),
  },
  {
    name: 'mismatch01',
    section: '3.1.2.17',
    what: 'another method in CSeq',
    message: request('OPTIONS', { CSeq: 'CSeq: 8 INVITE' }),
    verdict: answered(400),
  },
  {
    name: 'mismatch02',
    section: '3.1.2.18',
    what: 'an unknown method, and another one in CSeq',
    message: request('NEWMETHOD', { CSeq: 'CSeq: 8 INVITE' }),
    verdict: answered(400, 501),
  },
  {
    name: 'bigcode',
    section: '3.1.2.19',
    what: 'a status of ten digits',
    message: (asked) => response(asked, 'SIP/2.0 4294967301 better not break the receiver'),
    verdict: ignored,
  },
  // Transactions.
  {
    name: 'badbranch',
    section: '3.2.1',
    what: 'a branch that is the cookie and nothing else',
    message: request('OPTIONS', { Via: 'Via: SIP/2.0/WS 192.0.2.1;branch=z9hG4bK' }),
    verdict: answered(400),
  },
  // Application.
  {
    name: 'insuf',
    section: '3.3.1',
    what: 'no From, no To, no Call-ID',
    message: invite({ From: null, To: null, 'Call-ID': null }),
    // It names nobody a response could go to.
    verdict: ignored,
  },
  {
    name: 'unkscm',
    section: '3.3.2',
    what: 'a Request-URI of a scheme nobody knows',
    message: request('OPTIONS', { first: 'OPTIONS nobodyKnowsThisScheme:totally-opaque SIP/2.0' }),
    verdict: answered(416),
  },
  {
    name: 'novelsc',
    section: '3.3.3',
    what: 'a Request-URI of a scheme that is not for calls',
    message: request('OPTIONS', { first: 'OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0' }),
    verdict: answered(416),
  },
  {
    name: 'unksm2',
    section: '3.3.4',
    what: 'addresses of unknown schemes in From, To and Contact',
    message: request('REGISTER', {
      To: 'To: isbn:2983792873',
      From: 'From: <http://www.example.org>;tag=3234233',
      Contact: 'Contact: <name:Caller_Carla>',
    }),
    verdict: answered(400, 416),
  },
  {
    name: 'bext01',
    section: '3.3.5',
    what: 'extensions required that nobody has',
    message: request('OPTIONS', {}, [
      'Require: nothingSupportsThis, nothingSupportsThisEither',
      'Proxy-Require: noProxiesSupportThis',
    ]),
    verdict: answered(420),
  },
  {
    name: 'invut',
    section: '3.3.6',
    what: 'an offer in a format nobody knows',
    message: invite(
      { 'Content-Type': 'Content-Type: application/unknownformat' },
      [],
      '<audio>\r\n <pcmu port="443"/>\r\n</audio>\r\n',
    ),
    verdict: answered(415),
  },
  {
    name: 'regaut01',
    section: '3.3.7',
    what: 'credentials of a kind nobody knows, in a REGISTER no phone takes',
    message: request('REGISTER', {}, ['Authorization: NoOneKnowsThisScheme opaque-data=here']),
    verdict: answered(405),
  },
  {
    name: 'multi01',
    section: '3.3.8',
    what: 'headers twice that are there once',
    message: invite({}, [
      'CSeq: 59 INVITE',
      'Call-ID: another',
      'Max-Forwards: 5',
      'From: <sip:other@example.org>;tag=3413415',
      'To: <sip:other@example.org>',
    ]),
    verdict: answered(400),
  },
  {
    name: 'mcl01',
    section: '3.3.9',
    what: 'two lengths that differ',
    message: request(
      'OPTIONS',
      { 'Content-Length': 'Content-Length: 13' },
      ['l: 5'],
      'There is body',
    ),
    verdict: answered(400),
  },
  {
    name: 'bcast',
    section: '3.3.10',
    what: 'a response that came by another Via',
    message: (asked) =>
      response(asked, 'SIP/2.0 200 OK', {
        via: 'Via: SIP/2.0/WS 192.0.2.198;branch=z9hG4bK1324923;received=255.255.255.255',
      }),
    verdict: ignored,
  },
  {
    name: 'zeromf',
    section: '3.3.11',
    what: 'no hops left: the last hop does not count them',
    message: request('OPTIONS', { 'Max-Forwards': 'Max-Forwards: 0' }),
    verdict: answered(200),
  },
  {
    name: 'cparam01',
    section: '3.3.12',
    what: 'a parameter of the Contact header in a REGISTER',
    message: request('REGISTER', {
      Contact: 'Contact: sip:+19725550122@caller.example.org;unknownparam',
    }),
    verdict: answered(405),
  },
  {
    name: 'cparam02',
    section: '3.3.13',
    what: 'a parameter of the URI in a REGISTER',
    message: request('REGISTER', {
      Contact: 'Contact: <sip:+19725550122@caller.example.org;unknownparam>',
    }),
    verdict: answered(405),
  },
  {
    name: 'regescrt',
    section: '3.3.14',
    what: 'an escaped header within a Contact of a REGISTER',
    message: request('REGISTER', {
      Contact: 'Contact: <sip:caller@example.org?Route=%3Csip:sip.example.org%3E>',
    }),
    verdict: answered(405),
  },
  {
    name: 'sdp01',
    section: '3.3.15',
    what: 'an INVITE that takes no session description back',
    message: invite({}, ['Accept: text/nobodyKnowsThis']),
    verdict: answered(406),
  },
  // Older than RFC 3261.
  {
    name: 'inv2543',
    section: '3.4.1',
    what: 'no branch, no tag, no Max-Forwards, no Content-Length: as RFC 2543 had it',
    message: lines(
      [
        `INVITE ${own} SIP/2.0`,
        'Via: SIP/2.0/UDP old.example.org',
        'From: <sip:caller@old.example.org>',
        `To: ${own}`,
        'Call-ID: old-1717@old.example.org',
        'CSeq: 1717 INVITE',
        'Contact: <sip:caller@old.example.org>',
        'Content-Type: application/sdp',
      ],
      body,
    ),
    verdict: rings,
  },
];
