import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { onePage } from './one-page.ts';
import { notePackages } from './packages.ts';

const at = (path: string) => resolve(import.meta.dirname, '..', path);

// The rescue page: one file with everything in it, the same bytes at each build.
export default defineConfig({
  root: at('src/rescue'),
  publicDir: false,
  logLevel: 'warn',
  plugins: [onePage(), notePackages(at('.'))],
  worker: { format: 'iife' },
  build: {
    outDir: at('out/rescue'),
    emptyOutDir: true,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    minify: true,
    cssCodeSplit: false,
    modulePreload: false,
    rollupOptions: {
      input: at('src/rescue/main.ts'),
      output: { format: 'iife', codeSplitting: false },
    },
  },
});
