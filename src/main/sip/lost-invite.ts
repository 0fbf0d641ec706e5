/** What the library keeps of an INVITE of ours, as far as it has to be taken back. */
export type LostInvite = {
  readonly _request: {
    readonly ruri: { toString(): string };
    readonly call_id: string;
    readonly cseq: number;
    getHeader(name: string): string | undefined;
    getHeaders(name: string): readonly string[];
  };
  readonly _earlyDialogs: Readonly<Record<string, { sendRequest(method: string): unknown }>>;
};

/**
 * An INVITE whose socket broke before it was answered may ring, and be answered, all the same: the
 * customer would hear silence for half a minute. When the line is back, it is cancelled (RFC 3261
 * §9.1: the same branch, whatever connection it comes by), and each early dialog is ended
 * (§15: the caller may), should it have been answered meanwhile.
 *
 * @returns What to send, bound to what is known now; the library forgets it.
 */
export function cancelsOf(
  { _request: request, _earlyDialogs: early }: LostInvite,
  sendRaw: (message: string) => void,
): (() => void)[] {
  const via = request.getHeader('via') ?? '';
  // Nothing has ever been sent without one.
  if (via === '') return [];
  const cancel = [
    `CANCEL ${request.ruri.toString()} SIP/2.0`,
    `Via: ${via}`,
    'Max-Forwards: 69',
    ...request.getHeaders('route').map((route) => `Route: ${route}`),
    `From: ${request.getHeader('from') ?? ''}`,
    `To: ${request.getHeader('to') ?? ''}`,
    `Call-ID: ${request.call_id}`,
    `CSeq: ${request.cseq} CANCEL`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
  const byes = Object.values(early).map((dialog) => () => void dialog.sendRequest('BYE'));
  return [() => sendRaw(cancel), ...byes];
}
