import type { FastifyInstance } from 'fastify';
import { type About, about } from '../../contract/http/about.ts';
import { protocolVersion } from '../../contract/sync/version.ts';
import type { Center } from '../center.ts';
import { organisationName } from '../db/organisation.ts';
import { operation } from './operation.ts';

/** `GET /v1/about`: open to everybody, says nothing that is secret. */
export function aboutResource(server: FastifyInstance, center: Center): void {
  server.get(
    '/v1/about',
    {
      config: operation({
        summary: 'What this is, before a password is sent',
        access: 'everybody',
        answers: [
          {
            status: 200,
            schema: about,
            example: {
              product: 'homeline-center',
              name: 'Lakeside Roofing',
              centerId: 'c1',
              protocol: protocolVersion,
            },
          },
        ],
        problems: [],
      }),
    },
    async (): Promise<About> => ({
      product: 'homeline-center',
      name: await organisationName(center.db, center.organisationId),
      centerId: center.identity.centerId,
      protocol: protocolVersion,
    }),
  );
}
