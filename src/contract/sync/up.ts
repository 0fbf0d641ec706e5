import { z } from 'zod';
import { agentStateReport } from './up/agent-state.ts';
import { hello } from './up/hello.ts';
import { submit } from './up/submit.ts';

/** Everything a desk may say to the center; one JSON text frame each. */
export const up = z.discriminatedUnion('type', [hello, submit, agentStateReport]);
export type Up = z.infer<typeof up>;
