import { z } from 'zod';
import { instant } from '../record/customer.ts';
import { provisioning } from '../record/provisioning.ts';

/** `POST /v1/sign-in` */
export const signInRequest = z.object({
  loginName: z.string().min(1).max(200),
  password: z.string().min(1).max(1_000),
});

/** The answer to sign-in and to `POST /v1/refresh`. Tokens travel in headers or the first frame. */
export const tokens = z.object({
  accessToken: z.string(),
  accessExpiresAt: instant,
  refreshToken: z.string(),
});
export type Tokens = z.infer<typeof tokens>;

export const signInResponse = z.object({ tokens, provisioning });

/** `POST /v1/refresh` */
export const refreshRequest = z.object({ refreshToken: z.string().min(1).max(4_000) });
