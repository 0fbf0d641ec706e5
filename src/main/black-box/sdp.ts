import type { Pseudonyms } from './pseudonyms.ts';

/** Lines whose shape leaves no room for anything personal or secret; all others lose their value. */
const harmless: readonly RegExp[] = [
  /^v=0$/,
  /^t=0 0$/,
  /^m=audio \d{1,5} [A-Z/]{1,24}( \d{1,3}){1,20}$/,
  /^a=rtpmap:\d{1,3} [A-Za-z0-9-]{1,20}\/\d{4,6}(\/\d)?$/,
  /^a=fmtp:\d{1,3} ([a-z-]{1,24}=[\d-]{1,6};? ?){1,12}$/i,
  /^a=fmtp:\d{1,3} \d{1,3}(\/\d{1,3}){1,3}$/,
  /^a=(sendrecv|sendonly|recvonly|inactive|rtcp-mux|rtcp-rsize|extmap-allow-mixed|ice-lite)$/,
  /^a=(setup:(actpass|active|passive)|ptime:\d{1,3}|maxptime:\d{1,3}|mid:[\w-]{1,8})$/,
  /^a=group:BUNDLE( [\w-]{1,8}){1,4}$/,
  /^a=(end-of-candidates|ice-options:trickle)$/,
];

/** An SDP body (RFC 8866) as far as a media problem can be found in it. */
export function scrubSdp(body: string, pseudonyms: Pseudonyms): string {
  return body
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => scrubLine(line, pseudonyms))
    .join('\n');
}

function scrubLine(line: string, pseudonyms: Pseudonyms): string {
  if (harmless.some((shape) => shape.test(line))) return line;
  const address = /^c=IN IP[46] (\S{1,80})$/.exec(line)?.[1];
  if (address !== undefined) return `c=IN ${pseudonyms.of('host', address)}`;
  const candidate =
    /^a=candidate:\S+ (\d) (udp|tcp) \d+ (\S{1,80}) (\d{1,5}) typ (host|srflx|prflx|relay)/i.exec(
      line,
    );
  if (candidate) {
    const [, component, protocol, host = '', port, type] = candidate;
    return `a=candidate ${component} ${protocol} ${pseudonyms.of('host', host)} ${port} typ ${type}`;
  }
  const name = /^(a=[a-z][a-z-]{0,24}|[a-z]=)/i.exec(line)?.[1] ?? '';
  return `${name}[removed]`;
}
