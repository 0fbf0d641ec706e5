import type { FastifyInstance, RouteOptions } from 'fastify';
import { z } from 'zod';
import { problem as problemSchema } from '../../contract/http/problem.ts';
import { protocolVersion } from '../../contract/sync/version.ts';
import { type Operation, operation } from './operation.ts';
import { problem } from './problem.ts';

/** What any described route may answer with, besides its own. */
const always: Operation['problems'] = ['internal', 'unavailable'];

export type DescribedRoute = {
  readonly method: string;
  /** As Fastify writes it: `/v1/customers/:customerId`. */
  readonly path: string;
  readonly operation: Operation;
};

/**
 * Keeps the description of every route that is registered after it, and serves them as
 * `GET /openapi.json`. Routes without one are returned too, with null, for the test that wants
 * each described.
 */
export function describeRoutes(server: FastifyInstance): {
  readonly described: readonly DescribedRoute[];
  readonly undescribed: readonly string[];
} {
  const described: DescribedRoute[] = [];
  const undescribed: string[] = [];
  server.addHook('onRoute', (route: RouteOptions) => {
    // Fastify adds a HEAD beside each GET by itself.
    for (const method of [route.method].flat().filter((one) => one !== 'HEAD')) {
      const found = route.config?.operation;
      if (found) described.push({ method, path: route.url, operation: found });
      else undescribed.push(`${method} ${route.url}`);
    }
  });
  server.get(
    '/openapi.json',
    {
      config: operation({
        summary: 'This document',
        access: 'everybody',
        answers: [{ status: 200, description: 'OpenAPI 3.1.', example: { openapi: '3.1.0' } }],
        problems: [],
      }),
    },
    async () => openApi(described),
  );
  return { described, undescribed };
}

/** The OpenAPI 3.1 document of some routes. */
export function openApi(routes: readonly DescribedRoute[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route.operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Homeline center',
      version: protocolVersion,
      description:
        'What a desk asks of a center over HTTP. The sync socket is in docs/protocol.md.',
    },
    paths,
    components: {
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: schemaOf(problemSchema, 'output') },
    },
  };
}

function operationOf(described: Operation): object {
  const { summary, access, parameters = [], body, answers } = described;
  const problems = [
    ...new Set([
      ...described.problems,
      ...(access === 'everybody' ? [] : (['token-expired'] as const)),
      ...(access === 'everybody' || access === 'agent' ? [] : (['forbidden'] as const)),
      ...always,
    ]),
  ];
  return {
    summary,
    description: access === 'everybody' ? 'For everybody.' : `Needs the role ${access}.`,
    security: access === 'everybody' ? [] : [{ accessToken: [] }],
    ...(parameters.length === 0 ? {} : { parameters: parameters.map(parameterOf) }),
    ...(body ? { requestBody: { required: true, content: contentOf(body, 'input') } } : {}),
    responses: {
      ...Object.fromEntries(
        answers.map(({ status, description = summary, ...answer }) => [
          String(status),
          answer.example === undefined
            ? { description }
            : { description, content: contentOf({ ...answer, example: answer.example }, 'output') },
        ]),
      ),
      ...problemResponses(problems),
    },
  };
}

function parameterOf({
  in: place,
  name,
  description,
  example,
  required,
}: NonNullable<Operation['parameters']>[number]): object {
  return {
    in: place,
    name,
    description,
    required: required ?? place === 'path',
    schema: { type: 'string' },
    example,
  };
}

function contentOf(
  { type = 'application/json', schema, example }: NonNullable<Operation['body']>,
  io: 'input' | 'output',
): object {
  return { [type]: { ...(schema ? { schema: schemaOf(schema, io) } : {}), example } };
}

/** Several kinds share a status: one response with an example of each. */
function problemResponses(kinds: Operation['problems']): object {
  const examples = kinds.map((kind) => problem(kind, 'What happened, and what to do.'));
  const byStatus = Map.groupBy(examples, (one) => String(one.status));
  return Object.fromEntries(
    [...byStatus].map(([status, ones]) => [
      status,
      {
        description: ones.map((one) => one.title).join('; '),
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: Object.fromEntries(ones.map((one) => [one.kind, { value: one }])),
          },
        },
      },
    ]),
  );
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  // A transform ends in what its input allows; JSON Schema can say no more.
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
