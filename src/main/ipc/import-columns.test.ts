import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { channel } from '../../shared/contract.ts';
import { fileAt } from '../../shared/place.ts';
import { type TestApp, testApp } from './testing/app.ts';

let folder = '';
let app: TestApp;
let file = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'import-columns-'));
  file = join(folder, 'list.csv');
  writeFileSync(file, 'What,Who,Word,Where\nShop,ada,0ne!,Bonn\nMail,bob,tw0!,\n');
  app = testApp({ folder, store: 'memory', tell: () => undefined });
  await app.session.create(fileAt('/v.holdfast'), 'copper-meadow-lantern-fjord');
});
afterEach(async () => {
  await app.session.lock('quit');
  rmSync(folder, { recursive: true });
});

const ask = (method: string, input?: unknown) => app.ask(channel('transfer', method), input);
const chosen = async () => {
  app.choices.importFile = file;
  await ask('chooseImport');
};
const wanted = (map: unknown) => ({ file, prefix: '', dryRun: false, map });

test('a table comes in as its columns are said to be', async () => {
  await chosen();
  expect(await ask('columns', { file, shown: [] })).toMatchObject({
    ok: true,
    value: { columns: [{ key: 'what' }, { key: 'who' }, { key: 'word' }, { key: 'where' }] },
  });
  const map = { what: 'title', who: 'username', word: 'password', where: 'tags' };
  expect(await ask('import', wanted(map))).toMatchObject({ ok: true, value: { created: 2 } });
  expect((await app.session.vault.secrets.get('Shop')).fields).toEqual([
    { name: 'username', type: 'text', value: 'ada' },
    { name: 'password', type: 'secret', value: '0ne!' },
  ]);
  expect((await app.session.vault.secrets.list('')).map(({ path, tags }) => [path, tags])).toEqual([
    ['Mail', []],
    ['Shop', ['Bonn']],
  ]);
});

test('a page that asks for the columns of a file that nobody chose learns nothing', async () => {
  expect(await ask('columns', { file, shown: ['word'] })).toEqual({
    ok: false,
    failure: { code: 'denied', reason: 'not-chosen' },
  });
});

test.each([
  ['two titles', { what: 'title', who: 'title' }],
  ['a thing that no column holds', { what: 'root-key' }],
  ['no text', { what: 7 }],
  ['a list', ['title']],
  ['a text', 'what=title'],
])('a mapping with %s is refused, and nothing is written', async (_, map) => {
  await chosen();
  expect(await ask('import', wanted(map))).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  expect(await app.session.vault.secrets.list('')).toEqual([]);
});
