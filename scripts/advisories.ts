import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a bill of materials says of one part. */
interface Part {
  readonly name: string;
  readonly version: string;
  readonly purl?: string;
  readonly cpe?: string;
}

/**
 * What the registry's advisories say: each line names a package; `asked` is false where no answer
 * came.
 */
export interface Answer {
  readonly asked: boolean;
  readonly found: readonly string[];
}

/**
 * Asks npm's registry for advisories on what a bill of materials lists, and on nothing else: `npm
 * audit` over a lock file of those packages alone. Electron is asked for as the package of npm's
 * that brings it.
 */
export function lookUp(parts: readonly Part[], npmArguments: readonly string[] = []): Answer {
  const room = mkdtempSync(join(tmpdir(), 'holdfast-advisories-'));
  try {
    for (const [name, content] of Object.entries(lockOf(packagesIn(parts))))
      writeFileSync(join(room, name), JSON.stringify(content));
    const args = ['audit', '--json', '--package-lock-only', ...npmArguments];
    return answerOf(spawnSync('npm', args, { cwd: room, encoding: 'utf8' }).stdout);
  } finally {
    rmSync(room, { recursive: true });
  }
}

/** The parts that npm's registry knows. */
export function packagesIn(parts: readonly Part[]): { name: string; version: string }[] {
  return parts
    .filter(({ name, purl }) => purl?.startsWith('pkg:npm/') || name === 'electron')
    .map(({ name, version }) => ({ name, version }));
}

// Each under a name of its own: one package may be there in two versions.
function lockOf(packages: readonly { name: string; version: string }[]): Record<string, unknown> {
  const common = { name: 'shipped', version: '1.0.0' };
  const entries = packages.map(({ name, version }, i) => [`part-${i}`, name, version] as const);
  const dependencies = Object.fromEntries(entries.map(([at, name, one]) => [at, `npm:${name}@${one}`]));
  const installed = entries.map(([at, name, version]) => [`node_modules/${at}`, { name, version }]);
  return {
    'package.json': { ...common, dependencies },
    'package-lock.json': {
      ...common,
      lockfileVersion: 3,
      requires: true,
      packages: { '': { ...common, dependencies }, ...Object.fromEntries(installed) },
    },
  };
}

interface Audit {
  readonly vulnerabilities?: Record<string, { via: readonly ({ title: string; url: string } | string)[] }>;
}

function answerOf(said: string): Answer {
  const { vulnerabilities } = parse(said);
  if (vulnerabilities === undefined) return { asked: false, found: [] };
  const found = Object.entries(vulnerabilities).flatMap(([name, { via }]) =>
    via.map((one) => (typeof one === 'string' ? `${name}: by ${one}` : `${name}: ${one.title} (${one.url})`)),
  );
  return { asked: true, found };
}

function parse(said: string): Audit {
  try {
    return JSON.parse(said) as Audit;
  } catch {
    return {};
  }
}

/**
 * `npm run advisories [-- sbom.cdx.json]`. Ends with 0 only when the registry answered and knows of
 * nothing.
 */
function main(): number {
  const file = process.argv[2] ?? join(import.meta.dirname, '../dist/linux-unpacked/sbom.cdx.json');
  const { components } = JSON.parse(readFileSync(file, 'utf8')) as { components: Part[] };
  const { asked, found } = lookUp(components);
  if (asked) console.log(found.join('\n') || `No advisory on ${packagesIn(components).length} packages.`);
  else console.error('The registry answers no question for advisories: look these up elsewhere.');
  const others = asked ? components.filter(({ cpe }) => cpe !== undefined) : components;
  console.log(`To be looked up by hand:\n${others.map((one) => one.cpe ?? one.purl ?? one.name).join('\n')}`);
  return asked && found.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = main();
