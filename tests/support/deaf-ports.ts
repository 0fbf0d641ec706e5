import { createSocket, type Socket } from 'node:dgram';
import { type AddressInfo, createServer } from 'node:net';

/** STUN and TURN servers on the loopback that take everything and never answer. */
export type DeafPorts = {
  readonly iceServers: readonly { urls: string[]; username?: string; credential?: string }[];
  /** Packets that were swallowed so far: somebody asked. */
  swallowed(): number;
  close(): Promise<void>;
};

export async function openDeafPorts(): Promise<DeafPorts> {
  let swallowed = 0;
  const udp: Socket = createSocket('udp4');
  udp.on('message', () => {
    swallowed += 1;
  });
  const tcp = createServer((socket) => {
    swallowed += 1;
    socket.on('error', () => socket.destroy());
    socket.resume();
    open.add(socket);
  });
  const open = new Set<{ destroy(): void }>();
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const udpPort = udp.address().port;
  const tcpPort = (tcp.address() as AddressInfo).port;
  const login = { username: 'agent', credential: 'a secret for tests' };
  return {
    iceServers: [
      { urls: [`stun:127.0.0.1:${udpPort}`] },
      { urls: [`turn:127.0.0.1:${udpPort}?transport=udp`], ...login },
      { urls: [`turn:127.0.0.1:${tcpPort}?transport=tcp`], ...login },
    ],
    swallowed: () => swallowed,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => udp.close(() => resolve()));
      await new Promise((resolve) => tcp.close(resolve));
    },
  };
}
