// npm test
import { underNode24 } from './under-node-24.mjs';

await underNode24('test.ts', () => console.log('\n0 passed, 1 failed'));
