import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { campaignsResponse } from '../../contract/http/campaigns.ts';
import { instant } from '../../contract/record/customer.ts';
import type { Center } from '../center.ts';
import { campaignStandings } from '../db/campaign-standings.ts';
import { authenticate } from './authenticate.ts';
import { operation } from './operation.ts';
import { problem, sendProblem } from './problem.ts';

const asked = z.object({ since: instant });

/** `GET /v1/campaigns?since=` (floor manager): every campaign and how far it has come. */
export function campaignsResource(server: FastifyInstance, center: Center): void {
  server.get(
    '/v1/campaigns',
    {
      config: operation({
        summary: 'Every campaign, how far its people have come, and the talks since an instant',
        access: 'floor-manager',
        parameters: [
          {
            in: 'query',
            name: 'since',
            description: 'Conversations are counted from here on, such as the manager’s midnight.',
            example: '2026-11-22T00:00:00.000Z',
            required: true,
          },
        ],
        answers: [
          {
            status: 200,
            schema: campaignsResponse,
            example: {
              campaigns: [
                {
                  campaignId: 'spring-roof-check',
                  name: 'Spring roof check',
                  direction: 'outbound',
                  leads: { new: 21, called: 8, done: 3, 'do-not-call': 1 },
                  openCallbacks: 2,
                  conversations: 12,
                  talkMs: 1_860_000,
                },
              ],
            },
          },
        ],
        problems: ['malformed'],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply, 'floor-manager');
      if (!caller) return reply;
      const query = asked.safeParse(request.query);
      if (!query.success) {
        const detail = 'Ask with an instant, such as ?since=2026-11-22T00:00:00.000Z.';
        return sendProblem(reply, problem('malformed', detail));
      }
      const since = new Date(query.data.since);
      const campaigns = await campaignStandings(center.db, caller.organisationId, since);
      return { campaigns } satisfies z.input<typeof campaignsResponse>;
    },
  );
}
