// npm run lock: completes package-lock.json after `npm install` on a network whose registry does not
// carry every platform's packages. npm then leaves those out of the lock file, and `npm ci` refuses
// it, everywhere. The names and exact versions come from the packages that list them, so the entry
// can be written without the registry; only its integrity hash stays open until someone installs on
// that platform. See docs/decisions/003-lock-file.md.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { missingEntries, readLock } from './lock-file.mjs';

const lock = readLock();
const missing = missingEntries(lock);
const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) });
packages.sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(packages);
const file = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${missing.length} entries added`);
