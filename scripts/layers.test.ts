import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import rules from './layer-rules.mjs';
import { checkLayers } from './layers.ts';

const checkout = join(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'holdfast-layers-'));
afterAll(() => rmSync(copy, { recursive: true }));

/** For each rule a file that breaks it. */
const breaches: Record<string, { file: string; line: string }> = {
  'no-cycle': { file: 'src/main/vault/planted-a.ts', line: "export { b } from './planted-b.ts';" },
  resolvable: { file: 'src/main/vault/planted-c.ts', line: "import './nowhere.ts';" },
  'electron-at-the-edge': { file: 'src/main/vault/planted-d.ts', line: "import { app } from 'electron';" },
  'one-door-to-crypto': { file: 'src/main/vault/planted-e.ts', line: "import { hash } from 'node:crypto';" },
  'slip39-in-one-file': { file: 'src/main/vault/planted-i.ts', line: "import Slip39 from 'slip39';" },
  'ssh-in-one-file': { file: 'src/main/clients/planted.ts', line: "import ssh2 from 'ssh2';" },
  'kdbx-in-import': { file: 'src/main/vault/planted-f.ts', line: "import { Kdbx } from 'kdbxweb';" },
  'pictures-apart': {
    file: 'src/main/recovery/planted.ts',
    line: "import { readBarcodes } from 'zxing-wasm/reader';",
  },
  'sql-in-one-file': { file: 'src/main/vault/planted-g.ts', line: "import Database from 'better-sqlite3';" },
  'native-in-one-folder': { file: 'src/main/vault/planted-j.ts', line: "import koffi from 'koffi';" },
  'store-is-blind': { file: 'src/main/store/planted.ts', line: "import '../crypto/planted.ts';" },
  'crypto-is-a-leaf': { file: 'src/main/crypto/planted.ts', line: "import '../vault/planted-e.ts';" },
  'backend-below-vault': { file: 'src/main/backend/planted.ts', line: "import '../vault/planted-e.ts';" },
  'core-without-interface': { file: 'src/main/policy/planted.ts', line: "import '../ipc/planted.ts';" },
  'cli-without-window': { file: 'src/cli/planted.ts', line: "import '../main/ipc/planted.ts';" },
  'main-without-cli': { file: 'src/main/ipc/planted.ts', line: "import '../../cli/planted.ts';" },
  'renderer-is-a-page': { file: 'src/renderer/planted.ts', line: "import '../main/vault/planted-e.ts';" },
  'renderer-without-node': { file: 'src/renderer/components/planted.ts', line: "import 'node:fs';" },
  'screens-apart': { file: 'src/renderer/screens/planted-a.tsx', line: "import './planted-b.tsx';" },
  'screens-on-top': { file: 'src/renderer/stores/planted.ts', line: "import '../screens/planted-b.tsx';" },
  'bridge-is-thin': { file: 'src/preload/planted.ts', line: "import '../main/vault/planted-e.ts';" },
  'shared-is-pure': { file: 'src/shared/planted.ts', line: "import 'react';" },
  'no-test-in-product': { file: 'src/main/vault/planted-h.ts', line: "import './planted.test.ts';" },
  'bridge-read-in-api': { file: 'src/renderer/screens/planted-b.tsx', line: 'window.holdfast.vault.lock();' },
};

function plant(file: string, line: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), `${line}\n`);
}

test('every layer rule finds the breach planted in a copy of the sources', async () => {
  cpSync(join(checkout, 'src'), join(copy, 'src'), { recursive: true });
  symlinkSync(join(checkout, 'node_modules'), join(copy, 'node_modules'));
  for (const { file, line } of Object.values(breaches)) plant(file, line);
  plant('src/main/vault/planted-b.ts', "import './planted-a.ts';\nexport const b = 1;");
  plant('src/main/vault/planted.test.ts', 'export {};');
  const found = await checkLayers(copy);
  for (const [rule, { file }] of Object.entries(breaches)) {
    expect(found.breaches, rule).toContainEqual(expect.objectContaining({ rule, from: file }));
  }
});

test('no rule goes without its planted breach', () => {
  const named = rules.forbidden.map((rule) => rule.name);
  expect(Object.keys(breaches).sort()).toEqual([...named, 'bridge-read-in-api'].sort());
});

test('a tree in which no module is seen does not count as clean', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'holdfast-layers-'));
  mkdirSync(join(empty, 'src'));
  expect((await checkLayers(empty)).modules).toBe(0);
  rmSync(empty, { recursive: true });
});
