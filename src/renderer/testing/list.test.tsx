// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { words } from '../words/words.ts';
import { fields, vault, wholeWindow } from './window.tsx';

const names = ['alpha', 'beta', 'gamma', 'delta'];
const { app, user } = wholeWindow(async ({ session }) => {
  for (const name of names)
    await session.vault.secrets.put(`prod/${name}`, fields(name), { tags: [`t-${name}`] });
  await session.vault.secrets.put('home/router', fields('router'));
});

/** Later than anything before. */
async function putLater(path: string): Promise<void> {
  const before = Date.now();
  await vi.waitUntil(() => Date.now() > before);
  await app.session.vault.secrets.put(path, fields('x'));
}

const titles = () => vault.rows().map((row) => row.getAttribute('aria-label') ?? row.textContent ?? '');
const shown = (title: string) => vault.detail().findByRole('heading', { name: title });
const chosen = () => vault.rows().filter((row) => row.getAttribute('aria-selected') === 'true');

const inOrder = (...order: string[]) => order.map((name) => expect.stringContaining(name));

test('lists every secret in the order of the titles, and says how many', () => {
  expect(titles()).toEqual(inOrder('alpha', 'beta', 'delta', 'gamma', 'router'));
  expect(screen.getByText(words.vault.count(5))).toBeTruthy();
  expect(document.body.textContent).not.toContain('t-none');
});

test('arrow keys move the cursor, and the secret that they rest on is shown', async () => {
  await user.click(vault.row('alpha'));
  await shown('alpha');
  vault.list().focus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(chosen()).toHaveLength(1);
  expect(chosen()[0]?.textContent).toContain('delta');
  await shown('delta');
  // What was passed by was not fetched.
  expect(app.calls.filter((call) => call === 'secrets.get')).toHaveLength(2);
});

/** How often a word is read while something is done: as often as what says it is drawn. */
async function drawn(part: object, word: string, act: () => Promise<void>): Promise<number> {
  const plain = Object.getOwnPropertyDescriptor(part, word);
  let times = 0;
  const read = () => {
    times += 1;
    return plain?.value as string;
  };
  Object.defineProperty(part, word, { configurable: true, enumerable: true, get: read });
  try {
    await act();
    return times;
  } finally {
    Object.defineProperty(part, word, { ...plain });
  }
}

test('moving the cursor and typing in the search draw neither the folders nor the order anew', async () => {
  vault.list().focus();
  const move = () => user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(await drawn(words.vault, 'list', move)).toBeGreaterThan(0);
  expect(await drawn(words.list.places, 'favourites', move)).toBe(0);
  expect(await drawn(words.list, 'sort', move)).toBe(0);
  const type = async () => {
    await user.type(vault.search(), 'delta');
    await waitFor(() => expect(titles()).toEqual(inOrder('delta')));
  };
  expect(await drawn(words.list.places, 'favourites', type)).toBe(0);
});

test('a letter that is typed in the list goes to the search, which looks at the whole vault', async () => {
  await user.click(vault.row('alpha'));
  vault.list().focus();
  await user.keyboard('gam');
  expect(vault.search().value).toBe('gam');
  await waitFor(() => expect(titles()).toEqual([expect.stringContaining('gamma')]));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(vault.rows()).toHaveLength(5));
});

test('Enter in the search opens what was typed for, and goes there when it has come', async () => {
  await user.click(vault.search());
  const findings = app.holds('secrets.browse');
  const secrets = app.holds('secrets.get');
  await user.keyboard('gamma{Enter}');
  findings();
  await waitFor(() => expect(app.calls).toContain('secrets.get'));
  // The whole pane is nothing to go to.
  expect(document.activeElement).toBe(vault.search());
  secrets();
  const heading = await shown('gamma');
  await waitFor(() => expect(document.activeElement).toBe(heading));
});

test('Enter in the search leads nobody back who has gone elsewhere meanwhile', async () => {
  await user.click(vault.search());
  const secrets = app.holds('secrets.get');
  await user.keyboard('gamma');
  await waitFor(() => expect(titles()).toEqual(inOrder('gamma')));
  await user.keyboard('{Enter}{ArrowDown}');
  secrets();
  await shown('gamma');
  expect(document.activeElement).toBe(vault.list());
});

test('hidden values are not found, tags are', async () => {
  await user.click(vault.search());
  await user.keyboard('t-beta');
  await waitFor(() => expect(titles()).toEqual([expect.stringContaining('beta')]));
  await user.clear(vault.search());
  await app.session.vault.secrets.put('prod/alpha', fields('zebra'));
  await user.type(vault.search(), 'zebra');
  expect(await screen.findByText(words.vault.noHits('zebra'))).toBeTruthy();
});

test('Delete takes the secret out of the list, and Undo brings it back', async () => {
  await user.click(vault.row('beta'));
  vault.list().focus();
  await user.keyboard('{Delete}');
  await screen.findByText(words.status.deleted('beta'));
  await waitFor(() => expect(vault.rows()).toHaveLength(4));
  expect((await app.session.vault.secrets.get('prod/beta')).version).toBe(0);
  await user.click(screen.getByRole('button', { name: words.actions.undo }));
  await waitFor(() => expect(vault.rows()).toHaveLength(5));
  expect((await app.session.vault.secrets.get('prod/beta')).version).toBe(1);
});

test('what is deleted waits in its place, and Empty destroys it after a question', async () => {
  for (const name of ['alpha', 'beta']) await app.session.vault.secrets.delete(`prod/${name}`);
  app.session.noteWrite();
  const tree = within(screen.getByRole('treegrid', { name: words.vault.folders }));
  await user.click(tree.getByRole('row', { name: new RegExp(words.vault.deleted) }));
  await waitFor(() => expect(vault.rows()).toHaveLength(2));
  await user.click(screen.getByRole('button', { name: words.actions.empty }));
  const question = within(await screen.findByRole('alertdialog'));
  expect(question.getByRole('heading', { name: words.emptyDeleted.title(2) })).toBeTruthy();
  await user.click(question.getByRole('button', { name: words.emptyDeleted.yes }));
  await screen.findByText(words.vault.emptyDeletedTitle);
  expect(await app.session.vault.secrets.list('', { deleted: true })).toHaveLength(3);
});

test('what another program writes is listed without being asked for', async () => {
  await app.session.vault.secrets.put('prod/omega', fields('x'));
  app.session.noteWrite();
  await waitFor(() => expect(vault.rows()).toHaveLength(6));
});

test('the list is ordered by what is chosen, which is kept; what is searched for is ranked', async () => {
  await putLater('home/Server 2');
  await putLater('prod/server 10');
  await putLater('prod/alpha');
  app.session.noteWrite();
  await waitFor(() =>
    expect(titles()).toEqual(inOrder('alpha', 'beta', 'delta', 'gamma', 'router', 'Server 2', 'server 10')),
  );
  const choose = async (name: string) => {
    await user.click(screen.getByRole('button', { name: words.list.sort }));
    await user.click(await screen.findByRole('menuitemradio', { name }));
  };
  await choose(words.list.sortedBy.folder);
  await waitFor(() => expect(titles()[0]).toContain('router'));
  await choose(words.list.sortedBy.updated);
  await waitFor(() => expect(titles().slice(0, 2)).toEqual(inOrder('alpha', 'server 10')));
  await choose(words.list.sortedBy.created);
  await waitFor(() => expect(titles().slice(0, 2)).toEqual(inOrder('server 10', 'Server 2')));
  const { useSession } = await import('../stores/session.ts');
  expect(useSession.getState().preferences?.sort).toBe('created');
  await user.click(screen.getByRole('button', { name: words.list.sort }));
  const now = await screen.findByRole('menuitemradio', { checked: true });
  expect(now.textContent).toBe(words.list.sortedBy.created);
  await user.keyboard('{Escape}');
  await user.type(vault.search(), 'server');
  await waitFor(() => expect(titles()).toEqual(inOrder('Server 2', 'server 10')));
  expect(screen.queryByRole('button', { name: words.list.sort })).toBeNull();
});
