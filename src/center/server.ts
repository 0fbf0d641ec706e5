import websocket from '@fastify/websocket';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { maxUpFrameBytes } from '../contract/sync/version.ts';
import type { Turn } from './account/turn.ts';
import type { Center } from './center.ts';
import type { Store } from './db/store.ts';
import { closeImports } from './http/imports.ts';
import { describeRoutes } from './http/openapi.ts';
import { problem, sendProblem } from './http/problem.ts';
import { finishLists } from './import/finish.ts';
import { createMetrics } from './metrics.ts';
import { putRoutes } from './routes.ts';
import { createSwitchboard } from './socket/switchboard.ts';
import { watchStore } from './watch-store.ts';

const bodyLimitBytes = 65_536;
/** SQLSTATE character_not_in_repertoire: PostgreSQL's text has no NUL. */
const notText = '22021';

/** A center that can be listened on: its parts, wired. */
export type CenterServer = { readonly server: FastifyInstance; readonly center: Center };

/** How a center can be reached from elsewhere. */
export type Listening = {
  readonly tls: { readonly key: Buffer; readonly cert: Buffer } | null;
  readonly trustProxy: boolean;
  readonly metricsToken: string | null;
};

/** Puts the resources and the sync socket on a store. Nothing listens yet. */
export async function createCenterServer(options: {
  readonly store: Store;
  readonly organisationId: string;
  readonly log: Logger;
  readonly now?: () => number;
  readonly turn?: Turn | null;
  /** Left out for a center on the loopback interface: plain http. */
  readonly listening?: Listening;
}): Promise<CenterServer> {
  const { store, log } = options;
  const { tls = null, trustProxy = false, metricsToken = null } = options.listening ?? {};
  const center: Center = {
    db: store.db,
    identity: store.identity,
    availability: store.availability,
    metrics: createMetrics(store, {
      sockets: () => switchboard.connected(),
      lag: () => switchboard.lag(),
    }),
    organisationId: options.organisationId,
    turn: options.turn ?? null,
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

  const server = Fastify({
    bodyLimit: bodyLimitBytes,
    // Requests that are under way get their answer; connections without one are not waited for.
    forceCloseConnections: 'idle',
    trustProxy,
    frameworkErrors: (_error, _request, reply) =>
      void sendProblem(reply, problem('malformed', 'The address cannot be read.')),
    ...(tls === null ? {} : { https: tls }),
  }) as FastifyInstance;
  server.addHook('onResponse', async (request, reply) => {
    center.metrics.request({
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1_000,
    });
  });
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413) {
      return sendProblem(reply, problem('too-large', 'The body is larger than this takes.'));
    }
    if (status < 500) return sendProblem(reply, problem('malformed', error.message));
    if (store.availability.suspect(error)) return sendProblem(reply, databaseAway());
    if (error.code === notText) {
      return sendProblem(reply, problem('malformed', 'A text holds a character that no text has.'));
    }
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
  const ending = new AbortController();
  describeRoutes(server);
  await server.register(websocket, { options: { maxPayload: maxUpFrameBytes } });
  await server.register((routes, _options, done) => {
    putRoutes(routes, {
      center,
      switchboard,
      log,
      ending: () => ending.signal.aborted,
      metricsToken,
      trustProxy,
    });
    done();
  });
  // Whatever an earlier center left in the middle; nobody has seen it, so nobody waits for it.
  const finishing = finishLists(center, ending.signal).catch(center.onFault);
  const stopWatching = watchStore(center, switchboard);
  server.addHook('preClose', async () => {
    ending.abort();
    // A connection that is answered from now on is not kept for a next request: the end of the
    // center would wait for it, as long as the client likes.
    server.server.keepAliveTimeout = 1;
  });
  server.addHook('onClose', async () => {
    await Promise.all([stopWatching(), finishing, closeImports(center)]);
  });
  return { server, center };
}

function databaseAway() {
  const detail =
    'The database of the center is away. What is not sent stays at the desk; try again.';
  return { ...problem('unavailable', detail), retryAfterSeconds: 2 };
}
