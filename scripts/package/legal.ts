import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodePackage, nodeProgram } from '../pinned-node.ts';
import { run } from '../run.ts';
import type { Runtime } from '../runtime.ts';
import { billOfMaterials, type Component } from './bill.ts';
import { bundledIn, dependenciesOf, type NpmPackage } from './shipped.ts';

/**
 * The licences under which parts may ship. A person decides on another one, and adds it here by
 * hand.
 */
const allowed = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'OFL-1.1',
  'CC-BY-3.0',
  'Unlicense',
  'blessing',
  '(MIT OR Apache-2.0)',
  // By the first of the two.
  '(BSD-3-Clause OR GPL-2.0)',
  'MIT OR Apache-2.0',
  'MIT AND ISC',
]);

interface Shipping {
  readonly checkout: string;
  readonly runtime: Runtime;
  readonly version: string;
  readonly target: string;
}

/**
 * Writes `resources/licences.txt`, which the About window shows, and the bill of materials beside
 * the program.
 */
export function legal(shipping: Shipping): void {
  const packages = shippedPackages(shipping.checkout);
  const strange = packages.filter(({ licence }) => !allowed.has(licence));
  if (strange.length > 0) {
    throw new Error(
      `Not allowed to ship: ${strange.map(({ name, licence }) => `${name} (${licence})`).join(', ')}`,
    );
  }
  const { target, version } = shipping;
  const parts = [...engines(shipping), ...packages.map(component)];
  writeFileSync(join(target, 'resources/licences.txt'), licences(shipping, packages));
  writeFileSync(join(target, 'sbom.cdx.json'), billOfMaterials(version, parts));
}

/** Every package of npm's whose code or binary ships, each once. */
export function shippedPackages(checkout: string): NpmPackage[] {
  const all = [...dependenciesOf(checkout), ...bundledIn(checkout), ...inSources(checkout)];
  const once = new Map(all.map((one) => [`${one.name}@${one.version}`, one]));
  return [...once.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

// Its font is copied into a source file, which no bundler sees.
function inSources(checkout: string): NpmPackage[] {
  const folder = join(checkout, 'node_modules/@fontsource/atkinson-hyperlegible');
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [{ name, version, licence: license, folder }];
}

/** What ships and is no package of npm's. */
function engines({ checkout, runtime, target }: Shipping): Component[] {
  const versions = engineVersions(runtime);
  const node = run(join(checkout, nodeProgram), ['--version']).trim().slice(1);
  const program = (path: string) =>
    createHash('sha256')
      .update(readFileSync(join(target, path)))
      .digest('hex');
  const framework = 'framework' as const;
  return [
    {
      type: framework,
      name: 'electron',
      version: versions.electron,
      licence: 'MIT',
      purl: `pkg:github/electron/electron@v${versions.electron}`,
      note: 'fuses are set after its release',
    },
    {
      type: framework,
      name: 'chromium',
      version: versions.chrome,
      licence: 'BSD-3-Clause',
      cpe: `cpe:2.3:a:google:chrome:${versions.chrome}:*:*:*:*:*:*:*`,
      note: 'inside Electron; its parts and their licences are in LICENSES.chromium.html',
    },
    { type: framework, name: 'v8', version: versions.v8, licence: 'BSD-3-Clause', note: 'inside Electron' },
    {
      type: framework,
      name: 'node',
      version: versions.node,
      licence: 'MIT',
      cpe: cpeOfNode(versions.node),
      note: 'inside Electron',
    },
    {
      type: framework,
      name: 'node',
      version: node,
      licence: 'MIT',
      cpe: cpeOfNode(node),
      sha256: program('cli/node'),
      note: 'runs the command line; without its symbols',
    },
    {
      type: 'library',
      name: 'sqlite',
      version: sqliteVersion(checkout),
      licence: 'blessing',
      cpe: `cpe:2.3:a:sqlite:sqlite:${sqliteVersion(checkout)}:*:*:*:*:*:*:*`,
      note: 'inside better-sqlite3',
    },
  ];
}

function cpeOfNode(version: string): string {
  return `cpe:2.3:a:nodejs:node.js:${version}:*:*:*:*:*:*:*`;
}

/** Read from the binary itself: a start of it would need a display. */
export function engineVersions({
  executable,
}: Runtime): Record<'electron' | 'chrome' | 'v8' | 'node', string> {
  const binary = readFileSync(executable).toString('latin1');
  const find = (pattern: RegExp) => pattern.exec(binary)?.[1] ?? 'unknown';
  return {
    electron: find(/Electron\/(\d+\.\d+\.\d+)/),
    chrome: find(/Chrome\/(\d+\.\d+\.\d+\.\d+)/),
    v8: find(/\0(\d+\.\d+\.\d+\.\d+-electron\.\d+)\0/),
    node: find(/node-v(\d+\.\d+\.\d+)-headers/),
  };
}

function sqliteVersion(checkout: string): string {
  const header = readFileSync(join(checkout, 'node_modules/better-sqlite3/deps/sqlite3/sqlite3.h'), 'utf8');
  return /SQLITE_VERSION\s+"([\d.]+)"/.exec(header)?.[1] ?? 'unknown';
}

function component({ name, version, licence, integrity }: NpmPackage): Component {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { type: 'library', name, version, licence, purl, ...(integrity !== undefined && { integrity }) };
}

function licences({ checkout, runtime }: Shipping, packages: readonly NpmPackage[]): string {
  const own = readFileSync(join(checkout, 'LICENSE'), 'utf8');
  const electron =
    textIn(dirname(runtime.executable), 'LICENSE.electron.txt') ??
    textIn(dirname(runtime.executable), 'LICENSE') ??
    '';
  const node =
    textIn(join(checkout, 'node_modules', nodePackage), 'LICENSE') ??
    'MIT; https://github.com/nodejs/node/blob/main/LICENSE';
  const chromium = 'Chromium and everything in it: LICENSES.chromium.html beside the program.';
  const sqlite = 'The authors of SQLite disclaim copyright: it is in the public domain.';
  const dice = "The diceware words are the EFF's long list (CC BY 3.0, https://www.eff.org/dice).";
  const parts: [string, string][] = [
    ['Holdfast', own],
    ['Electron', electron],
    ['Chromium', chromium],
    ['Node.js', node],
    ['SQLite', sqlite],
    ['EFF long word list', dice],
    ...packages.map(({ name, version, licence, folder }): [string, string] => [
      `${name} ${version} (${licence})`,
      licenceText(folder) ?? `${licence}; the package carries no text of it.`,
    ]),
  ];
  return parts.map(([title, text]) => `${title}\n${'─'.repeat(24)}\n\n${text.trim()}\n`).join('\n\n');
}

function licenceText(folder: string): string | undefined {
  const [file] = globSync(['LICEN[SC]E*', 'licen[sc]e*', 'COPYING*'], { cwd: folder }).sort();
  return file === undefined ? undefined : textIn(folder, file);
}

function textIn(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
