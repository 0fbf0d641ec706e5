import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { customerHits, customersResponse } from '../../contract/http/customers.ts';
import { customer, e164 } from '../../contract/record/customer.ts';
import { searchTextLimit } from '../../domain/customer/search-key.ts';
import type { Center } from '../center.ts';
import { customersOn, readCustomers } from '../db/customers.ts';
import { findCustomers } from '../db/find-customers.ts';
import { authenticate } from './authenticate.ts';
import { customerExample } from './examples.ts';
import { operation } from './operation.ts';
import { problem, sendProblem } from './problem.ts';

const byNumber = z.object({ number: e164 });
const bySearch = z.object({ search: z.string().min(1).max(searchTextLimit) });
const byId = z.object({ customerId: z.string().min(1).max(64) });

/** `GET /v1/customers?number=`, `GET /v1/customers?search=` and `GET /v1/customers/:customerId`. */
export function customersResource(server: FastifyInstance, center: Center): void {
  server.get(
    '/v1/customers',
    {
      config: operation({
        summary:
          'Everybody who is reached by a number (`customers`), or whom a search finds (`hits`)',
        access: 'agent',
        parameters: [
          {
            in: 'query',
            name: 'number',
            description: 'E.164; this or `search`',
            example: '+15035550142',
          },
          {
            in: 'query',
            name: 'search',
            description: 'Beginnings of names, of a town, of an order, digits of a number',
            example: 'nguyen ha',
          },
        ],
        answers: [
          {
            status: 200,
            schema: z.union([customersResponse, customerHits]),
            example: { customers: [customerExample] },
          },
        ],
        problems: ['malformed'],
      }),
    },
    async (request, reply) => {
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
    },
  );

  server.get(
    '/v1/customers/:customerId',
    {
      config: operation({
        summary: 'One customer',
        access: 'agent',
        parameters: [
          {
            in: 'path',
            name: 'customerId',
            description: 'The customer',
            example: '0193a1b2-7c00-7000-8000-000000000001',
          },
        ],
        answers: [{ status: 200, schema: customer, example: customerExample }],
        problems: ['not-found'],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply);
      if (!caller) return reply;
      const params = byId.safeParse(request.params);
      const [found] = params.success
        ? await readCustomers(center.db, caller.organisationId, [params.data.customerId])
        : [];
      return found ?? sendProblem(reply, problem('not-found', 'There is no customer of this id.'));
    },
  );
}
