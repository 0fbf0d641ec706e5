import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleJsSip } from './bundle-jssip.ts';

/** `npm run build:jssip`: writes the module that is imported everywhere as `#jssip`. */
const folder = join(import.meta.dirname, '../../out/jssip');
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'index.js'), await bundleJsSip());
