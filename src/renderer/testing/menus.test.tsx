// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { fields, vault, wholeWindow } from './window.tsx';

const text = words.list;
const { app, user } = wholeWindow(async ({ session }) => {
  await session.vault.secrets.put('a/one', [
    ...fields('secret-one'),
    { name: 'url', type: 'url', value: 'https://one.example/login' },
    { name: 'other', type: 'url', value: 'javascript:alert(1)' },
  ]);
  for (const path of ['a/b/two', 'c/three']) await session.vault.secrets.put(path, fields(path));
});

const paths = async () => (await app.session.vault.secrets.list('')).map(({ path }) => path);
const folder = (name: string) =>
  within(screen.getByRole('treegrid', { name: words.vault.folders })).getByRole('row', {
    name: new RegExp(`^${name}`),
  });
const item = (name: string) => screen.findByRole('menuitem', { name: new RegExp(`^${name}`) });

test('the menu of a row copies its password without showing it, and moves it', async () => {
  fireEvent.contextMenu(vault.row('one'), { clientX: 10, clientY: 10 });
  await user.click(await item(text.copyPassword));
  await waitFor(() => expect(app.copied).toBe('secret-one'));
  expect(document.body.textContent).not.toContain('secret-one');
  fireEvent.contextMenu(vault.row('one'), { clientX: 10, clientY: 10 });
  await user.click(await item(text.move));
  await user.click(await within(await screen.findByRole('dialog')).findByRole('option', { name: 'c' }));
  await screen.findByText(text.moved(1, 'c'));
  expect(await paths()).toContain('c/one');
  // It is still the one that is looked at.
  await waitFor(() => expect(vault.detail().getByRole('heading', { name: 'one' })).toBeTruthy());
});

test('the menu of a row among several is theirs; by key it opens at the cursor', async () => {
  await user.click(vault.row('one'));
  vault.list().focus();
  await user.keyboard('{Control>}a{/Control}{Shift>}{F10}{/Shift}');
  expect(screen.queryByRole('menuitem', { name: text.copyPassword })).toBeNull();
  await user.click(await item(text.delete));
  await screen.findByText(text.deleted(3));
  expect(await paths()).toEqual([]);
});

test('a folder is renamed by F2, in one commit; a bad name says why', async () => {
  await user.click(folder('a'));
  await user.keyboard('{F2}');
  const dialog = within(await screen.findByRole('dialog'));
  const box = dialog.getByRole('textbox', { name: text.folderName });
  await user.clear(box);
  await user.type(box, 'x/y{Enter}');
  await dialog.findByText(text.folderFaults('slash'));
  const { revision } = app.session.vault;
  await user.clear(box);
  await user.type(box, 'z{Enter}');
  await screen.findByText(text.folderMoved('z'));
  expect(await paths()).toEqual(['c/three', 'z/b/two', 'z/one']);
  expect(app.session.vault.revision).toBe(revision + 1);
  await waitFor(() => expect(vault.rows()).toHaveLength(2));
  await user.click(screen.getByRole('button', { name: words.actions.undo }));
  await waitFor(async () => expect(await paths()).toEqual(['a/b/two', 'a/one', 'c/three']));
});

test('a folder is moved and deleted by its menu, never into itself', async () => {
  fireEvent.contextMenu(folder('a'), { clientX: 10, clientY: 10 });
  await user.click(await item(text.move));
  const picker = within(await screen.findByRole('dialog'));
  await picker.findByRole('option', { name: 'c' });
  expect(picker.queryByRole('option', { name: /^a/ })).toBeNull();
  await user.click(picker.getByRole('option', { name: 'c' }));
  await screen.findByText(text.folderMoved('a'));
  expect(await paths()).toEqual(['c/a/b/two', 'c/a/one', 'c/three']);
  fireEvent.contextMenu(folder('c'), { clientX: 10, clientY: 10 });
  await user.click(await item(text.delete));
  await user.click(
    await within(await screen.findByRole('alertdialog')).findByRole('button', { name: text.delete }),
  );
  await screen.findByText(text.deleted(3));
  expect(await paths()).toEqual([]);
  await user.keyboard('{Control>}z{/Control}');
  await waitFor(async () => expect(await paths()).toHaveLength(3));
});

test('what is dragged onto a folder goes there, and onto all secrets out of folders', async () => {
  const data = new Map<string, string>();
  const dataTransfer = {
    setData: (type: string, value: string) => data.set(type, value),
    get types() {
      return [...data.keys()];
    },
  };
  fireEvent.dragStart(vault.row('three'), { dataTransfer });
  fireEvent.dragOver(folder('a'), { dataTransfer });
  expect(folder('a').hasAttribute('data-takes')).toBe(true);
  fireEvent.drop(folder('a'), { dataTransfer });
  await screen.findByText(text.moved(1, 'a'));
  expect(await paths()).toEqual(['a/b/two', 'a/one', 'a/three']);
  fireEvent.dragStart(vault.row('two'), { dataTransfer });
  fireEvent.drop(folder(words.vault.all), { dataTransfer });
  await screen.findByText(text.moved(1, ''));
  expect(await paths()).toContain('two');
  // A file from outside is none of this.
  data.clear();
  data.set('Files', '');
  fireEvent.drop(folder('a'), { dataTransfer });
  expect(app.calls.filter((call) => call === 'several.move')).toHaveLength(2);
});

test('a click on a value copies it, without a word of it being shown', async () => {
  await user.click(vault.row('one'));
  const hidden = await vault.detail().findByText('••••••••••••');
  await user.click(hidden);
  await waitFor(() => expect(app.copied).toBe('secret-one'));
  await user.click(vault.detail().getByText('ann'));
  await waitFor(() => expect(app.copied).toBe('ann'));
});

test('an address is opened after a question, the next one without; nothing but http and https is', async () => {
  await user.click(vault.row('one'));
  const open = () => vault.detail().findByRole('button', { name: /in the browser/ });
  expect(vault.detail().queryAllByRole('button', { name: /in the browser/ }).length).toBeLessThan(2);
  await user.click(await open());
  const question = within(await screen.findByRole('alertdialog'));
  expect(question.getByRole('heading', { name: text.openAddress.title('one.example') })).toBeTruthy();
  expect(app.opened).toEqual([]);
  await user.click(question.getByRole('button', { name: text.openAddress.yes }));
  await waitFor(() => expect(app.opened).toEqual(['https://one.example/login']));
  await user.click(await open());
  await waitFor(() => expect(app.opened).toHaveLength(2));
  const refused = await app.ask('holdfast:secrets.openAddress', {
    path: 'a/one',
    version: 1,
    field: 'other',
  });
  expect(refused.ok).toBe(false);
  expect(app.opened).toHaveLength(2);
});
