import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type {
  CenterFailure,
  CenterReport,
  CenterStart,
} from '../contract/process/center-process.ts';
import { ensureOrganisation } from './db/organisation.ts';
import { openStore } from './db/store.ts';
import { importAsManager } from './practice/import-as-manager.ts';
import { setUpPractice } from './practice/set-up.ts';
import { createCenterServer } from './server.ts';
import { startUpkeep } from './upkeep.ts';

export type RunningCenter = { readonly close: () => Promise<void> };

type Listening = Omit<Extract<CenterReport, { kind: 'listening' }>, 'kind'>;
type Outcome =
  | { readonly ok: true; readonly center: RunningCenter; readonly listening: Listening }
  | { readonly ok: false; readonly error: CenterFailure };

/**
 * Starts a center: store, server, and in practice mode the sample. Either all of it runs, or
 * nothing is left running.
 */
export async function startCenter(start: CenterStart, log: Logger): Promise<Outcome> {
  const startedAtMs = performance.now();
  const opened = await openStore(start);
  if (!opened.ok) return opened;
  const { store } = opened;
  const organisationId = await ensureOrganisation(
    store.db,
    { name: start.name, practice: start.practice !== null, country: start.country },
    Date.now(),
  );
  const { server, center } = await createCenterServer({ store, organisationId, log });
  const stopUpkeep = await startUpkeep(center, log);
  const close = async () => {
    await stopUpkeep();
    await server.close();
    await store.close();
  };
  const giveUp = async (error: CenterFailure): Promise<Outcome> => {
    await close();
    return { ok: false, error };
  };

  const sample = start.practice && (await setUpPractice(center, start.practice));
  if (sample?.ok === false) return giveUp(sample.error);
  const url = await listen(server, start);
  if (url === null) {
    const detail = `Port ${start.port} is taken by another program. Give another one, or 0.`;
    return giveUp({ kind: 'port', detail });
  }
  let leadListId: string | null = null;
  if (start.practice && sample) {
    const path = start.practice.sample.leadListPath ?? sample.value.leadListPath;
    const imported = await importAsManager(center, url, start.practice.users, {
      path,
      content: await readFile(path).catch(() => null),
      campaignId: sample.value.leadList.campaignId,
    });
    if (!imported.ok) return giveUp(imported.error);
    leadListId = imported.leadListId;
  }
  return {
    ok: true,
    center: { close },
    listening: {
      url,
      centerId: store.identity.centerId,
      startedInMs: Math.round(performance.now() - startedAtMs),
      leadListId,
    },
  };
}

async function listen(
  server: Awaited<ReturnType<typeof createCenterServer>>['server'],
  { host, port }: CenterStart,
): Promise<string | null> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return null;
    throw error;
  }
  const address = server.server.address() as AddressInfo;
  return `http://${host === '::1' ? '[::1]' : host}:${address.port}`;
}
