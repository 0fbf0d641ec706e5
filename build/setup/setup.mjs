// npm run setup: everything a person needs to work on Homeline, and nothing that is there already.
import { underNode24 } from './under-node-24.mjs';

await underNode24('prepare.ts');
