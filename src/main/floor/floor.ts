import { campaignsResponse } from '../../contract/http/campaigns.ts';
import { desksResponse } from '../../contract/http/desks.ts';
import {
  importAnalysis,
  importProgress,
  leadListSummaries,
} from '../../contract/http/lead-import.ts';
import { importReport } from '../../contract/http/lead-list.ts';
import { userStanding, usersResponse } from '../../contract/http/users.ts';
import {
  type FloorReply,
  type FloorRequest,
  mostReportRows,
} from '../../contract/ipc/floor-api.ts';
import { type AccessToken, createCenterFloor } from './center-floor.ts';
import { saveReportAs } from './saved-report.ts';
import { createUploads } from './uploads.ts';

/** What the floor manager's screens ask, carried to the center and back. Decides nothing. */
export function createFloor(options: {
  readonly base: () => string;
  readonly accessToken: AccessToken;
  /** Where a report is saved. */
  readonly downloads: () => string;
}) {
  const center = createCenterFloor(options.base, options.accessToken);
  const uploads = createUploads(center);
  const of = (importId: string, step = '') => `/v1/imports/${encodeURIComponent(importId)}${step}`;

  async function saveReport(leadListId: string, name: string): Promise<FloorReply<'save-report'>> {
    const path = `/v1/lead-lists/${encodeURIComponent(leadListId)}/report.csv`;
    const answered = await center.stream({ method: 'GET', path, timeoutMs: 120_000 });
    if (!answered.ok) return answered;
    const saved = await saveReportAs(name, options.downloads(), answered.value);
    return saved.kind === 'saved'
      ? { ok: true, value: { path: saved.path } }
      : { ok: false, error: { kind: 'unreachable' } };
  }

  return async function carryOut(request: FloorRequest): Promise<FloorReply> {
    switch (request.kind) {
      case 'upload-begin':
        uploads.begin(request.uploadId, request.campaignId, request.name);
        return { ok: true, value: null };
      case 'upload-bytes':
        // A center that hung up has given its reason: `upload-end` tells it.
        await uploads.take(request.uploadId, request.bytes);
        return { ok: true, value: null };
      case 'upload-end':
        return uploads.end(request.uploadId);
      case 'upload-drop':
        uploads.drop(request.uploadId);
        return { ok: true, value: null };
      case 'import-change':
        return center.json(
          {
            method: 'PUT',
            path: of(request.importId, '/settings'),
            body: request.settings,
            timeoutMs: 120_000,
          },
          importAnalysis,
        );
      case 'import-check':
        return center.json(
          { method: 'POST', path: of(request.importId, '/check') },
          importProgress,
        );
      case 'import-commit':
        return center.json(
          { method: 'POST', path: of(request.importId, '/commit') },
          importProgress,
        );
      case 'import-progress':
        return center.json({ method: 'GET', path: of(request.importId) }, importProgress);
      case 'import-cancel':
        return center.json(
          { method: 'DELETE', path: of(request.importId), timeoutMs: 120_000 },
          importProgress,
        );
      case 'lists':
        return center.json({ method: 'GET', path: '/v1/lead-lists' }, leadListSummaries);
      case 'list-report': {
        const path = `/v1/lead-lists/${encodeURIComponent(request.leadListId)}/report`;
        const answered = await center.json(
          { method: 'GET', path, timeoutMs: 60_000 },
          importReport,
        );
        if (!answered.ok) return answered;
        const { reports, ...report } = answered.value;
        return { ok: true, value: { ...report, reports: reports.slice(0, mostReportRows) } };
      }
      case 'save-report':
        return saveReport(request.leadListId, request.name);
      case 'desks': {
        const answered = await center.json({ method: 'GET', path: '/v1/desks' }, desksResponse);
        return answered.ok ? { ok: true, value: answered.value.desks } : answered;
      }
      case 'campaigns': {
        const path = `/v1/campaigns?since=${encodeURIComponent(request.since)}`;
        const answered = await center.json({ method: 'GET', path }, campaignsResponse);
        return answered.ok ? { ok: true, value: answered.value.campaigns } : answered;
      }
      case 'users': {
        const answered = await center.json({ method: 'GET', path: '/v1/users' }, usersResponse);
        return answered.ok ? { ok: true, value: answered.value.users } : answered;
      }
      case 'user-active': {
        const path = `/v1/users/${encodeURIComponent(request.userId)}/active`;
        const body = { active: request.active };
        return center.json({ method: 'PUT', path, body }, userStanding);
      }
    }
  };
}

export type Floor = ReturnType<typeof createFloor>;
