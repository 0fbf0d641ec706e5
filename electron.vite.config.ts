import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const source = resolve(import.meta.dirname, 'src');

/** What the center reads from beside its code: its migrations, and an empty store to start from. */
const centerFiles = {
  name: 'homeline-center-files',
  closeBundle() {
    const out = resolve(import.meta.dirname, 'out');
    cpSync(resolve(source, 'center/db/migrations'), resolve(out, 'main/migrations'), {
      recursive: true,
    });
    execFileSync(process.execPath, [
      resolve(source, 'cli/center-template.ts'),
      resolve(out, 'center-template'),
    ]);
  },
};

/**
 * main and its two utility processes as ESM, one CommonJS preload a page (a sandboxed preload can
 * be nothing else), and two page entries over one root.
 */
export default defineConfig({
  main: {
    plugins: [centerFiles],
    build: {
      outDir: 'out/main',
      sourcemap: true,
      minify: false,
      rollupOptions: {
        input: {
          index: resolve(source, 'main/index.ts'),
          center: resolve(source, 'center/process.ts'),
          'lead-reader': resolve(source, 'center/import/reader/worker.ts'),
          practice: resolve(source, 'practice/process.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      minify: false,
      rollupOptions: {
        input: {
          desk: resolve(source, 'preload/desk.ts'),
          media: resolve(source, 'preload/media.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source,
    base: './',
    plugins: [react()],
    build: {
      outDir: resolve(import.meta.dirname, 'out/renderer'),
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rollupOptions: {
        input: {
          desk: resolve(source, 'renderer/index.html'),
          compact: resolve(source, 'renderer/compact.html'),
          media: resolve(source, 'media/index.html'),
        },
      },
    },
  },
});
