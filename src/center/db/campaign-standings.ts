import type { CampaignStanding } from '../../contract/http/campaigns.ts';
import { asNumber } from './column.ts';
import { isSeen } from './seen.ts';
import type { Db } from './store.ts';

/**
 * How far each campaign has come.
 *
 * @param since conversations and talk time are counted from this instant on.
 */
export async function campaignStandings(
  db: Db,
  organisationId: string,
  since: Date,
): Promise<CampaignStanding[]> {
  const campaigns = await db
    .selectFrom('campaign')
    .select(['id', 'name', 'direction'])
    .where('organisation_id', '=', organisationId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const leads = await db
    .selectFrom('lead')
    .select((the) => ['campaign_id', 'status', the.fn.countAll<string>().as('count')])
    .where('lead.organisation_id', '=', organisationId)
    .where(isSeen('lead'))
    .groupBy(['campaign_id', 'status'])
    .execute();
  const callbacks = await db
    .selectFrom('callback')
    .select((the) => ['campaign_id', the.fn.countAll<string>().as('count')])
    .where('organisation_id', '=', organisationId)
    .where('status', 'in', ['open', 'taken', 'missed'])
    .groupBy('campaign_id')
    .execute();
  const talks = await db
    .selectFrom('summary')
    .select((the) => [
      'campaign_id',
      the.fn.countAll<string>().as('count'),
      the.fn.sum<number>('talk_ms').as('talk'),
    ])
    .where('organisation_id', '=', organisationId)
    .where('started_at', '>=', since)
    // A conversation that was reopened has more revisions; it was one talk.
    .where('revision', '=', 1)
    .groupBy('campaign_id')
    .execute();
  return campaigns.map(({ id, name, direction }) => {
    const ofStatus = (status: 'new' | 'called' | 'done' | 'do-not-call') =>
      asNumber(leads.find((row) => row.campaign_id === id && row.status === status)?.count ?? 0);
    const talk = talks.find((row) => row.campaign_id === id);
    return {
      campaignId: id,
      name,
      direction,
      leads: {
        new: ofStatus('new'),
        called: ofStatus('called'),
        done: ofStatus('done'),
        'do-not-call': ofStatus('do-not-call'),
      },
      openCallbacks: asNumber(callbacks.find((row) => row.campaign_id === id)?.count ?? 0),
      conversations: asNumber(talk?.count ?? 0),
      talkMs: asNumber(talk?.talk ?? 0),
    };
  });
}
