import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Older versions of Node have no such switch: there a child is kept from keys alone.
const known = process.allowedNodeEnvironmentFlags;

/**
 * Node's switches for a child that reads what strangers wrote: it reads this program's own files,
 * writes none, starts no program and no thread. `addons`: it loads native code of ours, which Node
 * does not watch.
 */
export function confinement(script: string, { addons }: { addons: boolean }): string[] {
  if (!known.has('--permission')) return [];
  const read = [programOf(script), ...modulesOf(script)].map((folder) => `--allow-fs-read=${folder}`);
  return ['--permission', ...read, ...(addons ? ['--allow-addons'] : [])];
}

/** The folder that holds the program of this script with all it loads. */
function programOf(script: string): string {
  const own = dirname(existsSync(script) ? realpathSync(script) : script);
  return ancestors(own).find((folder) => existsSync(join(folder, 'package.json'))) ?? own;
}

/** Where packages are looked for, under every name that such a folder has. */
function modulesOf(script: string): string[] {
  const found = ancestors(dirname(script))
    .map((folder) => join(folder, 'node_modules'))
    .filter((folder) => existsSync(folder));
  return [...new Set(found.flatMap((folder) => [folder, realpathSync(folder)]))];
}

function ancestors(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...ancestors(above)];
}
