// npm run bench
import { underNode24 } from './under-node-24.mjs';

await underNode24('bench.ts');
