// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { words } from '../words/words.ts';
import { fields, vault, wholeWindow } from './window.tsx';

const text = words.list;
const { app, user } = wholeWindow(async ({ session }) => {
  for (const path of ['a/one', 'a/two', 'b/three', 'b/four', 'five'])
    await session.vault.secrets.put(path, fields(path), { tags: path.startsWith('a/') ? ['old'] : [] });
});
// By title: five, four, one, three, two.

const secrets = () => app.session.vault.secrets;
const paths = async () => (await secrets().list('')).map(({ path }) => path);
const chosen = () =>
  vault
    .rows()
    .filter((row) => row.getAttribute('aria-selected') === 'true')
    .map((row) => row.textContent);
const said = (n: number) => screen.findByRole('heading', { name: text.chosen(n) });
const press = (name: string) => user.click(vault.detail().getByRole('button', { name }));
const take = async (name: string | RegExp) =>
  user.click(await within(screen.getByRole('dialog')).findByRole('option', { name }));

async function choose(...titles: string[]): Promise<void> {
  const [first, ...rest] = titles;
  await user.click(vault.row(first as string));
  for (const title of rest) {
    await user.keyboard('{Control>}');
    await user.click(vault.row(title));
    await user.keyboard('{/Control}');
  }
  await said(titles.length);
}

test('Ctrl and a click choose one more, Shift and a click all up to it, a click alone that one', async () => {
  await choose('four', 'two');
  expect(chosen()).toEqual([expect.stringContaining('four'), expect.stringContaining('two')]);
  expect(vault.list().getAttribute('aria-multiselectable')).toBe('true');
  await user.click(vault.row('four'));
  await vault.detail().findByRole('heading', { name: 'four' });
  await user.keyboard('{Shift>}');
  await user.click(vault.row('three'));
  await user.keyboard('{/Shift}');
  await said(3);
  expect(chosen()).toEqual(['four', 'one', 'three'].map((title) => expect.stringContaining(title)));
  await user.click(vault.row('five'));
  await screen.findByRole('heading', { level: 1, name: 'five' });
  expect(chosen()).toEqual([expect.stringContaining('five')]);
});

test('a narrow window, with no pane beside the list, says how many are chosen and has a menu for them', async () => {
  const wide = matchMedia;
  vi.stubGlobal('matchMedia', (media: string) => ({
    ...{ media, matches: /max-width/.test(media) },
    ...{ addEventListener: () => undefined, removeEventListener: () => undefined },
  }));
  await user.click(vault.row('five'));
  vault.list().focus();
  await user.keyboard('{Control>}a{/Control}');
  await waitFor(() => expect(screen.getAllByText(text.chosen(5)).length).toBe(2));
  await user.click(screen.getByRole('button', { name: text.chosenMenu }));
  await user.click(await screen.findByRole('menuitem', { name: text.delete }));
  await waitFor(async () => expect(await paths()).toEqual([]));
  expect(screen.queryByRole('button', { name: text.chosenMenu })).toBeNull();
  vi.stubGlobal('matchMedia', wide);
});

test('by keyboard: Shift and arrows, Space, Ctrl+A, and Esc for none', async () => {
  await user.click(vault.row('five'));
  vault.list().focus();
  await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  await said(3);
  await user.keyboard('{Shift>}{ArrowUp}{/Shift}');
  await said(2);
  await user.keyboard('{Control>}a{/Control}');
  await said(5);
  await user.keyboard('{Home} ');
  await waitFor(() => expect(screen.queryByRole('heading', { name: text.chosen(5) })).toBeNull());
  await user.keyboard('{Control>}a{/Control} ');
  await said(4);
  expect(chosen()).toHaveLength(4);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(chosen()).toHaveLength(1));
  // Where something is typed Ctrl+A is the text's.
  await user.type(vault.search(), 'o{Control>}a{/Control}');
  expect(screen.queryByRole('heading', { name: /selected/ })).toBeNull();
});

test('Delete takes all that are chosen, in one commit, and Ctrl+Z brings all of them back', async () => {
  await choose('one', 'three');
  const { revision } = app.session.vault;
  vault.list().focus();
  await user.keyboard('{Delete}');
  await screen.findByText(text.deleted(2));
  await waitFor(() => expect(vault.rows()).toHaveLength(3));
  expect(app.session.vault.revision).toBe(revision + 1);
  await user.keyboard('{Control>}z{/Control}');
  await screen.findByText(text.takenBack(2));
  await waitFor(() => expect(vault.rows()).toHaveLength(5));
});

test('all but one of a list are deleted by Ctrl+A, without their paths crossing', async () => {
  await user.click(vault.row('one'));
  vault.list().focus();
  await user.keyboard('{Control>}a{/Control} ');
  await said(4);
  await press(text.delete);
  await screen.findByText(text.deleted(4));
  expect(await paths()).toEqual(['a/one']);
});

test('what came into the list meanwhile is not deleted unseen', async () => {
  await user.click(vault.row('one'));
  vault.list().focus();
  await user.keyboard('{Control>}a{/Control}');
  await said(5);
  await secrets().put('b/unseen', fields('x'));
  await press(text.delete);
  await screen.findByText(text.changed);
  expect(await paths()).toHaveLength(6);
});

test('several are moved into a folder that there is, or a new one, or out of folders', async () => {
  await choose('one', 'five');
  await press(text.move);
  await user.keyboard('b');
  await take('b');
  await screen.findByText(text.moved(2, 'b'));
  expect(await paths()).toEqual(['a/two', 'b/five', 'b/four', 'b/one', 'b/three']);
  await user.click(screen.getByRole('button', { name: words.actions.undo }));
  await screen.findByText(text.takenBack(2));
  expect(await paths()).toContain('five');

  await choose('one', 'two');
  await press(text.move);
  await user.keyboard('c/d{Enter}');
  await screen.findByText(text.moved(2, 'c/d'));
  expect(await paths()).toContain('c/d/two');
  await choose('one', 'two');
  await press(text.move);
  await take(text.noFolder);
  await screen.findByText(text.moved(2, ''));
  expect(await paths()).toContain('two');
});

test('where a name is taken nothing is moved, and it is said where', async () => {
  await secrets().put('b/one', fields('x'));
  app.session.noteWrite();
  await waitFor(() => expect(vault.rows()).toHaveLength(6));
  await choose('five', 'two');
  await user.keyboard('{Control>}');
  await user.click(vault.rows().filter((row) => row.textContent?.includes('one'))[0] as HTMLElement);
  await user.keyboard('{/Control}');
  await said(3);
  await press(text.move);
  await take('b');
  await screen.findByText(text.exists('b/one'));
  expect(await paths()).toContain('five');
});

test('a tag is added to several, and taken away; only tags that they have are offered for that', async () => {
  await choose('one', 'three');
  await press(text.addTag);
  await user.keyboard('new{Enter}');
  await screen.findByText(text.tagged(2));
  expect((await secrets().info('a/one')).tags).toEqual(['old', 'new']);
  await choose('three', 'four');
  await press(text.removeTag);
  const picker = within(screen.getByRole('dialog'));
  await picker.findByRole('option', { name: /new/ });
  expect(picker.queryByRole('option', { name: /old/ })).toBeNull();
  await user.keyboard('{Enter}');
  await screen.findByText(text.tagged(1));
  expect((await secrets().info('b/three')).tags).toEqual([]);
});

test('several that are deleted are undeleted together', async () => {
  for (const path of ['a/one', 'a/two']) await secrets().delete(path);
  app.session.noteWrite();
  const tree = within(screen.getByRole('treegrid', { name: words.vault.folders }));
  await user.click(tree.getByRole('row', { name: new RegExp(words.vault.deleted) }));
  await waitFor(() => expect(vault.rows()).toHaveLength(2));
  await choose('one', 'two');
  await press(text.undelete);
  await screen.findByText(text.undeleted(2));
  expect(await paths()).toHaveLength(5);
});

test('another place or search leaves nothing chosen', async () => {
  await choose('one', 'two');
  await user.type(vault.search(), 'o');
  await waitFor(() => expect(screen.queryByRole('heading', { name: text.chosen(2) })).toBeNull());
});
