import { z } from 'zod';
import { changes } from './down/changes.ts';
import { receipt } from './down/receipt.ts';
import { refused } from './down/refused.ts';
import { welcome } from './down/welcome.ts';

/** Everything the center may say to a desk; one JSON text frame each. */
export const down = z.discriminatedUnion('type', [welcome, refused, receipt, changes]);
export type Down = z.infer<typeof down>;
