import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Health, health } from '../../contract/http/health.ts';
import type { Center } from '../center.ts';
import { operation } from './operation.ts';
import { problem, sendProblem } from './problem.ts';

/** `GET /health` and `GET /metrics`: for whoever watches the center, not for desks. */
export function watchingResource(
  server: FastifyInstance,
  center: Center,
  options: {
    readonly ending: () => boolean;
    readonly metricsToken: string | null;
    /** That whoever asks comes through a proxy: the address of its connection says nothing. */
    readonly trustProxy: boolean;
  },
): void {
  server.get(
    '/health',
    {
      config: operation({
        summary: 'Whether the center lives, and whether it can work',
        access: 'everybody',
        answers: [
          { status: 200, schema: health, example: { live: true, ready: true, reasons: [] } },
          {
            status: 503,
            description: 'It lives and cannot work now; `reasons` says why.',
            schema: health,
            example: { live: true, ready: false, reasons: ['The database is away: refused.'] },
          },
        ],
        problems: [],
      }),
    },
    async (_request, reply): Promise<Health> => {
      const away = center.availability.away();
      const reasons = [
        ...(away === null ? [] : [`The database is away: ${away}.`]),
        ...(options.ending() ? ['The center is ending.'] : []),
      ];
      reply.code(reasons.length === 0 ? 200 : 503);
      return { live: true, ready: reasons.length === 0, reasons };
    },
  );

  server.get(
    '/metrics',
    {
      config: operation({
        summary: 'Figures for Prometheus, from this machine or with the metrics token',
        access: 'everybody',
        answers: [
          {
            status: 200,
            type: 'text/plain',
            description: 'Prometheus text format 0.0.4.',
            example: 'homeline_sync_sockets 12\n',
          },
        ],
        problems: ['forbidden'],
      }),
    },
    async (request, reply) => {
      const isFromHere = !options.trustProxy && comesFromHere(request);
      if (!isFromHere && !hasToken(request, options.metricsToken)) {
        const detail = 'Ask from the machine of the center, or with its metrics token.';
        return sendProblem(reply, problem('forbidden', detail));
      }
      return reply.type(center.metrics.contentType).send(await center.metrics.text());
    },
  );
}

/** What proxies say of whom they ask for; also those that nobody told the center of. */
const forwarding =
  /^(?:forwarded|via|x-forwarded.*|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip)$/;

/** Behind a proxy everybody seems to come from this machine; a forwarded request does not. */
function comesFromHere(request: FastifyRequest): boolean {
  const { remoteAddress } = request.socket;
  const isLoopback = remoteAddress === '::1' || /^(?:::ffff:)?127\./.test(remoteAddress ?? '');
  return isLoopback && !Object.keys(request.headers).some((name) => forwarding.test(name));
}

function hasToken(request: FastifyRequest, token: string | null): boolean {
  const [, given] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (token === null || given === undefined) return false;
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
