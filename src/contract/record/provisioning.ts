import { z } from 'zod';
import type { NotReadyReason } from '../../domain/agent-state/agent-state.ts';
import { defaultPbxProfile } from '../../domain/pbx/pbx-profile.ts';
import { campaign } from './campaign.ts';
import { pbxProfile } from './pbx-profile.ts';
import { personName } from './person-name.ts';
import { script } from './script.ts';

const id = z.string().min(1).max(64);
const line = z.string().max(500);

/** What an agent may do: managers import lists, administrators also change users. */
export const role = z.enum(['agent', 'floor-manager', 'administrator']);
export type Role = z.infer<typeof role>;

export const notReadyReason = z.object({
  id,
  label: line,
}) satisfies z.ZodType<NotReadyReason>;

/**
 * Everything the desk of one agent needs, handed out by the center after sign-in, so that an
 * agent types an address, a name and a password and nothing else.
 */
export const provisioning = z.object({
  center: z.object({
    /** Stable id of the center: outbox items carry it and go nowhere else. */
    id,
    name: personName(500),
    /** Changes when a center is restored or replaced. */
    epoch: id,
    practice: z.boolean(),
    /**
     * ISO 3166-1 alpha-2 of the organisation: numbers without a plus are read as its own. Empty:
     * only international numbers are understood.
     */
    country: z
      .string()
      .regex(/^(?:[A-Z]{2})?$/)
      .default(''),
  }),
  agent: z.object({ id, name: personName(500), loginName: line, role, extension: line }),
  sip: z.object({
    /** `wss://` (or `ws://` for loopback literals), tried in order. */
    servers: z.array(z.string().max(300)).min(1).max(8),
    /** Address of record, `sip:user@domain`. */
    addressOfRecord: z.string().max(300),
    authorizationUser: line,
    password: line,
    displayName: line,
    registerExpiresSeconds: z.int().min(30).max(86_400),
    iceServers: z
      .array(
        z.object({
          urls: z.array(z.string().max(300)).max(8),
          username: line.optional(),
          credential: line.optional(),
        }),
      )
      .max(8),
  }),
  /** How the PBX behind these servers wants to be treated. */
  pbx: pbxProfile.default(defaultPbxProfile),
  /** What an agent may give as the reason for not being ready, in the order of the menu. */
  notReadyReasons: z.array(notReadyReason).max(40),
  campaigns: z.array(campaign).max(200),
  scripts: z.array(script).max(200),
  /** Feed position this document is true for. */
  sequence: z.int().nonnegative(),
});
export type Provisioning = z.infer<typeof provisioning>;
