import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import manifest from '../package.json' with { type: 'json' };

const at = (path: string) => resolve(import.meta.dirname, '..', path);

// The shortest way to one value: CommonJS, which Node loads sooner than modules. Built into the
// folder of the whole command line.
export default defineConfig({
  root: at('.'),
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true, external: Object.keys(manifest.dependencies) },
  build: {
    ssr: true,
    outDir: at('out/cli'),
    emptyOutDir: false,
    target: 'node20',
    minify: true,
    rollupOptions: {
      // The other build, beside this one.
      external: ['./index.js'],
      input: { quick: at('src/cli/quick.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'quick/[name]-[hash].cjs' },
    },
  },
});
