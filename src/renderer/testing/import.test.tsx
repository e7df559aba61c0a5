// @vitest-environment jsdom
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeToken, fakeVault } from '../../main/import/server/testing/server.ts';
import { bitwardenLocked } from '../../main/import/testing/locks.ts';
import { exportPart } from '../../main/import/testing/otp-export.ts';
import { pictured } from '../../main/import/testing/samples.ts';
import { importFormatName } from '../../shared/words/import-formats.ts';
import { words } from '../words/words.ts';
import { wholeWindow } from './window.tsx';

const text = words.import;
const login = (username: string, password: string, url: string) => [
  { name: 'username', type: 'text' as const, value: username },
  { name: 'password', type: 'secret' as const, value: password },
  { name: 'url', type: 'url' as const, value: url },
];
const { app, user } = wholeWindow(async ({ session }) => {
  const { secrets } = session.vault;
  await secrets.put('Old/Shop', login('ada', 'one', 'https://shop.example'));
  await secrets.put('Old/Bank', login('ada', 'two', 'https://bank.example'));
});

const dialog = () => within(screen.getByRole('dialog', { name: text.title, hidden: true }));
const rows = () =>
  dialog()
    .queryAllByRole('option')
    .map((row) => row.textContent ?? '');
const passwordAt = async (path: string) =>
  (await app.session.vault.secrets.get(path)).fields.find(({ name }) => name === 'password')?.value;

/** Looks at the preview of a table. */
async function look(table: string) {
  const file = join(app.folder, 'list.csv');
  writeFileSync(file, table);
  app.choices.importFile = file;
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: words.menu.import }));
  await screen.findByRole('dialog', { name: text.title });
  await user.click(dialog().getByRole('button', { name: text.choose }));
  await user.click(await dialog().findByRole('button', { name: text.preview }));
  await dialog().findByRole('listbox', { name: text.tree });
}

const table = [
  'name,url,username,password,folder',
  'Shop,https://shop.example,ada,one,Web',
  'Bank,https://bank.example,ada,three,Web',
  'Mail,https://mail.example,ada,four,Web/Post',
].join('\n');

test('the program of a file is named as people know it; what a recycle bin becomes is folded up', async () => {
  const file = join(app.folder, 'export.json');
  const item = { id: '1', type: 1, name: 'Shop', login: { username: 'ada', password: 'one' } };
  writeFileSync(file, JSON.stringify({ encrypted: false, folders: [], items: [item] }));
  app.choices.importFile = file;
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: words.menu.import }));
  await screen.findByRole('dialog', { name: text.title });
  await user.click(dialog().getByRole('button', { name: text.choose }));
  expect(await dialog().findByRole('group', { name: `${text.file} (Bitwarden)` })).toBeTruthy();
  const bin = () => dialog().queryByRole('button', { name: new RegExp(`${text.bin}$`) });
  expect(bin()).toBeNull();
  await user.click(dialog().getByRole('button', { name: text.binAndArchive }));
  expect(bin()).toBeTruthy();
});

test('a preview is a tree with how each entry stands; choices by class and by key are what is done', async () => {
  await look(table);
  await waitFor(() => expect(rows()).toHaveLength(5));
  const [web, bank, post, mail, shop] = rows();
  expect(web).toContain('Web');
  expect(post).toContain('Post');
  expect(shop).toContain('Old/Shop');
  expect(bank).toContain('Old/Bank (password)');
  // By the labels that the fields have in a secret.
  expect(mail).toContain('user name, password, website');
  expect(dialog().getByText(`${text.previewTitle(2)}.`)).toBeTruthy();
  expect(document.body.textContent).not.toMatch(/three|four/);

  await user.click(dialog().getByRole('button', { name: text.standings.changed(1) }));
  await waitFor(() => expect(rows()).toHaveLength(2));
  await user.click(dialog().getByRole('button', { name: text.all(3) }));
  await waitFor(() => expect(rows()).toHaveLength(5));

  // By keyboard: the entry of the mail is left out, the folder is closed and opened.
  const tree = dialog().getByRole('listbox', { name: text.tree });
  tree.focus();
  await user.keyboard('{End}{ArrowUp} ');
  expect(await dialog().findByText(`${text.previewTitle(1)}.`)).toBeTruthy();
  await user.keyboard('{Home}{ArrowLeft}');
  await waitFor(() => expect(rows()).toHaveLength(1));
  await user.keyboard('{ArrowRight}');
  await waitFor(() => expect(rows()).toHaveLength(5));
  // From an open folder into it, from its last entry back to it.
  const here = () => dialog().getByRole('option', { selected: true }).textContent;
  await user.keyboard('{ArrowRight}');
  expect(here()).toContain('Bank');
  await user.keyboard('{End}{ArrowLeft}');
  expect(here()).toContain('Web');
  await user.keyboard('{End}{ArrowUp}{ArrowLeft}');
  expect(here()).toContain('Post');

  await user.click(dialog().getByRole('button', { name: new RegExp(`${text.changed}$`) }));
  await user.click(await screen.findByRole('option', { name: text.changedWays.version }));
  await user.click(await dialog().findByRole('button', { name: text.run(1) }));
  await dialog().findByRole('button', { name: words.actions.done });
  expect((await app.session.vault.secrets.list('')).map(({ path }) => path)).toEqual([
    'Old/Bank',
    'Old/Shop',
  ]);
  expect([await passwordAt('Old/Bank'), await passwordAt('Old/Shop')]).toEqual(['three', 'one']);
});

test('an entry that lies in two folders of the file stays in both, until it is left out as any other', async () => {
  const twice = ['Shop', 'Web'].map((folder) => `Mail,https://mail.example,ada,four,${folder}`);
  await look(['name,url,username,password,folder', ...twice].join('\n'));
  const ways = () => dialog().getByRole('button', { name: new RegExp(`${text.same}$`) });
  expect(ways().textContent).toContain(text.sameWays.usual);
  expect(rows().filter((row) => row.includes(text.choice.both))).toHaveLength(1);
  await user.click(ways());
  await user.click(await screen.findByRole('option', { name: text.sameWays.skip }));
  await waitFor(() => expect(rows().filter((row) => row.includes(text.choice.skip))).toHaveLength(1));
  expect(dialog().getByRole('button', { name: text.run(1) })).toBeTruthy();
});

test('one entry alone is kept beside what it meets, by the menu of its row', async () => {
  await look(table);
  await waitFor(() => expect(rows()).toHaveLength(5));
  const shop = dialog().getByRole('option', { name: /^Shop/ });
  await user.click(within(shop).getByText(text.choice.skip));
  await user.click(await screen.findByRole('menuitem', { name: text.choice.both }));
  await user.click(await dialog().findByRole('button', { name: text.run(3) }));
  await dialog().findByRole('button', { name: words.actions.done });
  expect((await app.session.vault.secrets.list('Web')).map(({ path }) => path)).toContain('Web/Shop');
});

const pathsThere = async () => (await app.session.vault.secrets.list('')).map(({ path }) => path);

test('an import is undone where it is told, what changed since stays and is named; by its key as well', async () => {
  await look(table);
  await user.click(await dialog().findByRole('button', { name: text.run(2) }));
  await dialog().findByRole('button', { name: words.actions.done });
  expect(await pathsThere()).toContain('Web/Post/Mail');
  await app.session.vault.secrets.put('Web/Bank', login('ada', 'since', 'https://bank.example'));
  await user.click(dialog().getByRole('button', { name: text.undo }));
  expect(dialog().getByText(text.undoTitle(2))).toBeTruthy();
  await user.click(dialog().getByRole('button', { name: text.undo }));
  expect(await dialog().findByText(`${text.undone(1)}.`)).toBeTruthy();
  expect(dialog().getByText(text.undoStays(1))).toBeTruthy();
  expect(dialog().getByText('Web/Bank')).toBeTruthy();
  expect(await pathsThere()).toEqual(['Old/Bank', 'Old/Shop', 'Web/Bank']);
  await user.click(dialog().getByRole('button', { name: words.actions.done }));

  await app.session.vault.secrets.forget('Web/Bank');
  await look(table);
  await user.click(await dialog().findByRole('button', { name: text.run(2) }));
  await user.click(await dialog().findByRole('button', { name: words.actions.done }));
  await waitFor(() => expect(screen.queryByRole('dialog', { name: text.title })).toBeNull());
  (document.activeElement as HTMLElement | null)?.blur();
  await user.keyboard('{Control>}z{/Control}');
  await screen.findByText(words.list.takenBack(2));
  expect(await pathsThere()).toEqual(['Old/Bank', 'Old/Shop']);
});

test('the last import is offered to be undone later on, and asked about first', async () => {
  await look(table);
  await user.click(await dialog().findByRole('button', { name: text.run(2) }));
  await user.click(await dialog().findByRole('button', { name: words.actions.done }));
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: words.menu.import }));
  await user.click(await dialog().findByRole('button', { name: text.undoLast }));
  await user.click(dialog().getByRole('button', { name: words.actions.cancel }));
  expect(await pathsThere()).toHaveLength(4);
  await user.click(await dialog().findByRole('button', { name: text.undoLast }));
  await user.click(dialog().getByRole('button', { name: text.undo }));
  expect(await dialog().findByText(`${text.undone(2)}.`)).toBeTruthy();
  expect(await pathsThere()).toEqual(['Old/Bank', 'Old/Shop']);
  expect(await app.session.vault.imports.last()).toBeUndefined();
});

test('a file that came in wholly is offered to be deleted, asked about first; a changed one stays', async () => {
  await look(table);
  await user.click(dialog().getByRole('button', { name: new RegExp(`${text.changed}$`) }));
  await user.click(await screen.findByRole('option', { name: text.changedWays.skip }));
  await user.click(await dialog().findByRole('button', { name: text.run(1) }));
  // The bank was left out, so not all of it is in the vault.
  await dialog().findByRole('button', { name: words.actions.done });
  expect(dialog().queryByRole('button', { name: text.sourceDelete(1) })).toBeNull();
  await user.click(dialog().getByRole('button', { name: words.actions.done }));

  const file = join(app.folder, 'list.csv');
  const fresh = 'name,url,username,password\nOne,https://one.example,ada,five\n';
  await look(fresh);
  await user.click(await dialog().findByRole('button', { name: text.run(1) }));
  await user.click(await dialog().findByRole('button', { name: text.sourceDelete(1) }));
  expect(dialog().getByText(text.sourceTitle(['list.csv']))).toBeTruthy();
  await user.click(dialog().getByRole('button', { name: text.sourceKeep(1) }));
  writeFileSync(file, `${fresh}Two,,bob,six\n`);
  await user.click(await dialog().findByRole('button', { name: text.sourceDelete(1) }));
  await user.click(dialog().getByRole('button', { name: text.sourceConfirm(1) }));
  expect(await dialog().findByText(/not the one any more/)).toBeTruthy();
  expect(existsSync(file)).toBe(true);
  await user.click(dialog().getByRole('button', { name: words.actions.done }));

  await look('name,url,username,password\nThree,https://three.example,ada,seven\n');
  await user.click(await dialog().findByRole('button', { name: text.run(1) }));
  await user.click(await dialog().findByRole('button', { name: text.sourceDelete(1) }));
  await user.click(dialog().getByRole('button', { name: text.sourceConfirm(1) }));
  expect(await dialog().findByText(text.sourceDeleted(['list.csv']))).toBeTruthy();
  expect(existsSync(file)).toBe(false);
  await user.click(dialog().getByRole('button', { name: text.undo }));
  expect(dialog().getByText(text.undoWithoutFile)).toBeTruthy();
});

test('pictures that are chosen together are one export, and all of them can be deleted afterwards', async () => {
  const files = ['1.png', '2.png'].map((name) => join(app.folder, name));
  for (const [at, file] of files.entries())
    writeFileSync(file, pictured(exportPart([`Code${at}:ada`], { of: 2, at })));
  const [first = '', ...others] = files;
  app.choices.importFile = first;
  app.alsoImported = others;
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: words.menu.import }));
  await screen.findByRole('dialog', { name: text.title });
  await user.click(dialog().getByRole('button', { name: text.choose }));
  expect(await dialog().findByText(text.pictures(2))).toBeTruthy();
  await user.click(dialog().getByRole('button', { name: text.preview }));
  await user.click(await dialog().findByRole('button', { name: text.run(2) }));
  await user.click(await dialog().findByRole('button', { name: text.sourceDelete(2) }));
  expect(dialog().getByText(text.sourceTitle(['1.png', '2.png']))).toBeTruthy();
  await user.click(dialog().getByRole('button', { name: text.sourceConfirm(2) }));
  await dialog().findByText(text.sourceDeleted(['1.png', '2.png']));
  expect(files.map((file) => existsSync(file))).toEqual([false, false]);
  expect(await pathsThere()).toEqual(expect.arrayContaining(['Code0', 'Code1']));
  await user.click(dialog().getByRole('button', { name: words.actions.done }));
  app.alsoImported = [];
});

test('several files of several programs come in together, chosen or dropped; a refusal names its file', async () => {
  const bitwarden = {
    encrypted: false,
    folders: [],
    items: [{ id: '1', type: 1, name: 'Wiki', login: { username: 'ada', password: 'five' } }],
  };
  writeFileSync(join(app.folder, 'list.csv'), table);
  writeFileSync(join(app.folder, 'vault.json'), JSON.stringify(bitwarden));
  writeFileSync(join(app.folder, 'odd.bin'), Buffer.from([0, 1, 2, 3]));
  app.choices.importFile = join(app.folder, 'list.csv');
  app.alsoImported = [join(app.folder, 'odd.bin')];
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: words.menu.import }));
  await screen.findByRole('dialog', { name: text.title });
  await user.click(dialog().getByRole('button', { name: text.choose }));
  expect((await dialog().findByRole('alert')).textContent).toContain('odd.bin');
  app.alsoImported = [];

  const dropped = ['list.csv', 'vault.json'].map((name) => new File([], name));
  fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], files: dropped } });
  const list = await dialog().findByRole('list', { name: text.files(2) });
  expect(
    within(list)
      .getAllByRole('listitem')
      .map((one) => one.textContent),
  ).toEqual([
    text.fileOf('list.csv', importFormatName('csv')),
    text.fileOf('vault.json', importFormatName('bitwarden')),
  ]);
  await user.click(dialog().getByRole('button', { name: text.preview }));
  await user.click(await dialog().findByRole('button', { name: text.run(3) }));
  await dialog().findByText(`${text.doneTitle(3)}.`);
  expect(await passwordAt('Wiki')).toBe('five');
  expect(await passwordAt('Web/Post/Mail')).toBe('four');
  expect(dialog().queryByRole('button', { name: text.sourceDelete(2) })).toBeTruthy();
});

test('a folder that is dropped is every file in it of a known format; what is left out is told', async () => {
  const folder = join(app.folder, 'exports');
  mkdirSync(join(folder, 'below'), { recursive: true });
  writeFileSync(join(folder, 'below/list.csv'), table);
  writeFileSync(join(folder, 'odd.bin'), Buffer.from([0, 1, 2, 3]));
  writeFileSync(join(folder, 'empty.json'), '');
  writeFileSync(join(folder, '.hidden.csv'), table);
  mkdirSync(join(app.folder, 'nothing'));
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: words.menu.import }));
  await screen.findByRole('dialog', { name: text.title });
  const drop = (name: string) =>
    fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], files: [new File([], name)] } });
  drop('nothing');
  expect(await dialog().findByRole('alert')).toBeTruthy();
  drop('exports');
  const left = await dialog().findByRole('list', { name: text.left(2) });
  expect(
    within(left)
      .getAllByRole('listitem')
      .map((one) => one.textContent),
  ).toEqual([
    text.leftOf('empty.json', text.noteOf({ place: '', reason: 'empty-file' })),
    text.leftOf('odd.bin', text.noteOf({ place: '', reason: 'unknown-file' })),
  ]);
  await user.click(dialog().getByRole('button', { name: text.preview }));
  await user.click(await dialog().findByRole('button', { name: text.run(2) }));
  await dialog().findByText(`${text.doneTitle(2)}.`);
});

test('of several files with passwords each is asked for its own, and a refusal names the one that is wrong', async () => {
  for (const name of ['old', 'new']) {
    const item = { id: name, type: 1, name: `From ${name}`, login: { username: 'ada', password: 'one' } };
    const clear = JSON.stringify({ encrypted: false, folders: [], items: [item] });
    writeFileSync(join(app.folder, `${name}.json`), bitwardenLocked(clear, 'pbkdf2', `of ${name}`));
  }
  writeFileSync(join(app.folder, 'list.csv'), table);
  const names = ['list.csv', 'old.json', 'new.json'];
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: words.menu.import }));
  await screen.findByRole('dialog', { name: text.title });
  const files = names.map((name) => new File([], name));
  fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], files } });
  const type = async (name: string, password: string) => {
    const field = await dialog().findByLabelText(text.passwordOf(name));
    await user.clear(field);
    await user.click(field);
    await user.paste(password);
  };
  await type('old.json', 'of old');
  await type('new.json', 'of old');
  expect(dialog().queryByLabelText(text.passwordOf('list.csv'))).toBeNull();
  await user.click(dialog().getByRole('button', { name: text.preview }));
  const wrong = await dialog().findByText(text.notOpened(false));
  const field = (name: string) => dialog().getByLabelText(text.passwordOf(name));
  expect(field('new.json').getAttribute('aria-invalid')).toBe('true');
  expect(field('new.json').getAttribute('aria-describedby')?.split(' ')).toContain(wrong.id);
  expect(field('old.json').getAttribute('aria-invalid')).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(field('new.json')));
  await type('new.json', 'of new');
  await user.click(dialog().getByRole('button', { name: text.preview }));
  await dialog().findByRole('listbox', { name: text.tree });
  await waitFor(() => expect(rows().filter((row) => /From (old|new)/.test(row))).toHaveLength(2));
  await user.click(dialog().getByRole('button', { name: /^Import \d/ }));
  // Which of them are plain text is said of each.
  const others = ['old.json', 'new.json'].map((name) => ({ name, isPlain: false }));
  await dialog().findByText(text.source({ name: 'list.csv', isPlain: true, others }));
});

test('a mount of a server: its token is asked for, a refusal keeps what was typed, nothing without a yes', async () => {
  const secrets = { 'app/db': [{ data: { user: 'one' } }, { data: { user: 'two' } }] };
  const server = await fakeVault({ at: 'kv', version: 2, secrets });
  try {
    await user.click(screen.getByRole('button', { name: words.actions.menu }));
    await user.click(await screen.findByRole('menuitem', { name: words.menu.import }));
    await screen.findByRole('dialog', { name: text.title });
    await user.click(dialog().getByRole('button', { name: text.server }));
    await user.click(dialog().getByLabelText(text.serverAddress));
    await user.paste(server.address.replace('vault+', ''));
    const type = async (token: string) => {
      await user.clear(dialog().getByLabelText(text.serverToken));
      await user.click(dialog().getByLabelText(text.serverToken));
      await user.paste(token);
    };
    await type('hvs.other');
    app.connects = false;
    await user.keyboard('{Enter}');
    await dialog().findByRole('button', { name: text.serverFetch });
    expect(server.asked).toEqual([]);
    app.connects = true;
    await user.click(dialog().getByRole('button', { name: text.serverFetch }));
    expect(await dialog().findByRole('alert')).toBeTruthy();
    await type(fakeToken);
    await user.click(dialog().getByText(text.serverHistory));
    await user.click(dialog().getByRole('button', { name: text.serverFetch }));
    await user.click(await dialog().findByRole('button', { name: text.preview }));
    await user.click(await dialog().findByRole('button', { name: text.run(1) }));
    await dialog().findByText(`${text.doneTitle(1)}.`);
    expect(dialog().queryByText(text.deleteSource)).toBeNull();
    const { versions } = await app.session.vault.secrets.info('app/db');
    expect(versions).toHaveLength(2);
    await user.click(dialog().getByRole('button', { name: words.actions.done }));
  } finally {
    app.connects = true;
    await server.close();
  }
});
