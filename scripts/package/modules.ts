import { cpSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { dependenciesOf, type NpmPackage } from './shipped.ts';

/** Copies what packages need at run time: code, licences and the binaries of this platform. */
export function copyModules(checkout: string, to: string, sqlite?: string): void {
  for (const { name, folder } of dependenciesOf(checkout)) {
    const files = globSync('**/*.{js,cjs,mjs,json,node}', { cwd: folder }).concat(
      globSync('LICEN[SC]E*', { cwd: folder }),
    );
    for (const file of files.filter((path) => isRun(name, path))) {
      const own = sqlite !== undefined && name === 'better-sqlite3' && file.endsWith('.node');
      cpSync(own ? sqlite : join(folder, file), join(to, name, file));
    }
  }
}

function isRun(name: NpmPackage['name'], file: string): boolean {
  if (file.startsWith('node_modules/') || /^(deps|test|doc|vendor)\//.test(file)) return false;
  // koffi keeps the code that runs beside the code that is compiled.
  if (file.startsWith('src/') && name !== 'koffi') return false;
  if (!file.endsWith('.node')) return true;
  // Packages that carry the binaries of every platform name them so.
  return name.includes('linux-x64') || /linux[-_]x64/.test(file);
}
