import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { e164 } from '../../contract/record/customer.ts';
import type { Center } from '../center.ts';
import { customersOn, readCustomers } from '../db/customers.ts';
import { authenticate } from './authenticate.ts';
import { problem, sendProblem } from './problem.ts';

const byNumber = z.object({ number: e164 });
const byId = z.object({ customerId: z.string().min(1).max(64) });

/** `GET /v1/customers?number=` and `GET /v1/customers/:customerId`. */
export function customersResource(server: FastifyInstance, center: Center): void {
  server.get('/v1/customers', async (request, reply) => {
    const caller = await authenticate(center, request, reply);
    if (!caller) return reply;
    const query = byNumber.safeParse(request.query);
    if (!query.success) {
      const detail = 'Ask for one number as E.164, such as ?number=%2B15035550142.';
      return sendProblem(reply, problem('malformed', detail));
    }
    return {
      customers: await customersOn(center.db, caller.organisationId, query.data.number),
    };
  });

  server.get('/v1/customers/:customerId', async (request, reply) => {
    const caller = await authenticate(center, request, reply);
    if (!caller) return reply;
    const params = byId.safeParse(request.params);
    const [found] = params.success
      ? await readCustomers(center.db, caller.organisationId, [params.data.customerId])
      : [];
    return found ?? sendProblem(reply, problem('not-found', 'There is no customer of this id.'));
  });
}
