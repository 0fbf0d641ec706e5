// npm run conformance
import { underNode24 } from './under-node-24.mjs';

await underNode24('conformance.ts');
