import { build } from 'electron-builder';

// node build/setup/electron-builder.ts DIST electron|chromium: electron-builder's `dir` target around
// the runtime in the folder DIST; everything else is in electron-builder.yml.

const [electronDist, runtime] = process.argv.slice(2);
if (electronDist === undefined || runtime === undefined) {
  throw new Error('Usage: node build/setup/electron-builder.ts DIST electron|chromium');
}
await build({
  dir: true,
  publish: 'never',
  config: {
    electronDist,
    // A folder has no update channel, and needs no address of one.
    publish: null,
    // Fuses are bits in Electron's binary; the host's executable is a script.
    ...(runtime === 'chromium' ? { electronFuses: null } : {}),
  },
});
