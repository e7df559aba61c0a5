import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import rules from './layer-rules.mjs';
import { checkLayers } from './layers.ts';

const checkout = join(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'holdfast-layers-'));
afterAll(() => rmSync(copy, { recursive: true }));

/** For each rule a file that breaks it, for some of them one for each way to. */
const breaches: readonly [rule: string, file: string, line: string][] = [
  ['no-cycle', 'src/main/vault/planted-a.ts', "export { b } from './planted-b.ts';"],
  ['no-cycle', 'src/main/vault/planted-k.ts', "import type { L } from './planted-l.ts';\nexport type K = L;"],
  ['resolvable', 'src/main/vault/planted-c.ts', "import './nowhere.ts';"],
  ['electron-at-the-edge', 'src/main/vault/planted-d.ts', "import { app } from 'electron';"],
  ['electron-at-the-edge', 'src/main/app/planted.ts', "import { app } from 'electron';"],
  ['one-door-to-crypto', 'src/main/vault/planted-e.ts', "import { hash } from 'node:crypto';"],
  ['slip39-in-one-file', 'src/main/vault/planted-i.ts', "import Slip39 from 'slip39';"],
  ['ssh-in-one-file', 'src/main/clients/planted.ts', "import ssh2 from 'ssh2';"],
  ['one-time-codes-in-one-file', 'src/main/vault/planted-o.ts', "import { HOTP } from 'otpauth';"],
  ['kdbx-in-import', 'src/main/vault/planted-f.ts', "import { Kdbx } from 'kdbxweb';"],
  ['pictures-apart', 'src/main/recovery/planted.ts', "import { readBarcodes } from 'zxing-wasm/reader';"],
  ['sql-in-one-file', 'src/main/vault/planted-g.ts', "import Database from 'better-sqlite3';"],
  ['services-in-their-stores', 'src/main/vault/planted-s.ts', "import { AwsClient } from 'aws4fetch';"],
  ['services-in-their-stores', 'src/main/store/planted-p.ts', "import pg from 'pg';"],
  ['native-in-one-folder', 'src/main/vault/planted-j.ts', "import koffi from 'koffi';"],
  ['store-is-blind', 'src/main/store/planted.ts', "import '../crypto/planted.ts';"],
  ['store-is-blind', 'src/main/store/folder/planted.ts', "import '../../backend/planted.ts';"],
  ['crypto-is-a-leaf', 'src/main/crypto/planted.ts', "import '../vault/planted-e.ts';"],
  ['format-below-backend', 'src/main/backend/format/planted.ts', "import '../write/planted.ts';"],
  ['write-above-format', 'src/main/backend/write/planted.ts', "import '../check/planted.ts';"],
  ['bulk-through-one-door', 'src/main/backend/planted-a.ts', "import './write/bulk/planted.ts';"],
  ['check-below-backend', 'src/main/backend/check/planted.ts', "import '../planted.ts';"],
  ['backend-below-vault', 'src/main/backend/planted.ts', "import '../vault/planted-e.ts';"],
  ['slots-recovery-and-policy-are-leaves', 'src/main/keyslots/planted.ts', "import '../store/planted.ts';"],
  [
    'slots-recovery-and-policy-are-leaves',
    'src/main/recovery/planted-a.ts',
    "import '../vault/planted-e.ts';",
  ],
  ['slots-recovery-and-policy-are-leaves', 'src/main/policy/planted-a.ts', "import '../backend/planted.ts';"],
  ['vault-below-rooms', 'src/main/vault/planted-m.ts', "import '../backups/planted.ts';"],
  ['import-below-clients', 'src/main/import/planted.ts', "import '../backups/planted.ts';"],
  ['import-below-clients', 'src/main/export/planted.ts', "import '../backups/planted.ts';"],
  ['backups-below-repair', 'src/main/backups/planted.ts', "import '../repair/planted.ts';"],
  ['repair-below-clients', 'src/main/repair/planted.ts', "import '../clients/planted.ts';"],
  ['clients-below-app', 'src/main/clients/planted-a.ts', "import '../app/planted.ts';"],
  ['core-without-interface', 'src/main/policy/planted.ts', "import '../ipc/planted.ts';"],
  ['core-without-interface', 'src/main/app/planted-a.ts', "import '../electron/planted.ts';"],
  ['core-without-interface', 'src/main/drill/planted.ts', "import '../ipc/planted.ts';"],
  ['core-without-interface', 'src/main/child/planted.ts', "import '../ipc/planted.ts';"],
  ['core-without-interface', 'src/main/native/planted.ts', "import '../ipc/planted.ts';"],
  ['core-without-interface', 'src/main/dbus/planted.ts', "import '../electron/planted.ts';"],
  ['cli-without-window', 'src/cli/planted.ts', "import '../main/ipc/planted.ts';"],
  ['main-without-cli', 'src/main/ipc/planted.ts', "import '../../cli/planted.ts';"],
  ['main-without-cli', 'src/main/electron/planted.ts', "import '../../cli/planted.ts';"],
  ['renderer-is-a-page', 'src/renderer/planted.ts', "import '../main/vault/planted-e.ts';"],
  ['renderer-without-node', 'src/renderer/components/planted.ts', "import 'node:fs';"],
  ['renderer-without-node', 'src/rescue/planted-n.ts', "import 'node:fs';"],
  ['rescue-is-a-page', 'src/rescue/planted.ts', "import '../main/vault/planted-e.ts';"],
  ['rescue-without-schemas', 'src/rescue/planted-z.ts', "import 'zod/mini';"],
  ['rescue-for-itself', 'src/shared/planted-r.ts', "import '../rescue/planted-z.ts';"],
  ['page-without-schemas', 'src/renderer/stores/planted-b.ts', "import '../../shared/contract.ts';"],
  ['screens-apart', 'src/renderer/screens/planted-a.tsx', "import './planted-b.tsx';"],
  ['screens-on-top', 'src/renderer/stores/planted.ts', "import '../screens/planted-b.tsx';"],
  ['bridge-is-thin', 'src/preload/planted.ts', "import '../main/vault/planted-e.ts';"],
  ['shared-is-pure', 'src/shared/planted.ts', "import 'react';"],
  ['no-test-in-product', 'src/main/vault/planted-h.ts', "import './planted.test.ts';"],
  ['bridge-read-in-api', 'src/renderer/screens/planted-b.tsx', 'window.holdfast.vault.lock();'],
];

function plant(file: string, line: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), `${line}\n`);
}

test('every layer rule finds the breach planted in a copy of the sources', async () => {
  cpSync(join(checkout, 'src'), join(copy, 'src'), { recursive: true });
  symlinkSync(join(checkout, 'node_modules'), join(copy, 'node_modules'));
  for (const [, file, line] of breaches) plant(file, line);
  plant('src/main/vault/planted-b.ts', "import './planted-a.ts';\nexport const b = 1;");
  plant('src/main/vault/planted-l.ts', "import type { K } from './planted-k.ts';\nexport type L = K;");
  plant('src/main/backend/write/bulk/planted.ts', 'export {};');
  plant('src/main/vault/planted.test.ts', 'export {};');
  const found = await checkLayers(copy);
  for (const [rule, from] of breaches)
    expect(found.breaches, rule).toContainEqual(expect.objectContaining({ rule, from }));
});

test('no rule goes without its planted breach', () => {
  const named = rules.forbidden.map((rule) => rule.name);
  const broken = new Set(breaches.map(([rule]) => rule));
  expect([...broken].sort()).toEqual([...named, 'bridge-read-in-api'].sort());
});

test('each room of the main process has a breach planted in it', () => {
  const rooms = readdirSync(join(checkout, 'src/main'), { withFileTypes: true });
  const planted = new Set(breaches.map(([, file]) => file.split('/')[2]));
  const without = rooms.filter((room) => room.isDirectory() && !planted.has(room.name));
  expect(without.map(({ name }) => name)).toEqual([]);
});

test('a tree in which no module is seen does not count as clean', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'holdfast-layers-'));
  mkdirSync(join(empty, 'src'));
  expect((await checkLayers(empty)).modules).toBe(0);
  rmSync(empty, { recursive: true });
});
