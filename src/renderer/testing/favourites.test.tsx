// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { fields, vault, wholeWindow } from './window.tsx';

const text = words.list;
const { app, user } = wholeWindow(async ({ session }) => {
  for (const path of ['a/one', 'a/two', 'b/three']) await session.vault.secrets.put(path, fields(path));
});

const place = () =>
  within(screen.getByRole('treegrid')).getByRole('row', { name: new RegExp(`^${text.places.favourites}`) });
const starred = async () =>
  (await app.session.vault.secrets.list(''))
    .filter(({ custom }) => custom.some(([key]) => key === 'favourite'))
    .map(({ path }) => path);

test('by key and by the star above a secret, and Ctrl+Z takes it back', async () => {
  await user.click(vault.row('one'));
  await vault.detail().findByRole('heading', { name: 'one' });
  await user.keyboard('{Control>}d{/Control}');
  await within(vault.row('one')).findByRole('img', { name: text.favourite });
  expect(await starred()).toEqual(['a/one']);
  expect(place().textContent).toContain('1');
  await user.click(await vault.detail().findByRole('button', { name: text.unfavour }));
  await vault.detail().findByRole('button', { name: text.favour });
  expect(await starred()).toEqual([]);
  vault.list().focus();
  await user.keyboard('{Control>}z{/Control}');
  await vault.detail().findByRole('button', { name: text.unfavour });
  expect(await starred()).toEqual(['a/one']);
  expect(vault.detail().queryByText('favourite')).toBeNull();
});

test('several at once by their menu; their place lists them, and says how where there are none', async () => {
  await user.click(place());
  await screen.findByText(text.places.noFavourites.title);
  await user.click(screen.getByRole('row', { name: new RegExp(`^${words.vault.all}`) }));
  await user.click(await waitFor(() => vault.row('one')));
  vault.list().focus();
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}{Shift>}{F10}{/Shift}');
  await user.click(await screen.findByRole('menuitem', { name: text.favour }));
  await screen.findByText(text.favoured(2));
  await user.click(place());
  await screen.findByRole('heading', { level: 2, name: text.places.favourites });
  await waitFor(() => expect(vault.rows()).toHaveLength(2));
  vault.list().focus();
  await user.keyboard('{Control>}a{/Control}{Control>}d{/Control}');
  await screen.findByText(text.unfavoured(2));
  await screen.findByText(text.places.noFavourites.title);
  expect(await starred()).toEqual([]);
});
