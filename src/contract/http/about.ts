import { z } from 'zod';
import { personName } from '../record/person-name.ts';

/** `GET /v1/about`: tells a center from any other server, before a password is sent. */
export const about = z.object({
  product: z.literal('homeline-center'),
  name: personName(500),
  centerId: z.string().max(64),
  /** The sync protocol's version hash; see `../sync/version.ts`. */
  protocol: z.string().max(64),
});
export type About = z.infer<typeof about>;
