import type { Provisioning, Role } from '../../contract/record/provisioning.ts';

/** Where a person's phone registers; the `sip` block of a provisioning. */
export type SipAccount = Provisioning['sip'];

/** Who is asking, proved by an access token whose session still stands. */
export type Caller = {
  readonly organisationId: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly role: Role;
};

const rank: Readonly<Record<Role, number>> = { agent: 0, 'floor-manager': 1, administrator: 2 };

/** Whether a role includes what another may do: administrators may all, agents their own work. */
export function mayActAs(role: Role, needed: Role): boolean {
  return rank[role] >= rank[needed];
}
