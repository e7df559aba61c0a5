import { beforeEach, expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { Histories } from '../backend/backend.ts';
import { createVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { decoded } from './batches.ts';
import type { Item, ParsedEntry } from './entry.ts';
import { takeItems } from './import.ts';
import { Ledger } from './ledger.ts';
import { toWire } from './message.ts';
import { readBack } from './read-back.ts';

let vault: Vault;
beforeEach(async () => {
  vault = await createVault(
    { kind: 'memory' },
    { passphrase: 'x', kdf: { memoryKiB: 8_192, passes: 1, lanes: 1 } },
  );
});

const password = (value: string): Field => ({ name: 'password', type: 'secret', value });
const entry = (title: string, ...versions: Field[][]): ParsedEntry => ({
  ...{ id: title, folders: [], title },
  versions: versions.map((fields) => ({ fields })),
});
const bring = (entries: readonly ParsedEntry[]) => {
  const items = entries.map((one): Item => ({ kind: 'entry', entry: one }));
  return takeItems(
    vault,
    { file: 'a.json', format: 'json' },
    decoded(items.map(toWire), new AbortController().signal),
  );
};
const long: Field = { name: 'doc', type: 'file', value: Buffer.alloc(100_000, 7).toString('base64') };
const code: Field = { name: 'code', type: 'otp', value: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP' };
const deleted = { ...entry('gone', [password('d')]), deleted: true as const };

test('every field of every version is read back, of what is deleted too', async () => {
  const report = await bring([
    entry('a', [password('1')], [password('2'), long]),
    entry('b', [code]),
    deleted,
  ]);
  expect(report.fields).toBe(5);
  expect(await bring([entry('c', [password('1')])])).toMatchObject({ created: 1, fields: 1 });
  expect(await bring([entry('c', [password('1')])])).toMatchObject({ created: 0, fields: 0 });
});

test('many secrets are read back in one way through the vault', async () => {
  const many = Array.from({ length: 600 }, (_, i) =>
    entry(`e${i}`, [password(`${i}`), { ...password('x'), name: 'y' }]),
  );
  expect(await bring(many)).toMatchObject({ created: 600, fields: 1_200 });
});

/** The vault's histories, one thing in them another. */
const but = (change: Partial<Histories>): Histories => ({
  entries: () => vault.histories.entries(),
  entry: (path) => vault.histories.entry(path),
  fields: (one, version) => vault.histories.fields(one, version),
  fieldsOf: (entries) => vault.histories.fieldsOf(entries),
  digests: (options) => vault.histories.digests(options),
  file: (one, attachment) => vault.histories.file(one, attachment),
  ...change,
});
async function* pieces(bytes: Uint8Array) {
  yield bytes;
}

test.each<[string, () => Histories, string[]]>([
  ['a value is another', () => but({ fields: async () => [password('other'), long] }), ['a', 'b']],
  ['a field is missing', () => but({ fields: async () => [] }), ['a', 'b']],
  ['a secret is missing', () => but({ entry: async () => undefined }), ['a', 'b']],
  ['a file is another', () => but({ file: () => pieces(Buffer.alloc(100_000, 8)) }), ['a']],
  ['a file is cut', () => but({ file: () => pieces(Buffer.alloc(99_999, 7)) }), ['a']],
])('it is a failure that names the secrets when %s', async (_, histories, paths) => {
  const ledger = new Ledger();
  await vault.secrets.apply([
    ledger.note({ op: 'store', path: 'a', fields: [password('1'), long] }),
    ledger.note({ op: 'store', path: 'b', fields: [password('2')] }),
  ]);
  await expect(readBack(vault.histories, ledger)).resolves.toBe(3);
  const failure = await readBack(histories(), ledger).catch(failureOf);
  expect(failure).toEqual({ code: 'import-refused', reason: 'not-read-back', paths });
});

test('of many secrets the first twenty are named, and how many there are', async () => {
  const ledger = new Ledger();
  for (let i = 0; i < 700; i++)
    ledger.note({ op: 'store', path: `p${String(i).padStart(3, '0')}`, fields: [password('x')] });
  const failure = await readBack(vault.histories, ledger).catch(failureOf);
  expect(failure).toMatchObject({ reason: 'not-read-back', count: 700 });
  const paths =
    failure !== undefined && typeof failure === 'object' && 'paths' in failure ? failure.paths : [];
  expect(paths).toHaveLength(20);
});

test('what somebody writes before it is read back is no difference', async () => {
  const ledger = new Ledger();
  await vault.secrets.apply([ledger.note({ op: 'store', path: 'a', fields: [password('1')] })]);
  await vault.secrets.put('a', [password('later')]);
  expect(await readBack(vault.histories, ledger)).toBe(1);
});
