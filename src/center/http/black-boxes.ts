import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  blackBoxKept,
  blackBoxKeptDays,
  blackBoxList,
  largestBlackBoxBytes,
} from '../../contract/http/black-box.ts';
import type { Center } from '../center.ts';
import { findBlackBox, forgetBlackBoxes, keepBlackBox, listBlackBoxes } from '../db/black-boxes.ts';
import { namesOf } from '../db/users.ts';
import { authenticate, provedCaller, provedFirst } from './authenticate.ts';
import { blackBoxesExample, blackBoxKeptExample } from './examples.ts';
import { operation } from './operation.ts';
import { problem, sendProblem } from './problem.ts';

const byId = z.object({ id: z.string().min(1).max(64) });
const dayMs = 86_400_000;
const place = {
  in: 'path',
  name: 'id',
  description: 'The report',
  example: '0193a1b2-7c00-7000-8000-000000000009',
} as const;

/**
 * Reports of calls that went wrong, as agents sent them: `PUT /v1/black-boxes/:id` (agent) keeps
 * one for 30 days; a floor manager lists and reads them. The text is handed out as text.
 */
export function blackBoxesResource(server: FastifyInstance, center: Center): void {
  server.addContentTypeParser(
    'application/jsonl',
    { parseAs: 'string', bodyLimit: largestBlackBoxBytes },
    (_request, body, done) => done(null, body),
  );

  server.put(
    '/v1/black-boxes/:id',
    {
      bodyLimit: largestBlackBoxBytes,
      onRequest: provedFirst(center, 'agent'),
      config: operation({
        summary: 'Keeps what a desk recorded of a call that went wrong, for 30 days',
        access: 'agent',
        parameters: [place],
        body: {
          type: 'application/jsonl',
          description: 'The report as the agent saw it, at most 256 KiB.',
          example: '{"format":"homeline-black-box/1"}\n',
        },
        answers: [{ status: 200, schema: blackBoxKept, example: blackBoxKeptExample }],
        problems: ['malformed', 'too-large'],
      }),
    },
    async (request, reply) => {
      const { organisationId, userId } = provedCaller(request);
      const params = byId.safeParse(request.params);
      const report = request.body;
      if (!params.success || typeof report !== 'string' || report === '' || report.includes('\0')) {
        return sendProblem(reply, problem('malformed', 'A report is text of type jsonl.'));
      }
      const { id } = params.data;
      const storedAtMs = center.now();
      await center.db.transaction().execute((transaction) =>
        keepBlackBox(transaction, organisationId, {
          id,
          userId,
          report,
          sizeBytes: Buffer.byteLength(report),
          storedAtMs,
          keepUntilMs: storedAtMs + blackBoxKeptDays * dayMs,
        }),
      );
      const kept = await findBlackBox(center.db, organisationId, id);
      if (!kept || kept.userId !== userId) {
        return sendProblem(reply, problem('malformed', 'Somebody else’s report has this id.'));
      }
      return { id, keepUntil: kept.keepUntil } satisfies z.input<typeof blackBoxKept>;
    },
  );

  server.get(
    '/v1/black-boxes',
    {
      config: operation({
        summary: 'Reports that agents have sent, newest first',
        access: 'floor-manager',
        answers: [{ status: 200, schema: blackBoxList, example: blackBoxesExample }],
        problems: [],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply, 'floor-manager');
      if (!caller) return reply;
      const { organisationId } = caller;
      await forgetBlackBoxes(center.db, organisationId, center.now());
      const boxes = await listBlackBoxes(center.db, organisationId);
      const userIds = [...new Set(boxes.map(({ userId }) => userId))];
      const names = await namesOf(center.db, organisationId, userIds);
      const reports = boxes.map(({ userId, ...box }) => ({
        ...box,
        agentName: names.get(userId) ?? '',
      }));
      return { reports } satisfies z.input<typeof blackBoxList>;
    },
  );

  server.get(
    '/v1/black-boxes/:id',
    {
      config: operation({
        summary: 'One report, as it was sent',
        access: 'floor-manager',
        parameters: [place],
        answers: [
          {
            status: 200,
            type: 'application/jsonl',
            example: '{"format":"homeline-black-box/1"}\n',
          },
        ],
        problems: ['not-found'],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply, 'floor-manager');
      if (!caller) return reply;
      const params = byId.safeParse(request.params);
      await forgetBlackBoxes(center.db, caller.organisationId, center.now());
      const found =
        params.success && (await findBlackBox(center.db, caller.organisationId, params.data.id));
      if (!found) return sendProblem(reply, problem('not-found', 'There is no such report.'));
      // Whatever stands in it is shown as text and never run.
      return reply
        .header('content-type', 'application/jsonl; charset=utf-8')
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', 'attachment; filename="black-box.jsonl"')
        .send(found.report);
    },
  );
}
