// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { words } from '../words/words.ts';
import { fields, passphrase, vault, wholeWindow } from './window.tsx';

const text = words.switcher;
let made = 0;
const { app, user } = wholeWindow(
  async ({ session, folder }) => {
    await session.vault.secrets.put('first/mail', fields('first value'));
    await session.leave(true);
    await session.create(fileAt(`${folder}/zebra-${++made}.holdfast`), passphrase);
    await session.vault.secrets.put('second/bank', fields('second value'));
  },
  { store: 'sqlite' },
);
const names = () => (app.session.isAnyOpen ? app.session.state().then(({ name }) => name) : undefined);
const openMenu = () => user.click(screen.getByRole('button', { name: new RegExp(`^zebra-${made}$`) }));
const item = (name: RegExp) => screen.findByRole('menuitem', { name });
const onPage = () => document.body.textContent ?? '';
const first = new RegExp(`^vault-${made + 1}`);

test('the switcher names the vaults and says which are open; a switch shows nothing of the one before', async () => {
  const before = await names();
  await user.click(vault.row('bank'));
  await user.click(await vault.detail().findByRole('button', { name: words.detail.revealField('password') }));
  await vault.detail().findByText('second value');
  await openMenu();
  const other = await item(first);
  expect(within(other).getByText(text.open)).toBeTruthy();
  await user.click(other);
  await waitFor(() => expect(vault.row('mail')).toBeTruthy());
  expect(onPage()).not.toMatch(/bank|second/);
  expect(app.calls).not.toContain('vault.unlock');
  await user.click(vault.row('mail'));
  await vault.detail().findByRole('heading', { name: 'mail' });
  await user.keyboard('{Control>}2{/Control}');
  await waitFor(() => expect(vault.row('bank')).toBeTruthy());
  expect(onPage()).not.toMatch(/mail|first value/);
  expect(await names()).toBe(before);
});

test('another vault is opened beside this one, and this one alone can be locked', async () => {
  await openMenu();
  await user.click(await item(new RegExp(text.another)));
  await screen.findByRole('heading', { name: words.welcome.again });
  expect(screen.getAllByText(text.open)).toHaveLength(2);
  expect(onPage()).not.toMatch(/bank|mail/);
  await user.click(screen.getByRole('button', { name: new RegExp(`^zebra-${made}`) }));
  await waitFor(() => expect(vault.row('bank')).toBeTruthy());
  await openMenu();
  await user.click(await item(new RegExp(text.lockAlone)));
  await screen.findByRole('button', { name: words.unlock.submit });
  expect(app.session.isAnyOpen).toBe(true);
  expect((await app.session.state()).beside).toHaveLength(1);
});

test('a secret is moved into the other vault from its menu, and Undo takes that back here', async () => {
  vault.row('bank').focus();
  await user.pointer({ keys: '[MouseRight]', target: vault.row('bank') });
  await user.click(await item(new RegExp(words.list.moveToVault)));
  await user.click(await screen.findByRole('option', { name: /^vault-/ }));
  const [other] = (await app.session.state()).beside ?? [];
  await screen.findByText(words.list.movedToVault(1, other?.name ?? ''));
  await waitFor(() => expect(screen.queryByRole('option', { name: /bank/ })).toBeNull());
  await user.click(screen.getByRole('button', { name: words.actions.undo }));
  await waitFor(() => expect(vault.row('bank')).toBeTruthy());
});
