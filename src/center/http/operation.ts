import type { z } from 'zod';
import type { Problem } from '../../contract/http/problem.ts';
import type { Role } from '../../contract/record/provisioning.ts';

type Parameter = {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly description: string;
  readonly example: string;
  readonly required?: boolean;
};

type Body = {
  /** Default: `application/json`. */
  readonly type?: string;
  readonly description?: string;
  readonly schema?: z.ZodType;
  readonly example: unknown;
};

/**
 * A route as others need to know it: stands beside the route, as `config` of its options, and is
 * what `/openapi.json` is made of. `openapi.test.ts` fails for a route without one, and for an
 * example that its schema does not take.
 */
export type Operation = {
  readonly summary: string;
  /** Who may ask; each role includes those below it. */
  readonly access: 'everybody' | Role;
  readonly parameters?: readonly Parameter[];
  readonly body?: Body;
  readonly answers: readonly (Partial<Body> & { readonly status: number })[];
  /** Kinds of problem this route itself answers with; those that any route may have are added. */
  readonly problems: readonly Problem['kind'][];
};

/** For a route's options: `server.get(path, { config: operation({ … }) }, handler)`. */
export function operation(described: Operation): { readonly operation: Operation } {
  return { operation: described };
}

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: Operation;
  }
}
