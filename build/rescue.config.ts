import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { onePage } from './one-page.ts';
import { notePackages } from './packages.ts';
import { packedWorkers } from './packed-workers.ts';
import { shortWords } from './short-words.ts';

const at = (path: string) => resolve(import.meta.dirname, '..', path);

const target = ['chrome123', 'firefox120', 'safari17.5'];

// The rescue page: one file with everything in it, the same bytes at each build.
export default defineConfig({
  root: at('src/rescue'),
  publicDir: false,
  logLevel: 'warn',
  plugins: [packedWorkers({ checkout: at('.'), target }), shortWords(), onePage(), notePackages(at('.'))],
  build: {
    outDir: at('out/rescue'),
    emptyOutDir: true,
    target,
    minify: true,
    cssCodeSplit: false,
    modulePreload: false,
    rollupOptions: {
      input: at('src/rescue/main.ts'),
      output: { format: 'iife', codeSplitting: false },
    },
  },
});
