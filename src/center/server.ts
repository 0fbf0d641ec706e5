import websocket from '@fastify/websocket';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { maxUpFrameBytes } from '../contract/sync/version.ts';
import type { Center } from './center.ts';
import type { Store } from './db/store.ts';
import { aboutResource } from './http/about.ts';
import { callbacksResource } from './http/callbacks.ts';
import { customersResource } from './http/customers.ts';
import { desksResource } from './http/desks.ts';
import { closeImports, importsResource } from './http/imports.ts';
import { leadListsResource } from './http/lead-lists.ts';
import { leadsResource } from './http/leads.ts';
import { problem, sendProblem } from './http/problem.ts';
import { provisioningResource } from './http/provisioning.ts';
import { receiptsResource } from './http/receipts.ts';
import { scriptsResource } from './http/scripts.ts';
import { signInResource } from './http/sign-in.ts';
import { finishLists } from './import/finish.ts';
import { createSwitchboard } from './socket/switchboard.ts';
import { syncSocket } from './socket/sync-socket.ts';

const bodyLimitBytes = 65_536;

/** A center that can be listened on: its parts, wired. */
export type CenterServer = { readonly server: FastifyInstance; readonly center: Center };

/** Puts the resources and the sync socket on a store. Nothing listens yet. */
export async function createCenterServer(options: {
  readonly store: Store;
  readonly organisationId: string;
  readonly log: Logger;
  readonly now?: () => number;
}): Promise<CenterServer> {
  const { store, log } = options;
  const center: Center = {
    db: store.db,
    identity: store.identity,
    availability: store.availability,
    organisationId: options.organisationId,
    now: options.now ?? Date.now,
    feedMoved: () => switchboard.tell(),
    onFault: (error) =>
      log.error({ error: error instanceof Error ? error.stack : String(error) }, 'background'),
    sessionEnded: (sessionId) => switchboard.endSession(sessionId),
  };
  const switchboard = createSwitchboard(center, (error) =>
    log.error({ error: error instanceof Error ? error.message : String(error) }, 'feed'),
  );
  await switchboard.start();

  const server = Fastify({ bodyLimit: bodyLimitBytes, forceCloseConnections: true });
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413) {
      return sendProblem(reply, problem('too-large', 'The body is larger than this takes.'));
    }
    if (status < 500) return sendProblem(reply, problem('malformed', error.message));
    if (store.availability.suspect(error)) return sendProblem(reply, databaseAway());
    // The route and not the address: a number may stand in the query.
    const route = request.routeOptions.url ?? '';
    log.error({ error: error.message, stack: error.stack, route }, 'request failed');
    return sendProblem(reply, problem('internal', 'Try again; the fault is in the log.'));
  });
  // At once, and not after a connection was waited for.
  server.addHook('onRequest', async (request, reply) => {
    const isOurs = request.routeOptions.url?.startsWith('/v1/') === true;
    if (isOurs && store.availability.away() !== null) return sendProblem(reply, databaseAway());
    return undefined;
  });
  server.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, problem('not-found', 'There is nothing at this address.')),
  );
  await server.register(websocket, { options: { maxPayload: maxUpFrameBytes } });
  await server.register((routes, _options, done) => {
    aboutResource(routes, center);
    signInResource(routes, center);
    provisioningResource(routes, center);
    customersResource(routes, center);
    leadsResource(routes, center);
    callbacksResource(routes, center);
    leadListsResource(routes, center);
    importsResource(routes, center);
    receiptsResource(routes, center);
    scriptsResource(routes, center);
    desksResource(routes, center, switchboard);
    syncSocket(routes, center, switchboard, log);
    done();
  });
  // Whatever an earlier center left in the middle; nobody has seen it, so nobody waits for it.
  const ending = new AbortController();
  const finishing = finishLists(center, ending.signal).catch(center.onFault);
  server.addHook('onClose', async () => {
    ending.abort();
    await Promise.all([finishing, closeImports(center)]);
  });
  return { server, center };
}

function databaseAway() {
  const detail =
    'The database of the center is away. What is not sent stays at the desk; try again.';
  return { ...problem('unavailable', detail), retryAfterSeconds: 2 };
}
