import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { soleOrganisation } from '../db/organisation.ts';
import type { Store } from '../db/store.ts';
import { createCenterServer } from '../server.ts';
import { startUpkeep } from '../upkeep.ts';
import { openControl } from './control.ts';
import { exitCodes } from './open.ts';
import type { Settings } from './settings.ts';

export type Serving = {
  /** Such as `https://center.example:7420`, as the center itself sees it. */
  readonly url: string;
  /** Takes no new work, ends what is under way, tells the desks, closes the store. */
  readonly close: () => Promise<void>;
};

type Outcome =
  | { readonly ok: true; readonly serving: Serving }
  | { readonly ok: false; readonly exitCode: number; readonly detail: string };

/** Serves from an opened store that has been set up. On a failure the store is closed. */
export async function serve(settings: Settings, store: Store, log: Logger): Promise<Outcome> {
  const fail = async (exitCode: number, detail: string): Promise<Outcome> => {
    await store.close();
    return { ok: false, exitCode, detail };
  };
  let tls: { key: Buffer; cert: Buffer } | null = null;
  try {
    if (settings.tlsKey !== undefined && settings.tlsCertificate !== undefined) {
      tls = { key: readFileSync(settings.tlsKey), cert: readFileSync(settings.tlsCertificate) };
    }
  } catch (error) {
    return fail(exitCodes.usage, `TLS files: ${messageOf(error)}`);
  }
  const { server, center } = await createCenterServer({
    store,
    organisationId: soleOrganisation,
    log,
    turn:
      settings.turnUrls === undefined
        ? null
        : {
            urls: settings.turnUrls.split(','),
            secret: settings.turnSecret ?? '',
            seconds: settings.turnSeconds,
          },
    listening: {
      tls,
      trustProxy: settings.trustProxy,
      metricsToken: settings.metricsToken ?? null,
    },
  });
  const stopUpkeep = await startUpkeep(center, log);
  try {
    await server.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    await stopUpkeep();
    await server.close();
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const detail = taken
      ? `Port ${settings.port} is taken by another program. Give another one.`
      : `Cannot listen on ${settings.host}: ${messageOf(error)}`;
    return fail(taken ? exitCodes.inUse : exitCodes.wrong, detail);
  }
  const { data } = settings;
  const control = data === undefined ? null : await openControl(data, store, log, center.feedMoved);
  const { port } = server.server.address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return {
    ok: true,
    serving: {
      url: `${tls === null ? 'http' : 'https'}://${host}:${port}`,
      close: async () => {
        await control?.close();
        await stopUpkeep();
        await server.close();
        await store.close();
      },
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
