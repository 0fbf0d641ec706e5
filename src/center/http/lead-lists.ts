import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { leadListSummaries } from '../../contract/http/lead-import.ts';
import { importReport } from '../../contract/http/lead-list.ts';
import { csvCell } from '../../domain/campaign/cell-text.ts';
import type { Caller } from '../account/account.ts';
import type { Center } from '../center.ts';
import { leadListIsSeen, listSummaries, readReport, reportRows } from '../db/lead-lists.ts';
import { authenticate, provedFirst } from './authenticate.ts';
import { importReportExample, listsExample } from './examples.ts';
import { importsOf } from './imports.ts';
import { operation } from './operation.ts';
import { problem, sendProblem } from './problem.ts';
import { fileOf, largestFileBytes } from './uploaded-file.ts';

const byList = z.object({ leadListId: z.string().min(1).max(64) });

/**
 * Lists that were imported (floor manager): `POST /v1/campaigns/:campaignId/lead-lists` takes a
 * file and imports it as it seems to be meant; `GET /v1/lead-lists` and their reports,
 * `…/:leadListId/report` as JSON and `…/report.csv` for a spreadsheet.
 */
export function leadListsResource(server: FastifyInstance, center: Center): void {
  server.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: largestFileBytes },
    (_request, body, done) => done(null, body),
  );

  server.post(
    '/v1/campaigns/:campaignId/lead-lists',
    {
      bodyLimit: largestFileBytes,
      onRequest: provedFirst(center, 'floor-manager'),
      config: operation({
        summary: 'Imports a file as it seems to be meant',
        access: 'floor-manager',
        parameters: [
          {
            in: 'path',
            name: 'campaignId',
            description: 'The campaign',
            example: 'spring-roof-check',
          },
          {
            in: 'header',
            name: 'x-file-name',
            description: 'Name of the file, percent-encoded UTF-8',
            example: 'spring.csv',
          },
        ],
        body: {
          type: 'application/octet-stream',
          description: 'The file itself, at most 32 MB.',
          example: '(bytes)',
        },
        answers: [{ status: 201, schema: importReport, example: importReportExample }],
        problems: ['malformed', 'not-found', 'too-large', 'unsupported-format'],
      }),
    },
    async (request, reply) => {
      const given = await fileOf(center, request, reply);
      if (!given) return reply;
      const imports = await importsOf(center);
      const outcome = await imports.importNow(given.caller, given.file);
      if (!outcome.ok) return sendProblem(reply, outcome.problem);
      const { leadListId } = outcome.value;
      const report =
        leadListId && (await readReport(center.db, given.caller.organisationId, leadListId));
      if (!report) throw new Error('an imported list has no report');
      return reply.code(201).send(report);
    },
  );

  server.get(
    '/v1/lead-lists',
    {
      config: operation({
        summary: 'What was imported, newest first',
        access: 'floor-manager',
        answers: [{ status: 200, schema: leadListSummaries, example: listsExample }],
        problems: [],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply, 'floor-manager');
      return caller ? { lists: await listSummaries(center.db, caller.organisationId) } : reply;
    },
  );

  server.get(
    '/v1/lead-lists/:leadListId/report',
    {
      config: operation({
        summary: 'What became of the rows of a list',
        access: 'floor-manager',
        parameters: [
          {
            in: 'path',
            name: 'leadListId',
            description: 'The list',
            example: '0193a1b2-7c00-7000-8000-000000000006',
          },
        ],
        answers: [{ status: 200, schema: importReport, example: importReportExample }],
        problems: ['not-found'],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply, 'floor-manager');
      if (!caller) return reply;
      return (
        (await reportOf(caller, request)) ??
        sendProblem(reply, problem('not-found', 'There is no list of this id.'))
      );
    },
  );

  server.get(
    '/v1/lead-lists/:leadListId/report.csv',
    {
      config: operation({
        summary: 'The same for a spreadsheet',
        access: 'floor-manager',
        parameters: [
          {
            in: 'path',
            name: 'leadListId',
            description: 'The list',
            example: '0193a1b2-7c00-7000-8000-000000000006',
          },
        ],
        answers: [
          {
            status: 200,
            type: 'text/csv',
            description: 'RFC 4180, UTF-8 with a byte order mark.',
            example: 'row,outcome,finding,column,value,advice\\r\\n',
          },
        ],
        problems: ['not-found'],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply, 'floor-manager');
      if (!caller) return reply;
      const params = byList.safeParse(request.params);
      const { leadListId = '' } = params.data ?? {};
      const isThere = await leadListIsSeen(center.db, caller.organisationId, leadListId);
      if (!isThere) return sendProblem(reply, problem('not-found', 'There is no list of this id.'));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="report.csv"')
        .send(Readable.from(csvLines(center, caller.organisationId, leadListId)));
    },
  );

  function reportOf(caller: Caller, request: FastifyRequest) {
    const params = byList.safeParse(request.params);
    return params.success
      ? readReport(center.db, caller.organisationId, params.data.leadListId)
      : null;
  }
}

const rowsAtOnce = 500;

/** The report as CSV (RFC 4180), with a byte order mark so that spreadsheets read it as UTF-8. */
async function* csvLines(center: Center, organisationId: string, leadListId: string) {
  yield `\ufeff${line(['row', 'outcome', 'finding', 'column', 'value', 'advice'])}`;
  let after = 0;
  while (true) {
    const rows = await reportRows(center.db, organisationId, leadListId, after, rowsAtOnce);
    const last = rows.at(-1);
    if (!last) return;
    after = last.row;
    yield rows
      .flatMap(({ row, outcome, findings }) =>
        findings.map(({ code, column, value, advice }) =>
          line([String(row), outcome, code, column, value, advice]),
        ),
      )
      .join('');
  }
}

function line(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
