import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package of npm's, as it lies in node_modules. */
export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, or what the package says instead. */
  readonly licence: string;
  readonly folder: string;
  /** Of its archive in the registry, as package-lock.json has it. */
  readonly integrity?: string;
}

interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly integrity?: string;
}

/**
 * What package.json calls `dependencies`, and what those need in turn, where it is installed: it
 * ships as files.
 */
export function dependenciesOf(checkout: string): NpmPackage[] {
  const lock = lockOf(checkout);
  return Object.entries(lock)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .filter(([path]) => existsSync(join(checkout, path, 'package.json')))
    .filter(([path]) => !notCode.test(nameOf(path)))
    .map(([path, { integrity }]) => describe(checkout, path, integrity));
}

/** The packages whose code the bundler took in, as it noted beside its output. */
export function bundledIn(checkout: string): NpmPackage[] {
  const lock = lockOf(checkout);
  const notes = globSync('out/**/.packages.json', { cwd: checkout });
  if (notes.length < 4) throw new Error('The build has left no notes on what it bundled: npm run build');
  const paths = notes.flatMap((note) => JSON.parse(readFileSync(join(checkout, note), 'utf8')) as string[]);
  return [...new Set(paths)].sort().map((path) => describe(checkout, path, lock[path]?.integrity));
}

// Headers for compilers, named as a dependency by packages that are compiled where no binary fits;
// and Node, which ships as a program.
const notCode = /^node-(addon-api$|(linux|win|darwin)-)/;

function lockOf(checkout: string): Record<string, Locked> {
  const text = readFileSync(join(checkout, 'package-lock.json'), 'utf8');
  return (JSON.parse(text) as { packages: Record<string, Locked> }).packages;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function describe(checkout: string, path: string, integrity: string | undefined): NpmPackage {
  const folder = join(checkout, path);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string | { type: string };
    /** As packages said it before 2015. */
    licenses?: { type: string }[];
  };
  const { name, version, licenses, license = licenses?.[0] ?? 'UNKNOWN' } = manifest;
  const licence = typeof license === 'string' ? license : license.type;
  return { name, version, licence, folder, ...(integrity !== undefined && { integrity }) };
}
