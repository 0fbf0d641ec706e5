import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { leadsResponse } from '../../contract/http/customers.ts';
import type { Center } from '../center.ts';
import { campaignExists } from '../db/campaigns.ts';
import { feedHead } from '../db/feed.ts';
import { campaignLeads } from '../db/leads.ts';
import { authenticate } from './authenticate.ts';
import { leadExample } from './examples.ts';
import { operation } from './operation.ts';
import { problem, sendProblem } from './problem.ts';

const byCampaign = z.object({ campaignId: z.string().min(1).max(64) });

/** `GET /v1/campaigns/:campaignId/leads` */
export function leadsResource(server: FastifyInstance, center: Center): void {
  server.get(
    '/v1/campaigns/:campaignId/leads',
    {
      config: operation({
        summary: 'The leads of a campaign, highest rank first',
        access: 'agent',
        parameters: [
          {
            in: 'path',
            name: 'campaignId',
            description: 'The campaign',
            example: 'spring-roof-check',
          },
        ],
        answers: [
          { status: 200, schema: leadsResponse, example: { leads: [leadExample], sequence: 42 } },
        ],
        problems: ['not-found'],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply);
      if (!caller) return reply;
      const { db } = center;
      const params = byCampaign.safeParse(request.params);
      const { organisationId } = caller;
      if (!params.success || !(await campaignExists(db, organisationId, params.data.campaignId))) {
        return sendProblem(reply, problem('not-found', 'There is no campaign of this id.'));
      }
      // The place first: a lead that changes in between is told again after it.
      const sequence = await feedHead(db, organisationId);
      return { leads: await campaignLeads(db, organisationId, params.data.campaignId), sequence };
    },
  );
}
