import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Center } from './center.ts';
import { aboutResource } from './http/about.ts';
import { blackBoxesResource } from './http/black-boxes.ts';
import { callbacksResource } from './http/callbacks.ts';
import { campaignsResource } from './http/campaigns.ts';
import { colleaguesResource } from './http/colleagues.ts';
import { customersResource } from './http/customers.ts';
import { desksResource } from './http/desks.ts';
import { historyResource } from './http/history.ts';
import { importsResource } from './http/imports.ts';
import { leadListsResource } from './http/lead-lists.ts';
import { leadsResource } from './http/leads.ts';
import { provisioningResource } from './http/provisioning.ts';
import { receiptsResource } from './http/receipts.ts';
import { scriptsResource } from './http/scripts.ts';
import { signInResource } from './http/sign-in.ts';
import { usersResource } from './http/users.ts';
import { watchingResource } from './http/watching.ts';
import type { Switchboard } from './socket/switchboard.ts';
import { syncSocket } from './socket/sync-socket.ts';

/** What the routes work with. */
export type RouteParts = {
  readonly center: Center;
  readonly switchboard: Switchboard;
  readonly log: Logger;
  readonly ending: () => boolean;
  readonly metricsToken: string | null;
  readonly trustProxy: boolean;
};

/** Every address of a center, the sync socket included. */
export function putRoutes(server: FastifyInstance, parts: RouteParts): void {
  const { center, switchboard, log } = parts;
  aboutResource(server, center);
  signInResource(server, center);
  provisioningResource(server, center);
  customersResource(server, center);
  historyResource(server, center);
  leadsResource(server, center);
  callbacksResource(server, center);
  leadListsResource(server, center);
  importsResource(server, center);
  receiptsResource(server, center);
  blackBoxesResource(server, center);
  scriptsResource(server, center);
  desksResource(server, center, switchboard);
  colleaguesResource(server, center, switchboard);
  campaignsResource(server, center);
  usersResource(server, center);
  watchingResource(server, center, parts);
  syncSocket(server, center, switchboard, log);
}
