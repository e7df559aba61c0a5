// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { fields, vault, wholeWindow } from './window.tsx';

const text = words.editor;
const { app, user } = wholeWindow(async ({ session }) => {
  await session.vault.secrets.put('prod/db', fields('1'), { tags: ['team'] });
});
const secrets = () => app.session.vault.secrets;
const formPress = (name: string) => user.click(vault.detail().getByRole('button', { name }));
const save = () => formPress(words.actions.save);

async function openNew() {
  await user.click(screen.getAllByRole('button', { name: words.actions.add })[0] as HTMLElement);
  await vault.detail().findByRole('heading', { name: text.newTitle });
}
async function openEdit() {
  await user.click(vault.row('db'));
  await user.click(await vault.detail().findByRole('button', { name: words.actions.edit }));
  await vault.detail().findByRole('heading', { name: text.editTitle });
}

test('a new secret is typed from its path on, and Enter leads from value to value without saving', async () => {
  await openNew();
  expect(document.activeElement).toBe(vault.path());
  await user.keyboard('home/wifi{Enter}');
  expect(document.activeElement).toBe(vault.box('user'));
  await user.keyboard('guest{Enter}');
  expect(document.activeElement).toBe(vault.box('password'));
  await user.keyboard('hunter2');
  expect(app.calls).not.toContain('secrets.put');
  await save();
  await screen.findByText(words.status.saved);
  await vault.detail().findByRole('heading', { name: 'wifi' });
  // The address was left empty: it is no field.
  expect((await secrets().get('home/wifi')).fields).toEqual([
    { name: 'user', type: 'text', value: 'guest' },
    { name: 'password', type: 'secret', value: 'hunter2' },
  ]);
});

test('what is missing is said when somebody tries to save, and nothing is written', async () => {
  await openNew();
  expect(vault.detail().queryByText(text.pathFaults.empty)).toBeNull();
  await save();
  expect(await vault.detail().findByText(text.pathFaults.empty)).toBeTruthy();
  expect(vault.detail().getByRole('alert').textContent).toBe(text.noFields);
  expect(app.calls).not.toContain('secrets.put');
});

test('a path that cannot be says why at once', async () => {
  await openNew();
  await user.type(vault.path(), 'a\u0007b');
  expect(await vault.detail().findByText(text.pathFaults['control-character'])).toBeTruthy();
});

test('fields are added, named and removed; a name that is there already is blamed', async () => {
  await openEdit();
  await formPress(text.addField);
  expect(document.activeElement).toBe(vault.detail().getByRole('textbox', { name: text.nameOf(3) }));
  await user.keyboard('user');
  expect(await vault.detail().findByText(text.fieldFaults.twice)).toBeTruthy();
  await user.keyboard(' id');
  await waitFor(() => expect(vault.detail().queryByText(text.fieldFaults.twice)).toBeNull());
  await user.type(vault.box('user id'), '7');
  await formPress(text.removeField('user'));
  await save();
  await screen.findByText(words.status.saved);
  expect((await secrets().get('prod/db')).fields.map(({ name }) => name)).toEqual(['password', 'user id']);
});

test('a new name and an edit are one commit, and the list follows', async () => {
  await openEdit();
  await user.clear(vault.box('user'));
  await user.type(vault.box('user'), 'bob');
  await user.clear(vault.path());
  await user.paste('prod/db2');
  await user.tab();
  const { revision } = app.session.vault;
  await save();
  await vault.detail().findByRole('heading', { name: 'db2' });
  expect(app.session.vault.revision).toBe(revision + 1);
  await waitFor(() => expect(vault.row('db2')).toBeTruthy());
});

test('an edit of what somebody else changed meanwhile asks: reload, or save on top', async () => {
  await openEdit();
  await user.clear(vault.box('user'));
  await user.paste('mine');
  await secrets().put('prod/db', fields('theirs'));
  await save();
  expect(await vault.detail().findByText(text.conflictTitle)).toBeTruthy();
  expect(vault.box('user').value).toBe('mine');
  await formPress(text.saveOnTop);
  await screen.findByText(words.status.saved);
  expect(await secrets().get('prod/db')).toMatchObject({
    version: 3,
    fields: [{ value: 'mine' }, { value: '1' }],
  });
});

test('who leaves with unsaved changes is asked, and keeps them by Escape', async () => {
  await openEdit();
  await user.type(vault.box('user'), '!');
  await formPress(words.actions.cancel);
  const question = () => within(screen.getByRole('alertdialog'));
  await screen.findByRole('alertdialog');
  expect(question().getByRole('heading', { name: text.discardTitle })).toBeTruthy();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(vault.box('user').value).toBe('ann!');
  await formPress(words.actions.cancel);
  await screen.findByRole('alertdialog');
  await user.click(question().getByRole('button', { name: text.discard }));
  await vault.detail().findByRole('heading', { name: 'db' });
  expect(app.calls).not.toContain('secrets.put');
});

test('a tag that is not ended counts, and one is removed by its button', async () => {
  await openEdit();
  await formPress(text.removeTag('team'));
  await user.type(vault.detail().getByLabelText(text.tags), 'one, two');
  await save();
  await screen.findByText(words.status.saved);
  expect((await secrets().info('prod/db')).tags).toEqual(['one', 'two']);
});
