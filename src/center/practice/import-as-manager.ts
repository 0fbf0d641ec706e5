import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { importReport } from '../../contract/http/lead-list.ts';
import { problem as problemSchema } from '../../contract/http/problem.ts';
import { signInResponse } from '../../contract/http/sign-in.ts';
import type { CenterFailure, PracticeUser } from '../../contract/process/center-process.ts';
import { mayActAs } from '../account/account.ts';
import type { Center } from '../center.ts';
import { leadListByDigest } from '../db/lead-lists.ts';

type Outcome =
  | { readonly ok: true; readonly leadListId: string }
  | { readonly ok: false; readonly error: CenterFailure };

/**
 * Imports a lead file as a floor manager would: signs in and sends it to the route, over the
 * network. A file that this center has imported already is not sent again.
 */
export async function importAsManager(
  center: Center,
  url: string,
  users: readonly PracticeUser[],
  list: {
    readonly path: string;
    /** The file's bytes; null when it cannot be read. */
    readonly content: Buffer | null;
    readonly campaignId: string;
  },
): Promise<Outcome> {
  const { path, content, campaignId } = list;
  const name = basename(path);
  if (content === null) return failed(`${name} cannot be read. Check its name and place.`);
  const digest = createHash('sha256').update(content).digest('hex');
  const known = await leadListByDigest(center.db, center.organisationId, campaignId, digest);
  if (known) return { ok: true, leadListId: known.leadListId };
  const manager = users.find((user) => mayActAs(user.role, 'floor-manager'));
  if (!manager) return failed('Practice has no floor manager to import it.');
  const { loginName, password } = manager;
  const entry = await fetch(`${url}/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ loginName, password }),
  });
  const { tokens } = signInResponse.parse(await entry.json());
  const answer = await fetch(`${url}/v1/campaigns/${campaignId}/lead-lists`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tokens.accessToken}`,
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(name),
    },
    body: new Uint8Array(content),
  });
  const body: unknown = await answer.json();
  if (answer.ok) return { ok: true, leadListId: importReport.parse(body).leadListId };
  return failed(`${name}: ${problemSchema.parse(body).detail}`);
}

function failed(detail: string): Outcome {
  return { ok: false, error: { kind: 'lead-list', detail } };
}
