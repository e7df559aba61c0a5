// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { fields, vault, wholeWindow } from './window.tsx';

const text = words.list.places;
const { app, user } = wholeWindow(async ({ session }) => {
  const { secrets } = session.vault;
  await secrets.put('a/one', fields('one'), { tags: ['prod', 'two words'] });
  await secrets.put('a/two', fields('two'), { tags: ['production'] });
  await secrets.put('card', [{ name: 'card-number', type: 'secret', value: '4111' }]);
  await secrets.updateMetadata('card', { set: [['expires', '2020-01-01']] });
});

const tree = () => within(screen.getByRole('treegrid'));
const row = (name: string) => tree().findByRole('row', { name });
const titles = () => vault.rows().map((one) => one.querySelector('[class*="title"]')?.textContent);
const shows = (...wanted: string[]) => waitFor(() => expect(titles()).toEqual(wanted));

test('types and tags are closed groups; what is opened stays open, and each row lists its secrets', async () => {
  expect(tree().queryByRole('row', { name: /^two words/ })).toBeNull();
  await user.click(await row(text.groups.tags));
  await user.click(await row('two words'));
  await screen.findByRole('heading', { level: 2, name: 'two words' });
  await shows('one');
  await user.click(await row('prod'));
  await shows('one');
  await user.click(await row(text.groups.types));
  await user.click(await row(words.templates.names.card));
  await shows('card');
  // A secret that leaves the group leaves the list.
  await app.session.vault.secrets.delete('card');
  app.session.noteWrite();
  await screen.findByText(text.noneLeft.title);
  const reply = await app.ask('holdfast:app.preferences', undefined);
  expect(reply).toMatchObject({ value: { openGroups: ['types', 'tags'] } });
});

test('what expires has a place, by keyboard', async () => {
  const due = await row(text.due);
  expect(due.textContent).toContain('1');
  (await row(words.vault.all)).focus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  await shows('card');
  await screen.findByRole('heading', { level: 2, name: text.due });
});

test('the search and the palette take is:, weak and reused by what the list of health says', async () => {
  await app.session.vault.secrets.put('a/three', fields('one'));
  app.session.noteWrite();
  await user.type(vault.search(), 'is:weak');
  await shows('one', 'three', 'two');
  await user.clear(vault.search());
  await user.type(vault.search(), 'is:reused');
  await shows('one', 'three');
  await user.clear(vault.search());
  await user.type(vault.search(), 'is:expired');
  await shows('card');
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard('is:reused thr');
  await within(screen.getByRole('dialog')).findByRole('option', { name: /^three/ });
});
