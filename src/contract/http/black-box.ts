import { z } from 'zod';
import { instant } from '../record/customer.ts';

/** The largest report a center takes, in bytes of UTF-8. */
export const largestBlackBoxBytes = 256 * 1024;
/** How long a center keeps one. */
export const blackBoxKeptDays = 30;

const id = z.string().min(1).max(64);

/** `PUT /v1/black-boxes/:id`: kept, and until when. The same again is answered the same. */
export const blackBoxKept = z.object({ id, keepUntil: instant });

/** `GET /v1/black-boxes`: what agents have sent, newest first. */
export const blackBoxList = z.object({
  reports: z.array(
    z.object({
      id,
      agentName: z.string(),
      storedAt: instant,
      keepUntil: instant,
      sizeBytes: z.int().positive(),
    }),
  ),
});
