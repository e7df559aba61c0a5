import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { closureOf } from './build/closure.ts';
import { notePackages } from './build/packages.ts';
import { backupPages } from './build/pages.ts';
import { decoderPrograms } from './build/wasm.ts';

const at = (path: string) => resolve(import.meta.dirname, path);

// The window, what it needs of itself, and what the bundler adds to that.
const first = /renderer[\\/](main|app)\.tsx$|rolldown[\\/]runtime/;

/** Programs of their own, beside the app: none of them may load a chunk of the window's. */
const programs = {
  'examine-worker': at('src/main/backend/check/examine-worker.ts'),
  'copy-worker': at('src/main/store/replica/copy-worker.ts'),
  'derive-process': at('src/main/keyslots/derive-process.ts'),
  'import-process': at('src/main/import/process.ts'),
  'seal-worker': at('src/main/backend/write/bulk/seal-worker.ts'),
  'reader-process': at('src/main/recovery/read/process.ts'),
};
/** What starts beside the window's chunk, and loads it later. */
const apart = {
  start: at('src/main/electron/start.ts'),
  'sheet-printer': at('src/main/electron/sheet-printer.ts'),
};

// What package.json calls `dependencies` has native code and stays outside; everything else is bundled.
export default defineConfig({
  main: {
    plugins: [decoderPrograms(), backupPages(at('.')), notePackages(at('.'))],
    build: {
      outDir: at('out/main'),
      // The fallback runtime is the older of the two that must run this.
      target: 'node20',
      rollupOptions: {
        input: { ...apart, ...programs },
        // A part of ssh2 that it does without.
        external: ['cpu-features'],
        // Chunks lie beside the entries, so that a path relative to import.meta.url is the same from both.
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          // All that the window starts with is one file.
          codeSplitting: {
            groups: [
              closureOf('main', [at('src/main/index.ts')], Object.values(programs), Object.values(apart)),
            ],
          },
        },
      },
    },
  },
  preload: {
    plugins: [notePackages(at('.'))],
    build: {
      outDir: at('out/preload'),
      target: 'node20',
      minify: true,
      // A sandboxed preload can require nothing but Electron: it is one file.
      externalizeDeps: false,
      rollupOptions: {
        input: { bridge: at('src/preload/bridge.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react(), notePackages(at('.'))],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      target: 'chrome130',
      // The Content-Security-Policy allows no data: URL.
      assetsInlineLimit: 0,
      // It comes from the disk, in one piece and at once.
      chunkSizeWarningLimit: 2000,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: at('src/renderer/index.html'),
        // All that the first screen needs is one file: each file is a question to the main process.
        output: { codeSplitting: { groups: [{ name: 'first', test: first }] } },
      },
    },
  },
});
