import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { e164 } from '../../contract/record/customer.ts';
import { searchTextLimit } from '../../domain/customer/search-key.ts';
import type { Center } from '../center.ts';
import { customersOn, readCustomers } from '../db/customers.ts';
import { findCustomers } from '../db/find-customers.ts';
import { authenticate } from './authenticate.ts';
import { problem, sendProblem } from './problem.ts';

const byNumber = z.object({ number: e164 });
const bySearch = z.object({ search: z.string().min(1).max(searchTextLimit) });
const byId = z.object({ customerId: z.string().min(1).max(64) });

/** `GET /v1/customers?number=`, `GET /v1/customers?search=` and `GET /v1/customers/:customerId`. */
export function customersResource(server: FastifyInstance, center: Center): void {
  server.get('/v1/customers', async (request, reply) => {
    const caller = await authenticate(center, request, reply);
    if (!caller) return reply;
    const search = bySearch.safeParse(request.query);
    if (search.success) {
      return findCustomers(center.db, caller.organisationId, search.data.search);
    }
    const query = byNumber.safeParse(request.query);
    if (!query.success) {
      const detail =
        'Ask for one number as E.164, such as ?number=%2B15035550142, or ?search= with a name.';
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
