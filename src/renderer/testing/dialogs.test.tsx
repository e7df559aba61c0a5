// @vitest-environment jsdom
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { fields, passphrase, vault, wholeWindow } from './window.tsx';

const { app, user } = wholeWindow(
  async ({ session }) => {
    await session.vault.secrets.put('prod/db', fields('1'));
  },
  { store: 'sqlite' },
);
const next = 'velvet-orbit-walnut-harbor-quartz';

async function open(item: string) {
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: new RegExp(`^${item}`) }));
  await screen.findByRole('dialog');
  return vault.dialog();
}
const press = (name: string) => user.click(vault.dialog().getByRole('button', { name }));
const type = async (label: string, value: string) => {
  await user.clear(await vault.dialog().findByLabelText(label));
  await user.paste(value);
};
const closed = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
const opensWith = async (given: Parameters<typeof app.session.unlock>[0]) => {
  await app.session.lock('asked');
  return app.session.unlock(given).then(
    () => true,
    () => false,
  );
};

test('a passphrase is changed: a wrong one is blamed where it was typed, two that differ are too', async () => {
  const text = words.changePassphrase;
  const dialog = await open(words.menu.passphrase);
  expect(document.activeElement).toBe(dialog.getByLabelText(text.old));
  await type(text.old, 'wrong');
  await type(text.new, next);
  await type(text.again, 'other');
  await press(text.submit);
  expect(await dialog.findByText(words.create.differ)).toBeTruthy();
  expect(app.calls).not.toContain('vault.changePassphrase');
  await type(text.again, next);
  await press(text.submit);
  await waitFor(() => expect(dialog.getByLabelText(text.old).getAttribute('aria-invalid')).toBe('true'));
  await waitFor(() => expect(document.activeElement).toBe(dialog.getByLabelText(text.old)));
  await type(text.old, passphrase);
  await press(text.submit);
  await screen.findByText(words.status.passphraseChanged);
  await closed();
  expect(await opensWith(passphrase)).toBe(false);
  expect(await opensWith(next)).toBe(true);
});

test('new keys ask for the passphrase, and then list what older copies keep', async () => {
  const text = words.keys;
  const dialog = await open(words.menu.keys);
  await press(text.submit);
  expect(await dialog.findByText(words.unlock.empty)).toBeTruthy();
  await type(text.passphrase, 'wrong');
  await press(text.submit);
  await waitFor(() => expect(document.activeElement).toBe(dialog.getByLabelText(text.passphrase)));
  await type(text.passphrase, passphrase);
  await press(text.submit);
  expect(await dialog.findByText(new RegExp(text.keeps(1)))).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: text.show('prod/db') }));
  await closed();
  expect(await vault.detail().findByRole('heading', { name: 'db' })).toBeTruthy();
});

test('a key file is made, and the vault opens with both from then on', async () => {
  const text = words.keyFile;
  const dialog = await open(words.menu.keyFile);
  await press(text.dialog.add);
  expect(await dialog.findByText(text.dialog.chooseFirst)).toBeTruthy();
  app.choices.newKeyFile = join(app.folder, 'Holdfast.key');
  await press(text.make);
  await dialog.findByText(/Holdfast\.key/);
  await type(text.dialog.passphrase, passphrase);
  await press(text.dialog.add);
  await screen.findByText(text.added);
  await closed();
  expect(await opensWith({ passphrase, keyFile: app.choices.newKeyFile })).toBe(true);
});

test('an import shows what would come of it, and writes once that is wanted', async () => {
  const text = words.import;
  const file = join(app.folder, 'app.env');
  writeFileSync(file, 'TOKEN=abc\nHOST=example.com\n');
  app.choices.importFile = file;
  const dialog = await open(words.menu.import);
  await press(text.choose);
  await type(text.prefix, 'from-env');
  await press(text.preview);
  expect(await dialog.findByText(text.previewText)).toBeTruthy();
  const { revision } = app.session.vault;
  const [run] = dialog.getAllByRole('button', { name: /^Import \d/ });
  expect(app.session.vault.revision).toBe(revision);
  await user.click(run as HTMLElement);
  await dialog.findByRole('button', { name: words.actions.done });
  await press(words.actions.done);
  await closed();
  const all = (await app.session.vault.secrets.list('')).map(({ path }) => path);
  expect(all).toEqual([expect.stringContaining('from-env'), 'prod/db']);
  await waitFor(() => expect(vault.rows()).toHaveLength(2));
});

test('Escape closes a dialogue, and the focus is where it was', async () => {
  for (const item of [words.menu.passphrase, words.menu.keyFile, words.menu.about, words.menu.shortcuts]) {
    await open(item);
    await user.keyboard('{Escape}');
    await closed();
  }
  const menu = screen.getByRole('button', { name: words.actions.menu });
  await waitFor(() => expect(document.activeElement).toBe(menu));
  expect(within(document.body).queryByRole('alert')).toBeNull();
});

test('the key of the lock is heard over a dialog, as it closes and over a question', async () => {
  const lock = () => user.keyboard('{Control>}l{/Control}');
  const unlock = async () => {
    await screen.findByRole('heading', { name: /^Unlock/ });
    expect(app.session.isOpen).toBe(false);
    await app.session.unlock(passphrase);
    await screen.findByRole('listbox', { name: words.vault.list });
  };
  await open(words.menu.keyFile);
  await lock();
  await unlock();
  await open(words.access.menu);
  await user.keyboard('{Escape}{Control>}l{/Control}');
  await unlock();
  await user.click(vault.row('db'));
  await user.click(await screen.findByRole('button', { name: words.actions.edit }));
  await user.type(vault.box('user'), 'x');
  await lock();
  await screen.findByRole('alertdialog', { name: words.editor.discardTitle });
  await lock();
  await user.click(await screen.findByRole('button', { name: words.editor.discardAndLock }));
  await unlock();
});
