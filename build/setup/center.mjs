// npm run center
import { underNode24 } from './under-node-24.mjs';

await underNode24('center.ts');
