import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { script as scriptSchema } from '../../contract/record/script.ts';
import type { Center } from '../center.ts';
import { readScript } from '../script/read.ts';
import { storeScript } from '../script/store.ts';
import { provedCaller, provedFirst } from './authenticate.ts';
import { scriptExample } from './examples.ts';
import { operation } from './operation.ts';
import { problem, sendProblem } from './problem.ts';

const byId = z.object({ scriptId: scriptSchema.shape.id });

/**
 * `PUT /v1/scripts/:scriptId` (floor manager): publishes a script as the next version. Desks get
 * it with their next provisioning, mid-campaign.
 */
export function scriptsResource(server: FastifyInstance, center: Center): void {
  const options = {
    bodyLimit: 2_000_000,
    onRequest: provedFirst(center, 'floor-manager'),
    config: operation({
      summary: 'Publishes a script as its next version; desks get it mid-campaign',
      access: 'floor-manager',
      parameters: [
        { in: 'path', name: 'scriptId', description: 'The id in the script', example: 'greeting' },
      ],
      body: { schema: scriptSchema, example: scriptExample, description: 'See docs/formats.md.' },
      answers: [
        {
          status: 200,
          schema: z.object({ script: scriptSchema, warnings: z.array(z.string()) }),
          example: { script: scriptExample, warnings: [] },
        },
      ],
      problems: ['malformed', 'too-large'],
    }),
  };
  server.put('/v1/scripts/:scriptId', options, async (request, reply) => {
    const caller = provedCaller(request);
    const read = readScript(request.body);
    if (!read.ok) {
      const detail = 'The script was not published; the one before goes on. Mend what is listed.';
      return sendProblem(reply, problem('malformed', detail, read.errors));
    }
    const params = byId.safeParse(request.params);
    if (!params.success || params.data.scriptId !== read.script.id) {
      const detail = 'The id in the script and the one in the address differ.';
      return sendProblem(reply, problem('malformed', detail));
    }
    const stored = await storeScript(center, caller.userId, read.script);
    return { script: stored, warnings: read.warnings };
  });
}
