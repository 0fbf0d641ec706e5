import type { Provisioning } from '../../contract/record/provisioning.ts';
import { provisioning as provisioningSchema } from '../../contract/record/provisioning.ts';
import type { SipAccount } from '../account/account.ts';
import { type Turn, turnServersFor } from '../account/turn.ts';
import type { Center } from '../center.ts';
import { readCampaigns, readScripts } from './campaigns.ts';
import { feedHead } from './feed.ts';
import { readNotReadyReasons } from './not-ready-reasons.ts';
import { organisationRow } from './organisation.ts';
import { userById } from './users.ts';

/** Everything the desk of one person needs, as of now. */
export async function provisioningOf(center: Center, userId: string): Promise<Provisioning> {
  const { db, identity, organisationId } = center;
  // The place first: what changes while the rest is read is told again after it.
  const sequence = await feedHead(db, organisationId);
  const organisation = await organisationRow(db, organisationId);
  const user = await userById(db, organisationId, userId);
  if (!user) throw new Error('a session belongs to nobody');
  const campaigns = await readCampaigns(db, organisationId);
  const scripts = await readScripts(db, organisationId);
  const notReadyReasons = await readNotReadyReasons(db, organisationId);
  const withTurn = (sip: SipAccount, turn: Turn): SipAccount => ({
    ...sip,
    iceServers: [...turnServersFor(turn, user.id, center.now()), ...sip.iceServers].slice(0, 8),
  });
  // The schema drops what only the center decides by.
  return provisioningSchema.parse({
    center: {
      id: identity.centerId,
      name: organisation.name,
      epoch: identity.epoch,
      practice: organisation.practice,
      country: organisation.country,
    },
    agent: {
      id: user.id,
      name: user.name,
      loginName: user.loginName,
      role: user.role,
      extension: user.extension,
    },
    sip: center.turn === null || user.sip === null ? user.sip : withTurn(user.sip, center.turn),
    pbx: organisation.pbx,
    notReadyReasons,
    campaigns,
    scripts,
    sequence,
  } satisfies Record<keyof Provisioning, unknown>);
}
