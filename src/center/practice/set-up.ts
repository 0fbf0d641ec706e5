import { readFileSync } from 'node:fs';
import type { CenterFailure, CenterStart } from '../../contract/process/center-process.ts';
import { hashPassword } from '../account/password.ts';
import type { Center } from '../center.ts';
import { putCampaign, readCampaigns, readScripts } from '../db/campaigns.ts';
import { appendToFeed, writeInTurn } from '../db/feed.ts';
import { insertCustomers, type NewCustomer } from '../db/new-customer.ts';
import { putNotReadyReasons, readNotReadyReasons } from '../db/not-ready-reasons.ts';
import { putUser } from '../db/users.ts';
import { readScript } from '../script/read.ts';
import { storeScript } from '../script/store.ts';
import { digestOf } from '../submission/canonical.ts';
import { putSampleCallbacks } from './callbacks.ts';
import { readPeople, readSample, type Sample, type SamplePerson } from './sample.ts';

type Practice = NonNullable<CenterStart['practice']>;
type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: CenterFailure };

/**
 * Makes a center ready for practice: the people who may sign in with this start's passwords, and,
 * where the store is still empty, the sample's campaigns, scripts and known people. The lead list
 * is not here: it goes through the route that a floor manager uses.
 */
export async function setUpPractice(center: Center, practice: Practice): Promise<Outcome<Sample>> {
  const { folder } = practice.sample;
  let sample: Sample;
  let people: People;
  try {
    sample = readSample(folder);
    people = await putSample(center, sample, folder);
  } catch (error) {
    const detail = `The sample campaign cannot be used: ${messageOf(error)}`;
    return { ok: false, error: { kind: 'sample', detail } };
  }
  const script = await takeScript(center, sample, practice.sample.scriptPath);
  if (!script.ok) return script;
  let agentId: string | null = null;
  for (const { password, ...user } of practice.users) {
    const passwordHash = await hashPassword(password, 'generated');
    const id = await putUser(center.db, center.organisationId, { ...user, passwordHash });
    agentId ??= user.role === 'agent' ? id : null;
  }
  if (agentId !== null && people.length > 0) await putSampleCallbacks(center, people, agentId);
  return { ok: true, value: sample };
}

type People = readonly (readonly [SamplePerson, NewCustomer])[];

/** @returns the people who were put in; nobody when the sample was there already. */
async function putSample(center: Center, sample: Sample, folder: string): Promise<People> {
  const { db, organisationId } = center;
  // A store from before there were reasons has none.
  if ((await readNotReadyReasons(db, organisationId)).length === 0) {
    await putNotReadyReasons(db, organisationId, sample.notReadyReasons);
  }
  if ((await readCampaigns(db, organisationId)).length > 0) return [];
  for (const path of sample.scriptPaths) {
    const read = readScript(JSON.parse(readFileSync(path, 'utf8')));
    if (!read.ok) throw new Error(`${path}: ${read.errors.join(' ')}`);
    await storeScript(center, null, read.script);
  }
  // Loaded when it is needed: the table of cities would delay every later start.
  const { customerOf } = await import('./people.ts');
  const nowMs = center.now();
  const people = readPeople(folder).map((person) => [person, customerOf(person, nowMs)] as const);
  const customers = people.map(([, customer]) => customer);
  await writeInTurn(db, organisationId, async (transaction) => {
    for (const [position, campaign] of sample.campaigns.entries()) {
      await putCampaign(transaction, organisationId, campaign, position);
    }
    await insertCustomers(transaction, organisationId, customers, nowMs);
    await appendToFeed(
      transaction,
      organisationId,
      customers.map(({ id }) => ({ kind: 'customer', subject: id })),
    );
  });
  return people;
}

/** Gives the outbound campaign a script from a file; the same file again changes nothing. */
async function takeScript(
  center: Center,
  sample: Sample,
  path: string | null,
): Promise<Outcome<null>> {
  if (path === null) return { ok: true, value: null };
  const { db, organisationId } = center;
  const failure = (detail: string): Outcome<null> => ({
    ok: false,
    error: { kind: 'script', detail: `The script file was not taken: ${detail}` },
  });
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return failure(messageOf(error));
  }
  const read = readScript(content);
  if (!read.ok) return failure(read.errors.join(' '));
  const campaigns = await readCampaigns(db, organisationId);
  const position = campaigns.findIndex((one) => one.id === sample.leadList.campaignId);
  const campaign = campaigns[position];
  if (!campaign) return failure('the sample has no outbound campaign.');
  await db
    .transaction()
    .execute((transaction) =>
      putCampaign(transaction, organisationId, { ...campaign, scriptId: read.script.id }, position),
    );
  const sameAs = (stored: unknown) =>
    digestOf({ ...(stored as object), version: 0 }) === digestOf({ ...read.script, version: 0 });
  const known = (await readScripts(db, organisationId)).some(sameAs);
  if (!known) await storeScript(center, null, read.script);
  return { ok: true, value: null };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
