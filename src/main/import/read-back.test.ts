import { beforeEach, expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { Histories } from '../backend/backend.ts';
import type { Change } from '../backend/changes.ts';
import type { Entry } from '../backend/format/entry.ts';
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

/** Secrets as their entries are in the vault, but for one of them. */
const butEntry = (path: string, change: Partial<Entry>): Histories => {
  const other = (one: Entry): Entry => (one.path === path ? { ...one, ...change } : one);
  return but({
    entry: async (wanted) => {
      const found = await vault.histories.entry(wanted);
      return found && other(found);
    },
    entries: async function* () {
      for await (const one of vault.histories.entries()) yield other(one);
    },
  });
};

test.each([[1], [600]])(
  'tags, expiry, favourites and what is deleted are read back of %i and more',
  async (n) => {
    const ledger = new Ledger();
    const custom: [string, string][] = [
      ['expires', '2030-01-01T00:00:00.000Z'],
      ['favourite', 'yes'],
      ['imported', 'x'],
    ];
    const changes = Array.from({ length: n }, (_, i): Change[] => [
      { op: 'store', path: `a${i}`, fields: [password('1')], tags: [' one', 'two'], custom },
      { op: 'store', path: `b${i}`, fields: [password('1')] },
      { op: 'delete', path: `b${i}` },
    ]).flat();
    await vault.secrets.apply(changes.map((change) => ledger.note(change)));
    await expect(readBack(vault.histories, ledger)).resolves.toBe(2 * n);
    const deleted = (await vault.histories.entry('b0'))?.versions ?? [];
    const live = deleted.map(({ deleted: _, ...version }) => version);
    const others: [path: string, change: Partial<Entry>][] = [
      ['a0', { tags: ['one'] }],
      ['a0', { tags: [] }],
      ['a0', { custom: custom.slice(1) }],
      ['a0', { custom: [['expires', '2031-01-01T00:00:00.000Z'], ...custom.slice(1)] }],
      ['b0', { versions: live }],
    ];
    for (const [path, change] of others) {
      const failure = await readBack(butEntry(path, change), ledger).catch(failureOf);
      expect(failure, JSON.stringify(change)).toEqual({
        code: 'import-refused',
        reason: 'not-read-back',
        paths: [path],
      });
    }
    const changed = { tags: [], import: { run: 'x', changed: true as const } };
    await expect(readBack(butEntry('a0', changed), ledger)).resolves.toBe(2 * n);
  },
);

test('what an import says anew of a secret that is there is read back', async () => {
  await vault.secrets.put('a', [password('1')], { tags: ['own'] });
  await vault.secrets.updateMetadata('a', {
    set: [
      ['expires', 'x'],
      ['mine', 'y'],
    ],
  });
  const ledger = new Ledger();
  const patch = { tags: ['new'], set: [['k', 'v'] as [string, string]], unset: ['expires'] };
  await vault.secrets.apply([ledger.note({ op: 'metadata', path: 'a', patch })]);
  await expect(readBack(vault.histories, ledger)).resolves.toBe(0);
  const back = butEntry('a', {
    custom: [
      ['k', 'v'],
      ['expires', 'x'],
    ],
  });
  expect(await readBack(back, ledger).catch(failureOf)).toMatchObject({ paths: ['a'] });
});
