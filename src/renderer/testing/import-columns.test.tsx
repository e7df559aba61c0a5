// @vitest-environment jsdom
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { wholeWindow } from './window.tsx';

const text = words.import;
const { app, user } = wholeWindow(async ({ session }) => {
  await session.vault.secrets.put('Old', [{ name: 'password', type: 'secret', value: 'old' }]);
});

const dialog = () => within(screen.getByRole('dialog', { name: text.title, hidden: true }));
const button = (name: string) => dialog().getByRole('button', { name });
const columns = () => dialog().findByRole('region', { name: text.columns });

/** Chooses a table as the file to bring in. */
async function choose(table: string) {
  const file = join(app.folder, 'list.csv');
  writeFileSync(file, table);
  app.choices.importFile = file;
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: words.menu.import }));
  await screen.findByRole('dialog', { name: text.title });
  await user.click(button(text.choose));
  await dialog().findByRole('button', { name: text.preview });
}

/** Chooses by the keyboard what a column becomes. */
async function become(column: string, what: string) {
  const select = await dialog().findByRole('button', { name: new RegExp(`${text.becomesOf(column)}$`) });
  select.focus();
  await user.keyboard('{Enter}');
  const option = await screen.findByRole('option', { name: what });
  await user.click(option);
  await waitFor(() => expect(select.textContent).toBe(what));
}

const rows = () =>
  dialog()
    .getAllByRole('option')
    .map((row) => row.textContent ?? '');

test('a table of nobody is mapped: values that may be secret are masked, the preview follows', async () => {
  await choose('What,Who,Word,City\nShop,ada,hunter2,Bonn\nMail,bob,correct,Ulm\n');
  const table = within(await columns());
  expect(table.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual([
    'What',
    'Who',
    'Word',
    'City',
  ]);
  expect(table.getByText('Bonn')).toBeTruthy();
  expect(document.body.textContent).not.toMatch(/hunter2|correct/);
  await user.click(button(text.samplesShow('Word')));
  expect(await table.findByText('hunter2')).toBeTruthy();
  expect(table.queryByText('ada')).toBeNull();

  await become('What', text.columnWays.title);
  await become('Who', text.columnWays.title);
  expect(dialog().getByText(text.columnsTwice(text.columnWays.title, ['What', 'Who']))).toBeTruthy();
  expect(button(text.preview).hasAttribute('disabled')).toBe(true);
  await become('Who', text.columnWays.username);
  await become('Word', text.columnWays.password);
  await become('City', text.columnWays.skip);
  await user.click(button(text.preview));
  await dialog().findByRole('listbox', { name: text.tree });
  await waitFor(() => expect(rows()).toHaveLength(2));
  expect(rows()[1]).toContain('user name, password');
  expect(rows()[1]).not.toContain('City');

  await user.click(button(text.columnsOpen));
  await become('City', text.columnWays.folder);
  await user.click(button(text.preview));
  await dialog().findByRole('listbox', { name: text.tree });
  await waitFor(() => expect(rows()).toHaveLength(4));
  await user.click(button(text.run(2)));
  await dialog().findByRole('button', { name: words.actions.done });
  expect((await app.session.vault.secrets.get('Bonn/Shop')).fields).toEqual([
    { name: 'username', type: 'text', value: 'ada' },
    { name: 'password', type: 'secret', value: 'hunter2' },
  ]);
});

test('a table whose columns are known keeps them folded up; a table of a program has none to choose', async () => {
  await choose('title,password,pin\nShop,one,1\n');
  const open = await dialog().findByRole('button', { name: text.columnsOpen });
  expect(dialog().queryByRole('table')).toBeNull();
  await user.click(open);
  expect(within(await columns()).getByRole('button', { name: /Title/ })).toBeTruthy();
  const file = join(app.folder, 'list.csv');
  writeFileSync(file, 'name,url,username,password\nShop,https://shop.example,ada,one\n');
  await user.click(button(text.other));
  await waitFor(() => expect(dialog().queryByRole('table')).toBeNull());
  expect(dialog().queryByRole('button', { name: text.columnsOpen })).toBeNull();
});

test('of several tables each has its own columns, by the name of its file', async () => {
  writeFileSync(
    join(app.folder, 'a.csv'),
    'What,Who,Word,City\nShop,ada,hunter2,Bonn\nPost,bob,correct,Ulm\n',
  );
  writeFileSync(join(app.folder, 'b.csv'), 'title,password,pin\nMail,three,4711\n');
  app.alsoImported = [join(app.folder, 'b.csv')];
  app.choices.importFile = join(app.folder, 'a.csv');
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: words.menu.import }));
  await screen.findByRole('dialog', { name: text.title });
  await user.click(button(text.choose));
  await dialog().findByRole('region', { name: text.columnsOf('a.csv') });
  await become('What', text.columnWays.title);
  await become('Word', text.columnWays.password);
  await become('Who', text.columnWays.username);
  await user.click(await dialog().findByRole('button', { name: text.columnsOpenOf('b.csv') }));
  await become('pin', text.columnWays.skip);
  await user.click(button(text.preview));
  await user.click(await dialog().findByRole('button', { name: text.run(3) }));
  await dialog().findByRole('button', { name: words.actions.done });
  const namesOf = async (path: string) =>
    (await app.session.vault.secrets.get(path)).fields.map(({ name, type }) => `${name} ${type}`);
  expect(await namesOf('Shop')).toEqual(['username text', 'password secret', 'City text']);
  expect(await namesOf('Mail')).toEqual(['password secret']);
  app.alsoImported = [];
});
