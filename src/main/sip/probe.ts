import { WebSocket } from 'ws';

const probeTimeoutMs = 5_000;

/**
 * Asks a SIP server whether it is there, on a socket of its own: OPTIONS (RFC 3261 §11) and any
 * answer below 500. A proxy in front of a dead PBX takes sockets too.
 *
 * @param domain - Of the account: whom the OPTIONS is addressed to.
 */
export function probeServer(
  url: string,
  options: {
    readonly domain: string;
    readonly certificateAuthority?: string | undefined;
    /** A name for the request, never the same. */
    token(): string;
  },
): Promise<boolean> {
  const { domain } = options;
  const name = options.token();
  const request = [
    `OPTIONS sip:${domain} SIP/2.0`,
    `Via: SIP/2.0/${url.startsWith('wss:') ? 'WSS' : 'WS'} ${name}.invalid;branch=z9hG4bK${name}`,
    'Max-Forwards: 70',
    `From: <sip:probe@${domain}>;tag=${name}`,
    `To: <sip:${domain}>`,
    `Call-ID: ${name}`,
    'CSeq: 1 OPTIONS',
    `Contact: <sip:probe@${name}.invalid;transport=ws>`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
  return new Promise((resolve) => {
    const socket = new WebSocket(url, 'sip', {
      handshakeTimeout: probeTimeoutMs,
      maxPayload: 65_536,
      perMessageDeflate: false,
      ...(options.certificateAuthority === undefined ? {} : { ca: options.certificateAuthority }),
    });
    const end = (answers: boolean) => {
      clearTimeout(timer);
      socket.terminate();
      resolve(answers);
    };
    const timer = setTimeout(() => end(false), probeTimeoutMs);
    socket.on('open', () => socket.send(request));
    socket.on('message', (data) => {
      const status = /^SIP\/2\.0 (\d{3}) /.exec(data.toString())?.[1];
      if (status !== undefined && Number(status) >= 200) end(Number(status) < 500);
    });
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
  });
}
