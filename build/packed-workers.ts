import { basename } from 'node:path';
import { deflateSync } from 'fflate';
import { build } from 'vite';
import { notePackages } from './packages.ts';

const asked = '?packed';

interface Context {
  emitFile(file: { type: 'asset'; fileName: string; source: string | Uint8Array }): string;
  resolve(source: string, importer?: string): Promise<{ readonly id: string } | null>;
}

/**
 * `import { script } from './a-worker.ts?packed'`: all of the worker in one script, deflated, in base64.
 * fflate deflates to the same bytes on every machine, which zlib does not.
 */
export function packedWorkers({ checkout, target }: { checkout: string; target: string[] }) {
  return {
    name: 'packed-workers',
    enforce: 'pre' as const,
    async resolveId(this: Context, source: string, importer?: string) {
      if (!source.endsWith(asked)) return undefined;
      const found = await this.resolve(source.slice(0, -asked.length), importer);
      return found && `${found.id}${asked}`;
    },
    async load(this: Context, id: string) {
      if (!id.endsWith(asked)) return undefined;
      const worker = id.slice(0, -asked.length);
      const { script, packages } = await built(worker, checkout, target);
      this.emitFile({
        type: 'asset',
        fileName: `workers/${basename(worker)}/.packages.json`,
        source: packages,
      });
      const packed = deflateSync(new TextEncoder().encode(script), { level: 9 });
      return `export const script = '${Buffer.from(packed).toString('base64')}';`;
    },
  };
}

async function built(worker: string, checkout: string, target: string[]) {
  const made = await build({
    ...{ configFile: false, root: checkout, publicDir: false, logLevel: 'warn' },
    plugins: [notePackages(checkout)],
    build: {
      ...{ write: false, target, minify: true, modulePreload: false },
      rollupOptions: { input: worker, output: { format: 'iife', codeSplitting: false } },
    },
  });
  const files = [made].flat().flatMap((one) => ('output' in one ? one.output : []));
  const script = files.find((one) => one.type === 'chunk')?.code;
  const packages = files.find((one) => one.fileName === '.packages.json');
  if (script === undefined || packages?.type !== 'asset') throw new Error(`${worker} did not build.`);
  return { script: script.trim(), packages: packages.source };
}
