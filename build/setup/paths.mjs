import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string[]} parts Path inside the repository. */
export const inRepository = (...parts) => join(repository, ...parts);

/** Stamps and logs of set-up; removed together with node_modules. */
export const cacheFolder = inRepository('node_modules', '.cache', 'homeline');
