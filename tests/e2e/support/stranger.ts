import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something at an address that is no center of ours: gives each request the same answer. */
export async function startStranger(contentType: string, body: string) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'content-type': contentType }).end(body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
    server.listen(0, '127.0.0.1');
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    /** What the app wanted, each as method and path: a password travels in no GET. */
    asked: (): readonly string[] => asked,
    close(): Promise<void> {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** An address where nothing listens: it was free a moment ago. */
export async function silentAddress(): Promise<string> {
  const { address, close } = await startStranger('text/plain', '');
  await close();
  return address;
}
