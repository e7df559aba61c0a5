import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { packagesIn } from './advisories.ts';
import { nodePackage } from './pinned-node.ts';

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}
const root = join(import.meta.dirname, '..');
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};
const installed = Object.entries(packages).filter(([path]) => path !== '');

test('every package is pinned by the hash of its archive, Node among them, and none runs a script when it is installed', () => {
  for (const [path, { integrity }] of installed) expect(integrity, path).toMatch(/^sha512-/);
  expect(Object.values(manifest.allowScripts)).not.toContain(true);
  const node = packages[`node_modules/${nodePackage}`];
  expect(node?.version).toBe(process.versions.node);
  expect(node?.hasInstallScript).toBeUndefined();
  expect(manifest.optionalDependencies).toMatchObject({ [nodePackage]: node?.version });
});

test('no version of a parser is installed that has an advisory known to us', () => {
  const parsers = installed.filter(([path]) => path.endsWith('/@xmldom/xmldom'));
  expect(parsers.map(([, { version }]) => version)).toEqual([manifest.overrides['@xmldom/xmldom']]);
  expect(Number(parsers[0]?.[1].version.split('.')[1])).toBeGreaterThanOrEqual(8);
});

const bill = [
  { name: 'electron', version: '45.4.1', purl: 'pkg:github/electron/electron@v45.4.1' },
  { name: 'node', version: '24.21.0', cpe: 'cpe:2.3:a:nodejs:node.js:24.21.0:*:*:*:*:*:*:*' },
  { name: '@xmldom/xmldom', version: '0.7.13', purl: 'pkg:npm/%40xmldom/xmldom@0.7.13' },
  { name: 'zod', version: '4.6.7', purl: 'pkg:npm/zod@4.6.7' },
  { name: 'zod', version: '3.0.0', purl: 'pkg:npm/zod@3.0.0' },
];

/** A registry that knows of an advisory, or answers nothing; what it was asked. */
async function registry(advisories: Record<string, unknown> | undefined) {
  const asked: unknown[] = [];
  const read = (request: IncomingMessage) =>
    text(request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request);
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || advisories === undefined) return void response.writeHead(404).end();
    asked.push(JSON.parse(await read(request)));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(advisories));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { asked, address, close: () => server.close() };
}

/** In a process of its own: it waits for npm, and the registry is here. */
async function lookedUp(advisories: Record<string, unknown> | undefined) {
  const { asked, address, close } = await registry(advisories);
  const script = `
    const { lookUp } = await import(${JSON.stringify(new URL('./advisories.ts', import.meta.url).href)});
    const answer = lookUp(${JSON.stringify(bill)}, ['--registry=${address}', '--fetch-retries=0']);
    console.log(JSON.stringify(answer));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const answer = JSON.parse(await text(child.stdout)) as unknown;
  close();
  return { answer, asked };
}

test('advisories are looked up for what ships, in every version that does, and for nothing else', async () => {
  expect(packagesIn(bill).map(({ name }) => name)).toEqual(['electron', '@xmldom/xmldom', 'zod', 'zod']);
  const one = {
    id: 1,
    url: 'https://example.org/advisory',
    title: 'Reads what it should not',
    severity: 'high',
    vulnerable_versions: '<0.8.0',
    cwe: [],
    cvss: { score: 7, vectorString: null },
  };
  const { answer, asked } = await lookedUp({ '@xmldom/xmldom': [one] });
  expect(asked[0]).toEqual({
    electron: ['45.4.1'],
    '@xmldom/xmldom': ['0.7.13'],
    zod: expect.arrayContaining(['4.6.7', '3.0.0']),
  });
  expect(answer).toMatchObject({ asked: true });
  expect(JSON.stringify(answer)).toContain('Reads what it should not (https://example.org/advisory)');
}, 60_000);

test('a registry that knows of nothing says so; one that does not answer is no such word', async () => {
  expect((await lookedUp({})).answer).toEqual({ asked: true, found: [] });
  expect((await lookedUp(undefined)).answer).toEqual({ asked: false, found: [] });
}, 60_000);
