import type { Campaign, Disposition } from '../../domain/campaign/campaign.ts';
import type { Script } from '../../domain/script/script.ts';
import type { Db } from './store.ts';

/** A disposition with what only the center decides by. */
export type CenterDisposition = Disposition & { readonly closesLead: boolean };
export type CenterCampaign = Omit<Campaign, 'dispositions'> & {
  readonly dispositions: readonly CenterDisposition[];
};

/** All campaigns of an organisation, in their order. */
export async function readCampaigns(db: Db, organisationId: string): Promise<CenterCampaign[]> {
  const campaigns = await db
    .selectFrom('campaign')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const dispositions = await db
    .selectFrom('disposition')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('position')
    .execute();
  const fields = await db
    .selectFrom('wrap_up_field')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('position')
    .execute();
  return campaigns.map((campaign) => ({
    id: campaign.id,
    name: campaign.name,
    direction: campaign.direction,
    scriptId: campaign.script_id,
    dispositions: dispositions
      .filter((one) => one.campaign_id === campaign.id)
      .map(({ id, label, key, effect, closes_lead }) => ({
        id,
        label,
        key,
        effect,
        closesLead: closes_lead,
      })),
    wrapUpFields: fields
      .filter((one) => one.campaign_id === campaign.id)
      .map((field) => ({
        id: field.id,
        label: field.label,
        kind: field.kind,
        options: field.options,
        fromAnswer: field.from_answer,
        initial: field.initial,
        required: field.required,
      })),
    autoAnswer: campaign.auto_answer,
    wrapUpTime: {
      limitSeconds: campaign.wrap_up_limit_seconds,
      extensionSeconds: campaign.wrap_up_extension_seconds,
    },
  }));
}

export async function campaignExists(
  db: Db,
  organisationId: string,
  campaignId: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('campaign')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', campaignId)
    .executeTakeFirst();
  return found !== undefined;
}

/** Whether any version of a script is stored. */
export async function scriptExists(
  db: Db,
  organisationId: string,
  scriptId: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('script_version')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', scriptId)
    .executeTakeFirst();
  return found !== undefined;
}

/** Writes a campaign with its dispositions and fields, in place of one with the same id. */
export async function putCampaign(
  transaction: Db,
  organisationId: string,
  campaign: CenterCampaign,
  position: number,
): Promise<void> {
  const row = {
    name: campaign.name,
    direction: campaign.direction,
    script_id: campaign.scriptId,
    position,
    auto_answer: campaign.autoAnswer,
    wrap_up_limit_seconds: campaign.wrapUpTime.limitSeconds,
    wrap_up_extension_seconds: campaign.wrapUpTime.extensionSeconds,
  };
  await transaction
    .insertInto('campaign')
    .values({ organisation_id: organisationId, id: campaign.id, ...row })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doUpdateSet(row))
    .execute();
  const owner = { organisation_id: organisationId, campaign_id: campaign.id };
  for (const table of ['disposition', 'wrap_up_field'] as const) {
    await transaction
      .deleteFrom(table)
      .where('organisation_id', '=', organisationId)
      .where('campaign_id', '=', campaign.id)
      .execute();
  }
  if (campaign.dispositions.length > 0) {
    await transaction
      .insertInto('disposition')
      .values(
        campaign.dispositions.map(({ closesLead, ...one }, place) => ({
          ...owner,
          ...one,
          closes_lead: closesLead,
          position: place,
        })),
      )
      .execute();
  }
  if (campaign.wrapUpFields.length > 0) {
    await transaction
      .insertInto('wrap_up_field')
      .values(
        campaign.wrapUpFields.map(({ fromAnswer, options, ...one }, place) => ({
          ...owner,
          ...one,
          options: JSON.stringify(options),
          from_answer: fromAnswer,
          position: place,
        })),
      )
      .execute();
  }
}

/** The newest version of every script a campaign names. */
export async function readScripts(db: Db, organisationId: string): Promise<unknown[]> {
  const rows = await db
    .selectFrom('script_version as script')
    .select('body')
    .where('organisation_id', '=', organisationId)
    .where((the) =>
      the(
        'version',
        '=',
        the
          .selectFrom('script_version as newer')
          .select((of) => of.fn.max('newer.version').as('version'))
          .whereRef('newer.organisation_id', '=', 'script.organisation_id')
          .whereRef('newer.id', '=', 'script.id'),
      ),
    )
    .where('id', 'in', (the) =>
      the
        .selectFrom('campaign')
        .select('script_id')
        .where('campaign.organisation_id', '=', organisationId),
    )
    .orderBy('id')
    .execute();
  return rows.map((row) => row.body);
}

/**
 * Stores a script as the version after the newest one (1 for a new script), whatever version its
 * file names: summaries point at versions, so that a stored one never changes.
 */
export async function putScript(
  transaction: Db,
  organisationId: string,
  script: Script,
  storedBy: string | null,
  nowMs: number,
): Promise<Script> {
  const newest = await transaction
    .selectFrom('script_version')
    .select((of) => of.fn.max('version').as('version'))
    .where('organisation_id', '=', organisationId)
    .where('id', '=', script.id)
    .executeTakeFirst();
  const stored: Script = { ...script, version: Math.max((newest?.version ?? 0) + 1, 1) };
  await transaction
    .insertInto('script_version')
    .values({
      organisation_id: organisationId,
      id: script.id,
      version: stored.version,
      body: JSON.stringify(stored),
      stored_at: new Date(nowMs).toISOString(),
      stored_by: storedBy,
    })
    .execute();
  return stored;
}
