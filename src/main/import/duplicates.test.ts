import { beforeEach, expect, test } from 'vitest';
import type { DuplicateChoices } from '../../shared/import-plan.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { processorTime } from '../store/testing/processor-time.ts';
import { createVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { decoded } from './batches.ts';
import type { Item, ParsedEntry } from './entry.ts';
import { takeItems } from './import.ts';
import { toWire } from './message.ts';

let vault: Vault;
beforeEach(async () => {
  vault = await createVault(
    { kind: 'memory' },
    { passphrase: 'x', kdf: { memoryKiB: 8_192, passes: 1, lanes: 1 } },
  );
});

const login = (username: string, password: string, url: string): Field[] => [
  { name: 'username', type: 'text', value: username },
  { name: 'password', type: 'secret', value: password },
  { name: 'url', type: 'url', value: url },
];
const entry = (title: string, fields: readonly Field[], more: Partial<ParsedEntry> = {}): ParsedEntry => ({
  ...{ id: title, folders: [], title, versions: [{ fields }] },
  ...more,
});
const at = (time: number, fields: readonly Field[]) => ({ versions: [{ at: time, fields }] });
const bring = (
  entries: readonly ParsedEntry[],
  options: { duplicates?: DuplicateChoices; dryRun?: boolean; file?: string; prefix?: string } = {},
) => {
  const { file = 'a.csv', ...rest } = options;
  const items = entries.map((one): Item => ({ kind: 'entry', entry: one }));
  const feed = decoded(items.map(toWire), new AbortController().signal);
  return takeItems(vault, { file, format: 'csv', ...rest }, feed);
};
const standings = async (entries: readonly ParsedEntry[], options: Parameters<typeof bring>[1] = {}) =>
  (await bring(entries, { ...options, dryRun: true })).preview?.map(({ standing, choice }) =>
    [standing, choice].join(' '),
  );
const paths = async () => (await vault.secrets.list('', { deleted: true })).map(({ path }) => path);
const passwordAt = async (path: string, version?: number) =>
  (await vault.secrets.get(path, version)).fields.find(({ name }) => name === 'password')?.value;

const later = Date.now() + 100_000;
const shop = 'https://www.shop.example/login?next=/';

test('an entry with the login and address of a secret is the same or changed, whatever it is called', async () => {
  await vault.secrets.put('Old/Shop', login('ada', 'one', 'https://shop.example/login'));
  expect(
    await standings([
      entry('shop.example', login('ada', 'one', 'https://shop.example/login')),
      entry('shop', login('ada', 'two', shop)),
      entry('shop', login('ada', 'two', shop), at(later, login('ada', 'two', shop))),
      entry('other user', login('bob', 'one', shop)),
      entry('other path', login('ada', 'one', 'https://shop.example/admin')),
    ]),
  ).toEqual(['same skip', 'changed both', 'changed version', 'new both', 'new both']);
});

test('the same is what has every field, file and tag alike, in any order; a tag more is a change', async () => {
  const fields: Field[] = [
    { name: 'user', type: 'text', value: 'u' },
    { name: 'doc', type: 'file', value: Buffer.alloc(100_000, 7).toString('base64') },
    { name: 'code', type: 'otp', value: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP' },
  ];
  await bring([entry('x', fields, { tags: ['a', 'b'] })], { file: 'other.csv' });
  const turned = fields.toReversed();
  expect(await standings([entry('x', turned, { tags: ['b', 'a'] })])).toEqual(['same skip']);
  expect(await standings([entry('x', turned, { tags: ['b'] })])).toEqual(['changed both']);
  const other = fields.map((field) =>
    field.type === 'file' ? { ...field, value: Buffer.alloc(100_000, 8).toString('base64') } : field,
  );
  const [told] = (await bring([entry('x', other, { tags: ['a', 'b'] })], { dryRun: true })).preview ?? [];
  expect(told).toMatchObject({ standing: 'changed', meets: 'x', differs: ['doc'] });
});

test('a report of duplicates names fields and secrets, and holds no value', async () => {
  await vault.secrets.put('x', login('ada', 'first-value', shop));
  const report = await bring(
    [entry('x', login('ada', 'second-value', shop)), entry('y', login('ada', 'first-value', shop))],
    { dryRun: true },
  );
  expect(report.skipped).toEqual([{ place: 'y', reason: 'same-there', reference: 'x' }]);
  expect(report.preview?.[0]?.differs).toEqual(['password']);
  expect(JSON.stringify(report)).not.toMatch(/first-value|second-value|shop\.example/);
});

test('another user at the same path is another secret', async () => {
  await vault.secrets.put('bank', login('ada', 'one', 'https://bank.example'));
  const theirs = login('bob', 'two', 'https://bank.example');
  await bring([entry('bank', theirs, at(later, theirs))]);
  expect([await paths(), await passwordAt('bank')]).toEqual([['bank', 'bank (2)'], 'one']);
});

test('a newer one becomes a version of the one there, and that one keeps name, tags and what it held', async () => {
  await vault.secrets.put('Mine/Shop', login('ada', 'one', shop), { tags: ['mine'] });
  const fields = login('ada', 'two', shop);
  const changed = entry('shop.example', fields, { ...at(later, fields), tags: ['theirs'] });
  expect(await bring([changed])).toMatchObject({ created: 1, skipped: [], failed: [] });
  expect(await paths()).toEqual(['Mine/Shop']);
  const { fields: now, info } = await vault.secrets.get('Mine/Shop');
  expect(now).toEqual(fields);
  expect([info.tags.toSorted(), await passwordAt('Mine/Shop', 1)]).toEqual([['mine', 'theirs'], 'one']);
  expect(await bring([changed])).toMatchObject({ created: 0, failed: [] });
});

test('a secret of another file keeps what it knows of that one', async () => {
  const one = login('ada', 'one', shop);
  await bring([entry('shop', one, at(later, one))], { file: 'first.csv' });
  const two = login('ada', 'two', shop);
  await bring([entry('shop', two, at(later + 1_000, two))], { file: 'second.csv' });
  expect(await passwordAt('shop')).toBe('two');
  expect(await bring([entry('shop', one, at(later, one))], { file: 'first.csv' })).toMatchObject({
    created: 0,
    skipped: [{ reason: 'already-imported' }],
  });
});

test.each<[DuplicateChoices, string[], string]>([
  [{ changed: 'skip' }, ['new', 'x'], 'one'],
  [{ changed: 'version' }, ['new', 'x'], 'two'],
  [{ changed: 'both' }, ['new', 'x', 'x (2)'], 'one'],
  [{ same: 'both', changed: 'skip' }, ['copy', 'new', 'x'], 'one'],
  [{ each: [[0, 'version']] }, ['new', 'x'], 'two'],
  [{ changed: 'version', each: [[0, 'skip']] }, ['new', 'x'], 'one'],
  [
    {
      each: [
        [0, 'skip'],
        [2, 'skip'],
        [1, 'both'],
      ],
    },
    ['copy', 'x'],
    'one',
  ],
])('what is wanted for each class and entry is done: %j', async (duplicates, wanted, password) => {
  await vault.secrets.put('x', login('ada', 'one', shop));
  const entries = [
    entry('x', login('ada', 'two', shop)),
    entry('copy', login('ada', 'one', shop)),
    entry('new', login('bob', 'three', shop)),
  ];
  const dry = await bring(entries, { duplicates, dryRun: true });
  const done = await bring(entries, { duplicates });
  expect([await paths(), await passwordAt('x')]).toEqual([wanted, password]);
  expect([dry.created, dry.skipped]).toEqual([done.created, done.skipped]);
});

test('within one file the same entry comes once, two of one name both, and one in two folders twice', async () => {
  const one = login('ada', 'one', shop);
  const entries = [
    entry('x', one),
    entry('x', one, { id: '2' }),
    entry('x', login('ada', 'two', shop), { id: '3' }),
    entry('x', one, { id: '4', folders: ['f'] }),
  ];
  expect(await standings(entries)).toEqual(['new both', 'same skip', 'changed both', 'same both']);
  expect(await bring(entries)).toMatchObject({ read: 4, created: 3 });
  expect(await paths()).toEqual(['f/x', 'x', 'x (2)']);
  expect(await bring(entries)).toMatchObject({ created: 0, failed: [] });
});

test('within one file a version of the first can be made, too', async () => {
  const entries = [entry('x', login('ada', 'one', shop)), entry('x', login('ada', 'two', shop), { id: '2' })];
  await bring(entries, { duplicates: { changed: 'version' } });
  expect([await paths(), await passwordAt('x'), await passwordAt('x', 1)]).toEqual([['x'], 'two', 'one']);
});

test('what lay in the bin of the file hides nothing that is alive', async () => {
  const one = login('ada', 'one', shop);
  expect(await bring([entry('old', one, { deleted: true }), entry('x', one)])).toMatchObject({ created: 2 });
  expect((await vault.secrets.get('x')).version).toBe(1);
  const both = [entry('y', one, { deleted: true }), entry('y', one, { id: '2' })];
  expect(await standings(both, { prefix: 'p' })).toEqual(['same skip', 'same skip']);
  await vault.secrets.delete('x');
  expect(await standings(both, { prefix: 'p' })).toEqual(['new both', 'new both']);
  expect(await standings([entry('again', one)])).toEqual(['new both']);
});

test('5,000 entries that are there already are told apart by a few bytes each, in time', async () => {
  const many = Array.from({ length: 5_000 }, (_, i) =>
    entry(`e${i}`, login(`u${i}`, `p${i}`, `https://h${i}.example`)),
  );
  await bring(many);
  const again = async () => {
    const report = await bring(many, { file: 'other.csv', dryRun: true });
    expect(report.skipped).toHaveLength(5_000);
  };
  expect(await processorTime(again)).toBeLessThan(30_000);
}, 120_000);
