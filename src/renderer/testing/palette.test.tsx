// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { fields, vault, wholeWindow } from './window.tsx';

const text = words.list.palette;
const { app, user } = wholeWindow(async ({ session }) => {
  for (const path of ['prod/billing', 'prod/orders', 'home/router'])
    await session.vault.secrets.put(path, fields(`of ${path}`));
});

const box = () => screen.getByRole('dialog', { name: text.title });
const option = (name: string | RegExp) => within(box()).findByRole('option', { name });
const open = async () => {
  await user.keyboard('{Control>}k{/Control}');
  await screen.findByRole('dialog', { name: text.title });
};

test('Ctrl+K finds a secret as one types, and Enter goes to it', async () => {
  await open();
  await user.keyboard('rout');
  await option(/^router.*home$/);
  expect(within(box()).getByText('rout').tagName).toBe('MARK');
  await user.keyboard('{Enter}');
  await screen.findByRole('heading', { level: 1, name: 'router' });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('“copy password of …” copies it without showing it', async () => {
  await open();
  await user.keyboard('copy password of bill');
  await user.click(await option(text.copyPasswordOf('billing')));
  await waitFor(() => expect(app.copied).toBe('of prod/billing'));
  expect(document.body.textContent).not.toContain('of prod/billing');
});

test('Ctrl+C on a secret copies its password', async () => {
  await open();
  await user.keyboard('orders');
  await option(/^orders.*prod$/);
  await user.keyboard('{Control>}c{/Control}');
  await waitFor(() => expect(app.copied).toBe('of prod/orders'));
});

test('Enter and Ctrl+C before the answer has come wait for it: never is another secret taken', async () => {
  await open();
  const first = app.holds('secrets.browse');
  await user.keyboard('bill{Control>}c{/Control}');
  first();
  await waitFor(() => expect(app.copied).toBe('of prod/billing'));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await open();
  const second = app.holds('secrets.browse');
  await user.keyboard('orders{Enter}');
  expect(box()).toBeTruthy();
  second();
  await screen.findByRole('heading', { level: 1, name: 'orders' });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('actions are found by their words, arrows choose, Esc leaves', async () => {
  await open();
  expect(within(box()).getAllByRole('option').length).toBeGreaterThan(8);
  await user.keyboard('pref');
  await option(new RegExp(`^${words.menu.preferences}`));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await open();
  await user.keyboard('sort');
  await option(text.sortBy(words.list.sortedBy.title));
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(vault.rows()[0]?.textContent).toContain('router'));
  await open();
  await user.keyboard('zzz');
  expect(await within(box()).findByText(text.none)).toBeTruthy();
  await user.keyboard('{Escape}');
  await open();
  await user.keyboard('lock{Enter}');
  await waitFor(() => expect(app.session.isOpen).toBe(false));
});

test('the search is narrowed by operators, and what is found is marked', async () => {
  await user.type(vault.search(), 'in:prod order');
  await waitFor(() => expect(vault.rows()).toHaveLength(1));
  expect(within(vault.list()).getByText('order').tagName).toBe('MARK');
});

test('one slip is forgiven: below the actions, and the list says that these are similar', async () => {
  await open();
  await user.keyboard('bililng');
  await option(/^billing.*prod$/);
  expect(within(box()).getByText(text.similar)).toBeTruthy();
  expect(within(box()).getByText('billing').tagName).toBe('MARK');
  await user.keyboard('{Escape}');
  await user.type(vault.search(), 'ordesr');
  await screen.findByText(words.vault.similar(1));
  expect(within(vault.list()).getByText('orders').tagName).toBe('MARK');
});

test('what was copied last stands first while nothing is typed, and the list can be ordered by it', async () => {
  await app.session.vault.secrets.put('zoo', fields('of zoo'));
  app.session.noteWrite();
  await waitFor(() => vault.row('zoo'));
  for (const title of ['router', 'zoo']) {
    await user.click(vault.row(title));
    await vault.detail().findByRole('heading', { name: title });
    vault.list().focus();
    await user.keyboard('{Control>}c{/Control}');
    await waitFor(() => expect(app.copied).toContain(title));
  }
  const { revision } = app.session.vault;
  await open();
  await within(box()).findByText(text.recent);
  const options = within(box()).getAllByRole('option');
  expect(options.slice(0, 2).map((one) => one.textContent)).toEqual([
    expect.stringMatching(/zoo/),
    expect.stringMatching(/router.*home/),
  ]);
  expect(within(box()).queryByText(text.copyPasswordOf('zoo'))).toBeNull();
  await user.keyboard(`sort ${words.list.sortedBy.used}`);
  await option(text.sortBy(words.list.sortedBy.used));
  await user.keyboard('{Enter}');
  await waitFor(() =>
    expect(vault.rows().map((row) => row.querySelector('[class*="title"]')?.textContent)).toEqual([
      ...['zoo', 'router', 'billing', 'orders'],
    ]),
  );
  expect(app.session.vault.revision).toBe(revision);
});
