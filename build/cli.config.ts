import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import manifest from '../package.json' with { type: 'json' };
import { closureOf } from './closure.ts';
import { notePackages } from './packages.ts';
import { backupPages } from './pages.ts';
import { decoderPrograms } from './wasm.ts';

const at = (path: string) => resolve(import.meta.dirname, '..', path);

// What every command needs, and what all need that open a vault in a file: the files that are
// import()ed on the way.
const command = ['main', 'reach', 'commands/get'].map((name) => at(`src/cli/${name}.ts`));
const vault = [
  at('src/cli/connect.ts'),
  at('src/cli/notes.ts'),
  ...[
    'vault/open',
    'keyslots/fork-derivation',
    'native/dumpable',
    'backend/initialize',
    'store/sqlite',
    'crypto/xwing',
  ].map((name) => at(`src/main/${name}.ts`)),
];

// Threads and processes of their own.
const apart = {
  'examine-worker': at('src/main/backend/check/examine-worker.ts'),
  'copy-worker': at('src/main/store/replica/copy-worker.ts'),
  'derive-process': at('src/main/keyslots/derive-process.ts'),
  'import-process': at('src/main/import/process.ts'),
  'seal-worker': at('src/main/backend/write/bulk/seal-worker.ts'),
  'reader-process': at('src/main/recovery/read/process.ts'),
};
const groups = [
  closureOf('command', command, Object.values(apart)),
  closureOf('vault', vault, Object.values(apart)),
];

// Node takes a tenth less to load CommonJS than modules.
const commonJs = {
  name: 'common-js',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: string }): string }) {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
  },
};

// The command line: each other command that is import()ed is a chunk of its own, so that one `get`
// loads no importer.
export default defineConfig({
  root: at('.'),
  publicDir: false,
  logLevel: 'warn',
  plugins: [decoderPrograms(), backupPages(at('.')), notePackages(at('.')), commonJs],
  ssr: { noExternal: true, external: Object.keys(manifest.dependencies) },
  build: {
    ssr: true,
    outDir: at('out/cli'),
    emptyOutDir: true,
    target: 'node20',
    rollupOptions: {
      // Native parts of ssh2, which does without them.
      external: [/[.]node$/, 'cpu-features'],
      input: { index: at('src/cli/index.ts'), ...apart },
      output: {
        format: 'cjs',
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        codeSplitting: { groups },
      },
    },
  },
});
