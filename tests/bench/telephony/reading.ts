import { createJsSip, type Socket as JsSipSocket } from '#jssip';
import { createDigestRewriter } from '../../../src/main/sip/digest.ts';
import { createFacade } from '../../../src/main/sip/facade/environment.ts';
import { hideGlare } from '../../../src/main/sip/in-dialog.ts';
import { judge as judgeMessage } from '../../../src/main/sip/sip-filter.ts';
import { createPretendPage } from '../../support/pretend-page.ts';
import type { Row } from '../table.ts';

/** Messages per second: a response nobody waits for is read as a whole, and then forgotten. */
export function measureReading(): Row {
  const message = [
    'SIP/2.0 200 OK',
    ...[1, 2].map((hop) => `Via: SIP/2.0/WS hop${hop}.example.org;branch=z9hG4bK${hop}`),
    'From: "Nora Quist" <sip:+15035550142@example.org>;tag=77',
    'To: <sip:agent@practice.invalid>;tag=88',
    'Call-ID: reading@example.org',
    'CSeq: 9 INVITE',
    'Contact: <sip:pbx@192.0.2.9;transport=ws>',
    'Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE',
    'Supported: timer, replaces',
    'Session-Expires: 1800;refresher=uas',
    'User-Agent: a PBX',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
  const batch = 500;
  const rate = (read: (text: string) => void) => {
    const begunMs = performance.now();
    for (let index = 0; index < batch; index += 1) read(message);
    return (batch / (performance.now() - begunMs)) * 1_000;
  };
  const digest = createDigestRewriter({ user: 'agent', password: 'a secret for tests' });
  const [own, library] = [silentAgent(), silentAgent()];
  const oursOnce = () =>
    rate((text) => {
      const verdict = judgeMessage(text);
      if (verdict.kind === 'pass') own(hideGlare(digest.incoming(verdict.message)));
    });
  const theirsOnce = () => rate(library);
  const row = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < 60; round += 1) {
    const [one, other] = [oursOnce(), theirsOnce()];
    // The first ones are the compiler's.
    if (round < 10) continue;
    row.ours.push(one);
    row.theirs.push(other);
  }
  return { what: 'messages read', unit: 'per s', ...row };
}

/** A user agent of the library on a socket that leads nowhere; gives what takes its messages. */
function silentAgent(): (text: string) => void {
  const socket = {
    via_transport: 'WS',
    url: 'ws://127.0.0.1:9',
    sip_uri: 'sip:127.0.0.1:9;transport=ws',
    connect: () => socket.onconnect(),
    disconnect: () => undefined,
    send: () => true,
    isConnected: () => true,
    isConnecting: () => false,
    onconnect: () => undefined,
    ondisconnect: () => undefined,
    ondata: (_text: string) => undefined,
  };
  const jssip = createJsSip(createFacade(createPretendPage().link));
  const agent = new jssip.UA({
    sockets: socket as unknown as JsSipSocket,
    uri: 'sip:agent@practice.invalid',
    register: false,
  });
  agent.start();
  return (text) => socket.ondata(text);
}
