import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusal } from '../backend/testing/harness.ts';
import { bundleProgram, remainingLines, startProgram } from '../backend/testing/processes.ts';
import { createVault, openVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { forkParser } from './fork.ts';
import { type ImportRequest, importFile, importFiles } from './import.ts';

const parser = forkParser(join(import.meta.dirname, 'process.ts'));
const kdf = { memoryKiB: 8_192, passes: 1, lanes: 1 };
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-undo-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const bring = (vault: Vault, request: ImportRequest) => importFile(vault, request, parser);
const value = (text: string) => [{ name: 'password', type: 'secret' as const, value: text }];
const none = { code: 'not-found', what: 'import', name: '' };
const longFile = Buffer.alloc(300_000, 'x').toString('base64');

/** A table with tags, folders, a favourite, and one entry that the vault has with another password. */
const table = (password = 'theirs') =>
  write(
    'export.csv',
    [
      'name,login_uri,login_username,login_password,folder,favorite,notes',
      `Bank,https://bank.example,ada,${password},Money,1,`,
      'Mail,https://mail.example,ada,four,Post,,a note',
      'Shop,https://shop.example,ada,five,Post,,',
    ].join('\n'),
  );
const request = (): ImportRequest => ({
  file: table(),
  duplicates: { changed: 'version' },
});

/** Everything there is, with every version that can be read, but for when it was changed last. */
async function state(vault: Vault): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const { updated: _, ...info } of await vault.secrets.list('', { deleted: true })) {
    const live = info.versions.filter(({ destroyed, deleted }) => !destroyed && deleted === undefined);
    const fields = await Promise.all(
      live.map(async ({ version }) => (await vault.secrets.get(info.path, version)).fields),
    );
    const versions = info.versions.filter(({ destroyed }) => !destroyed);
    all.push({ ...info, newest: 0, versions, values: fields });
  }
  return all;
}

async function fill(vault: Vault): Promise<void> {
  const login = [
    { name: 'username', type: 'text' as const, value: 'ada' },
    { name: 'password', type: 'secret' as const, value: 'mine' },
    { name: 'url', type: 'url' as const, value: 'https://bank.example' },
  ];
  await vault.secrets.put('Money/Bank', value('older'));
  await vault.secrets.put('Money/Bank', login, { tags: ['own'] });
  await vault.secrets.put('other', value('x'));
}

const places: [name: string, config: () => Parameters<typeof createVault>[0]][] = [
  ['memory', () => ({ kind: 'memory' })],
  ['a file', () => ({ kind: 'sqlite', location: join(folder, 'undo.holdfast') })],
  ['a folder', () => ({ kind: 'folder', location: join(folder, 'undo-folder') })],
];

test.each(places)('an import into %s is taken back as a whole, after a restart, too', async (_, config) => {
  const vault = await createVault(config(), { passphrase: 'x', kdf });
  await fill(vault);
  const before = await state(vault);
  expect(await vault.imports.last()).toBeUndefined();
  const report = await bring(vault, request());
  expect(report).toMatchObject({ created: 3, failed: [], skipped: [] });
  expect((await vault.secrets.get('Money/Bank')).fields).toContainEqual(value('theirs')[0]);
  expect((await vault.catalog()).folderPaths(10)).toContain('Post');
  const kept = config().kind === 'memory';
  if (!kept) await vault.lock();
  const again = kept ? vault : await openVault(config(), 'x');
  expect(await again.imports.last()).toMatchObject({ files: ['export.csv'], secrets: 3 });
  const { revision } = again;
  expect(await again.imports.undo()).toMatchObject({ secrets: 3, stays: [] });
  expect(again.revision).toBe(revision + 1);
  expect(await state(again)).toEqual(before);
  expect((await again.catalog()).folderPaths(10)).not.toContain('Post');
  expect(await again.imports.last()).toBeUndefined();
  expect(await refusal(again.imports.undo())).toEqual(none);
  expect((await again.verify()).damaged).toEqual([]);
  // The same file comes in as if it had never been there.
  expect(await bring(again, request())).toMatchObject({ created: 3 });
  await again.lock();
});

test('what changed since stays and is named, the rest goes', async () => {
  const vault = await createVault({ kind: 'memory' }, { passphrase: 'x', kdf });
  await fill(vault);
  await bring(vault, request());
  await vault.secrets.put('Post/Mail', value('since'));
  await vault.secrets.move('Post/Shop', 'Elsewhere/Shop');
  expect(await vault.imports.undo()).toMatchObject({ secrets: 1, stays: ['Elsewhere/Shop', 'Post/Mail'] });
  expect((await vault.secrets.list('')).map(({ path }) => path)).toEqual([
    'Elsewhere/Shop',
    'Money/Bank',
    'Post/Mail',
    'other',
  ]);
  expect((await vault.secrets.get('Money/Bank')).version).toBe(2);
  await vault.lock();
});

test('where all of it changed since nothing is done, and it stays the last import', async () => {
  const vault = await createVault({ kind: 'memory' }, { passphrase: 'x', kdf });
  await bring(vault, { file: table() });
  for (const { path } of await vault.secrets.list('')) await vault.secrets.put(path, value('since'));
  const { revision } = vault;
  const { secrets, stays } = await vault.imports.undo();
  expect([secrets, stays.length, vault.revision]).toEqual([0, 3, revision]);
  expect(await vault.imports.last()).toBeDefined();
  await vault.lock();
});

test('files, histories and what lay in the bin go with it; what was there before of an export of ours stays', async () => {
  const config = { kind: 'sqlite' as const, location: join(folder, 'histories.holdfast') };
  const vault = await createVault(config, { passphrase: 'x', kdf });
  await vault.secrets.put('a', value('here'), { tags: ['own'] });
  const before = await state(vault);
  const time = 1_700_000_000_000;
  const version = (n: number, text: string) => ({
    n,
    created: time + n,
    fields: [...value(text), ...(n === 2 ? [{ name: 'scan', type: 'file', value: longFile }] : [])],
  });
  const secret = (path: string, ...texts: string[]) => ({
    path,
    ...{ created: time, updated: time + texts.length, newest: texts.length, tags: ['t'], custom: [] },
    versions: texts.map((text, i) => version(i + 1, text)),
  });
  const file = write(
    'all.json',
    JSON.stringify({
      holdfast: 'export',
      version: 1,
      secrets: [secret('a', 'there'), secret('b', 'one', 'two')],
    }),
  );
  const report = await bring(vault, { file, duplicates: { changed: 'version' } });
  expect(report).toMatchObject({ created: 2, failed: [], skipped: [] });
  expect(await vault.imports.undo()).toMatchObject({ secrets: 2, stays: [] });
  expect(await state(vault)).toEqual(before);
  expect(await vault.verify()).toMatchObject({ damaged: [], secrets: 1 });
  await vault.lock();
});

test('several files are one import; one that brings nothing leaves the one before the last', async () => {
  const vault = await createVault({ kind: 'memory' }, { passphrase: 'x', kdf });
  const env = write('one.env', 'A=1\n');
  await importFiles(vault, [{ file: table() }, { file: env }], parser);
  expect(await vault.imports.last()).toMatchObject({ files: ['export.csv', 'one.env'], secrets: 4 });
  const told = await vault.imports.last();
  await importFiles(vault, [{ file: table() }, { file: env }], parser);
  await bring(vault, { file: write('new.env', 'B=1\n'), dryRun: true });
  expect(await vault.imports.last()).toEqual(told);
  expect(await refusal(vault.imports.undo({ run: 'another' }))).toEqual(none);
  expect(await vault.imports.undo()).toMatchObject({ secrets: 4, stays: [] });
  expect(await vault.secrets.list('', { deleted: true })).toEqual([]);
  await vault.lock();
});

test('the audit tells of an import and of its undo in numbers, without a value or a path', async () => {
  const vault = await createVault({ kind: 'memory' }, { passphrase: 'x', kdf });
  await bring(vault, { file: table() });
  const more = [
    'name,login_uri,login_username,login_password,folder',
    'Shop,https://shop.example,ada,five,Post',
    'New,https://new.example,bob,six,Post',
  ].join('\n');
  await bring(vault, { file: write('export.csv', more) });
  await vault.imports.undo();
  const told = (await vault.audit.list()).map(({ action, path, count }) => [action, path, count]);
  expect(told).toEqual([
    ['vault.import', 'export.csv', 3],
    ['vault.import', 'export.csv', 1],
    ['import.skipped', 'export.csv', 1],
    ['import.undo', undefined, 1],
  ]);
  await vault.lock();
});

const rounds = process.env['HOLDFAST_LONG'] === '1' ? 100 : 4;

test(`an undo that is killed half way took back all or nothing (${rounds} rounds)`, async () => {
  const program = await bundleProgram(join(import.meta.dirname, 'testing/undo-program.ts'));
  const location = join(folder, 'whole.holdfast');
  const vault = await createVault({ kind: 'sqlite', location }, { passphrase: 'x', kdf });
  const rows = Array.from({ length: 1_500 }, (_, n) => `Entry ${n},https://${n}.example,ada,secret ${n}`);
  const file = write('many.csv', ['name,url,username,password', ...rows].join('\n'));
  await bring(vault, { file });
  await vault.lock();
  const seen = new Set<number>();
  for (let round = 0; round < rounds; round++) {
    const copy = join(folder, `killed-${round}.holdfast`);
    copyFileSync(location, copy);
    const writer = startProgram(program, [copy]);
    expect(await writer.line()).toBe('ready');
    writer.tell('go');
    expect(await writer.line()).toBe('start');
    // From at once to after all of it, whatever that takes on this machine.
    const until = performance.now() + (round / (rounds - 1)) ** 2 * 300;
    while (performance.now() < until);
    await writer.kill();
    const isDone = (await remainingLines(writer)).length > 0;
    const after = await openVault({ kind: 'sqlite', location: copy }, 'x');
    const left = (await after.secrets.list('')).length;
    seen.add(left);
    expect(isDone ? [0] : [0, 1_500], `round ${round}`).toContain(left);
    expect((await after.verify()).damaged).toEqual([]);
    await after.lock();
  }
  expect(seen).toContain(1_500);
  rmSync(dirname(program), { recursive: true });
});
