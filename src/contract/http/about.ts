import { z } from 'zod';

/** `GET /v1/about`: tells a center from any other server, before a password is sent. */
export const about = z.object({
  product: z.literal('homeline-center'),
  name: z.string().max(500),
  centerId: z.string().max(64),
  /** The sync protocol's version hash; see `../sync/version.ts`. */
  protocol: z.string().max(64),
});
export type About = z.infer<typeof about>;
