import { registerHooks } from 'node:module';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || registerHooks === undefined) {
  process.stderr.write(`The Chromium host needs Node 24; this is ${process.version}.\n`);
  process.exit(1);
}

const electron = new URL('./electron.ts', import.meta.url).href;

/** `electron` is this host, for imports and for require, wherever the importing file lies. */
registerHooks({
  resolve(specifier, context, nextResolve) {
    if (/^electron(\/main|\/common)?$/.test(specifier)) {
      return { url: electron, format: 'module-typescript', shortCircuit: true };
    }
    return nextResolve(specifier, context);
  },
});
