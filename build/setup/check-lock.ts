import { missingEntries, readLock } from './lock-file.mjs';

// The lock file must serve every platform and every network: complete, and free of registry hosts.

const lock = readLock();
const complaints = [
  ...missingEntries(lock).map(([path]) => `${path} is missing: run npm run lock`),
  ...Object.entries(lock.packages)
    .filter(([, entry]) => entry.resolved !== undefined)
    .map(([path]) => `${path} names a registry: install with the .npmrc of this repository`),
];
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
