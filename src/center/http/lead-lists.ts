import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { csvCell } from '../../domain/campaign/cell-text.ts';
import type { Caller } from '../account/account.ts';
import type { Center } from '../center.ts';
import { listSummaries, readReport, reportRows } from '../db/lead-lists.ts';
import { authenticate, provedFirst } from './authenticate.ts';
import { importsOf } from './imports.ts';
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
    { bodyLimit: largestFileBytes, onRequest: provedFirst(center, 'floor-manager') },
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

  server.get('/v1/lead-lists', async (request, reply) => {
    const caller = await authenticate(center, request, reply, 'floor-manager');
    return caller ? { lists: await listSummaries(center.db, caller.organisationId) } : reply;
  });

  server.get('/v1/lead-lists/:leadListId/report', async (request, reply) => {
    const caller = await authenticate(center, request, reply, 'floor-manager');
    if (!caller) return reply;
    return (
      (await reportOf(caller, request)) ??
      sendProblem(reply, problem('not-found', 'There is no list of this id.'))
    );
  });

  server.get('/v1/lead-lists/:leadListId/report.csv', async (request, reply) => {
    const caller = await authenticate(center, request, reply, 'floor-manager');
    if (!caller) return reply;
    const params = byList.safeParse(request.params);
    const lists = await listSummaries(center.db, caller.organisationId);
    const list = lists.find(({ leadListId }) => leadListId === params.data?.leadListId);
    if (!list) return sendProblem(reply, problem('not-found', 'There is no list of this id.'));
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="report.csv"')
      .send(Readable.from(csvLines(center, caller.organisationId, list.leadListId)));
  });

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
