import { z } from 'zod';
import { personName } from '../record/person-name.ts';
import { role } from '../record/provisioning.ts';

const id = z.string().min(1).max(64);

/** Somebody who may sign in, or might once. No secret of theirs is in it. */
export const userStanding = z.object({
  userId: id,
  loginName: z.string().max(200),
  name: personName(500),
  role,
  extension: z.string().max(64),
  /** False: they cannot sign in, and what they did stays. */
  active: z.boolean(),
});
export type UserStanding = z.infer<typeof userStanding>;

/** `GET /v1/users` (floor manager), by login name. */
export const usersResponse = z.object({ users: z.array(userStanding) });

/** `PUT /v1/users/:userId/active` (administrator); signs them out everywhere when false. */
export const userActiveRequest = z.object({ active: z.boolean() });
