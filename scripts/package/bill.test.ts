import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { run } from '../run.ts';
import { billOfMaterials, type Component } from './bill.ts';
import { dependenciesOf } from './shipped.ts';

const checkout = join(import.meta.dirname, '../..');

interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly components: {
    readonly 'bom-ref': string;
    readonly name: string;
    readonly version: string;
    readonly purl?: string;
    readonly hashes?: { readonly alg: string; readonly content: string }[];
    readonly licenses?: unknown[];
  }[];
}

test('npm’s own bill of the checkout is CycloneDX and lists every package that is asked for, with its hash', () => {
  const bill = JSON.parse(run('npm', ['sbom', '--sbom-format', 'cyclonedx'], { cwd: checkout })) as Bill;
  expect(bill.bomFormat).toBe('CycloneDX');
  const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  for (const [name, version] of wanted) {
    const found = bill.components.find((one) => one.purl === purl(name, version));
    expect(found, name).toBeDefined();
    expect(found?.hashes?.[0]?.content, name).toMatch(/^[0-9a-f]{128}$/);
    expect(found?.licenses, name).not.toHaveLength(0);
  }
});

test('the bill of what ships names each package once, by where it comes from, its licence and its hash', () => {
  const parts = dependenciesOf(checkout).map(component);
  const bill = JSON.parse(billOfMaterials('1.2.3', parts)) as Bill;
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
  const names = bill.components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)));
  const refs = bill.components.map((one) => one['bom-ref']);
  expect(new Set(refs).size).toBe(refs.length);
  for (const { purl: from, hashes } of bill.components) {
    expect(from).toMatch(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d/);
    expect(hashes?.[0]).toMatchObject({ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) });
  }
});

test('the same parts give the same bytes, other parts another number', () => {
  const parts = dependenciesOf(checkout).map(component);
  expect(billOfMaterials('1.2.3', parts)).toBe(billOfMaterials('1.2.3', parts));
  const serial = (text: string) => (JSON.parse(text) as { serialNumber: string }).serialNumber;
  expect(serial(billOfMaterials('1.2.3', parts.slice(1)))).not.toBe(serial(billOfMaterials('1.2.3', parts)));
});

function component({
  name,
  version,
  licence,
  integrity,
}: ReturnType<typeof dependenciesOf>[number]): Component {
  return {
    type: 'library',
    name,
    version,
    licence,
    purl: purl(name, version),
    ...(integrity && { integrity }),
  };
}

/** Of a package under another name (`npm:NAME@VERSION`) it has its own. */
function purl(name: string, version: string): string {
  const own = version.startsWith('npm:') ? version.slice('npm:'.length) : `${name}@${version}`;
  return `pkg:npm/${own.replace(/^@/, '%40')}`;
}
