import { relative } from 'node:path';

interface Bundle {
  [file: string]: { type: string; modules?: Record<string, { renderedLength: number }> };
}

/** Notes which packages of node_modules went into a bundle: their licences ship with it. */
export function notePackages(checkout: string) {
  return {
    name: 'note-packages',
    generateBundle(
      this: { emitFile(file: { type: 'asset'; fileName: string; source: string }): string },
      _options: unknown,
      bundle: Bundle,
    ) {
      const modules = Object.values(bundle).flatMap(({ modules = {} }) => Object.keys(modules));
      const folders = modules.map((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0]);
      const found = new Set(folders.filter((folder) => folder !== undefined));
      const paths = [...found].map((folder) => relative(checkout, folder)).sort();
      this.emitFile({ type: 'asset', fileName: '.packages.json', source: `${JSON.stringify(paths)}\n` });
    },
  };
}
