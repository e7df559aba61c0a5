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
  await vault.detail().findByRole('listbox', { name: text.choose });
}
async function openLogin() {
  await openNew();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement).toBe(vault.title()));
}
const openPath = () => formPress(text.advanced);
async function openEdit() {
  await user.click(vault.row('db'));
  await user.click(await vault.detail().findByRole('button', { name: words.actions.edit }));
  await vault.detail().findByRole('heading', { name: text.editTitle });
}

test('a new secret is typed from its title on, and Enter leads from value to value without saving', async () => {
  await openLogin();
  await user.keyboard('wifi{Enter}');
  expect(document.activeElement).toBe(vault.box('username'));
  await user.keyboard('guest{Enter}');
  expect(document.activeElement).toBe(vault.box('password'));
  await user.keyboard('hunter2');
  expect(app.calls).not.toContain('secrets.put');
  await user.type(vault.folder(), 'home');
  await save();
  await screen.findByText(words.status.saved);
  await vault.detail().findByRole('heading', { name: 'wifi' });
  // The address was left empty: it is no field.
  expect((await secrets().get('home/wifi')).fields).toEqual([
    { name: 'username', type: 'text', value: 'guest' },
    { name: 'password', type: 'secret', value: 'hunter2' },
  ]);
});

test('each template asks for its own fields under their labels, and an edit shows them again', async () => {
  await openNew();
  await user.click(screen.getByRole('option', { name: words.templates.names.card }));
  await user.type(vault.title(), 'Visa');
  const { labels } = words.templates;
  for (const name of ['cardholder', 'card-number', 'expires', 'security-code', 'pin', 'notes'] as const)
    expect(vault.detail().getByLabelText(labels[name])).toBe(vault.box(name));
  // Neither names nor types nor bins are in the way.
  expect(vault.detail().queryByRole('textbox', { name: text.nameOf(1) })).toBeNull();
  expect(vault.box('card-number').type).toBe('password');
  await user.type(vault.box('card-number'), '4111');
  await save();
  await screen.findByText(words.status.saved);
  expect((await secrets().get('Visa')).fields).toEqual([
    { name: 'card-number', type: 'secret', value: '4111' },
  ]);
  const shown = await vault.detail().findByText(labels['card-number']);
  expect(shown.tagName).toBe('DT');
  await formPress(words.actions.edit);
  await vault.detail().findByRole('heading', { name: text.editTitle });
  expect(vault.box('card-number').value).toBe('4111');
  expect(vault.box('pin').value).toBe('');
  // What was offered and left empty is still no field.
  await user.type(vault.box('notes'), 'n');
  await save();
  await waitFor(async () => expect((await secrets().info('Visa')).current).toBe(2));
  expect((await secrets().get('Visa')).fields.map(({ name }) => name)).toEqual(['card-number', 'notes']);
});

test('the choice of a template is left by Escape, and what was looked at is there again', async () => {
  await user.click(vault.row('db'));
  await vault.detail().findByRole('heading', { name: 'db' });
  await openNew();
  await user.keyboard('{Escape}');
  expect(await vault.detail().findByRole('heading', { name: 'db' })).toBeTruthy();
});

test('a folder is picked from those there are, left out, or made anew', async () => {
  await openLogin();
  await user.type(vault.title(), 'x');
  await formPress(`${text.showFolders} ${text.folder}`);
  const options = async () => {
    const list = await screen.findByRole('listbox', { name: new RegExp(text.suggestions) });
    return within(list)
      .getAllByRole('option')
      .map((option) => option.textContent);
  };
  expect(await options()).toEqual(['prod', text.newFolder]);
  await user.click(screen.getByRole('option', { name: 'prod' }));
  expect(vault.folder().value).toBe('prod');
  expect(vault.detail().queryByText(text.newFolderHelp)).toBeNull();
  await formPress(`${text.showFolders} ${text.folder}`);
  expect(await options()).toEqual([text.noFolder, 'prod', text.newFolder]);
  await user.click(screen.getByRole('option', { name: text.newFolder }));
  expect(vault.folder().value).toBe('');
  expect(vault.folder().placeholder).toBe(text.newFolderName);
  await user.type(vault.folder(), 'home/office');
  expect(await vault.detail().findByText(text.newFolderHelp)).toBeTruthy();
  await user.type(vault.box('username'), 'u');
  await save();
  await screen.findByText(words.status.saved);
  expect((await secrets().info('home/office/x')).current).toBe(1);
});

test('a title has no slash: it is said at once, and nothing is moved into a folder by it', async () => {
  await openLogin();
  await user.type(vault.title(), 'TCP/IP');
  expect(await vault.detail().findByText(text.titleFaults.slash)).toBeTruthy();
  expect(vault.title().value).toBe('TCP/IP');
  await user.type(vault.box('username'), 'u');
  await save();
  expect(app.calls).not.toContain('secrets.put');
});

test('fields are put in another order by keys, and are stored so', async () => {
  await openEdit();
  await formPress(text.editFields);
  const handle = () => vault.detail().getByRole('button', { name: text.moveField('password') });
  handle().focus();
  await user.keyboard('{ArrowUp}');
  expect(document.activeElement).toBe(handle());
  expect(vault.detail().getByText(text.movedField('password', 1, 4))).toBeTruthy();
  await user.keyboard('{ArrowUp}');
  await save();
  await screen.findByText(words.status.edited('db'));
  expect((await secrets().get('prod/db')).fields.map(({ name }) => name)).toEqual(['password', 'user']);
});

test('beside a password stands how strong it is, and where else it is used', async () => {
  await secrets().put('mail/work', fields('Tr0ub4dor&3'));
  await secrets().put('mail/old', fields('Tr0ub4dor&3'));
  await openEdit();
  await user.clear(vault.box('password'));
  await user.type(vault.box('password'), 'aaaa');
  expect(await vault.detail().findByText(text.strength[0] ?? '')).toBeTruthy();
  expect(vault.detail().queryByText(/Also used/)).toBeNull();
  await user.clear(vault.box('password'));
  await user.paste('Tr0ub4dor&3');
  expect(await vault.detail().findByText(text.reused(['old', 'work'], 0))).toBeTruthy();
});

test('what is missing is said when somebody tries to save, and nothing is written', async () => {
  await openLogin();
  expect(vault.detail().queryByText(text.titleFaults.empty)).toBeNull();
  await save();
  expect(await vault.detail().findByText(text.titleFaults.empty)).toBeTruthy();
  expect(vault.detail().getByRole('alert').textContent).toBe(text.noFields);
  expect(app.calls).not.toContain('secrets.put');
});

test('a path that cannot be says why at once, and one that is half typed when it is saved', async () => {
  await openLogin();
  await openPath();
  await user.type(vault.path(), 'a\u0007b');
  expect(await vault.detail().findByText(text.titleFaults['control-character'])).toBeTruthy();
  await user.clear(vault.path());
  await user.type(vault.path(), 'prod//orders');
  expect([vault.folder().value, vault.title().value]).toEqual(['prod/', 'orders']);
  expect(vault.detail().queryByText(text.pathFaults['empty-segment'])).toBeNull();
  await save();
  expect(await vault.detail().findByText(text.pathFaults['empty-segment'])).toBeTruthy();
});

test('fields are added, named and removed; a name that is there already is blamed', async () => {
  await openEdit();
  await formPress(text.addField);
  expect(document.activeElement).toBe(vault.detail().getByRole('textbox', { name: text.nameOf(5) }));
  await user.keyboard('user');
  expect(await vault.detail().findByText(text.fieldFaults.twice)).toBeTruthy();
  await user.keyboard(' id');
  await waitFor(() => expect(vault.detail().queryByText(text.fieldFaults.twice)).toBeNull());
  await user.type(vault.box('user id'), '7');
  await formPress(text.removeField('user'));
  await save();
  await screen.findByText(words.status.edited('db'));
  expect((await secrets().get('prod/db')).fields.map(({ name }) => name)).toEqual(['password', 'user id']);
});

test('a new name and an edit are one commit, and the list follows', async () => {
  await openEdit();
  await user.clear(vault.box('user'));
  await user.type(vault.box('user'), 'bob');
  await openPath();
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
  await screen.findByText(words.status.edited('db'));
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
  await screen.findByText(words.status.edited('db'));
  expect((await secrets().info('prod/db')).tags).toEqual(['one', 'two']);
});

test('an edit is taken back by its line or by Ctrl+Z: the version before is current again, tags too', async () => {
  await openEdit();
  await user.type(vault.box('user'), '!');
  await formPress(text.removeTag('team'));
  await save();
  await screen.findByText(words.status.edited('db'));
  await user.click(screen.getByRole('button', { name: words.actions.undo }));
  await screen.findByText(words.list.takenBack(1));
  expect(await secrets().get('prod/db')).toMatchObject({ version: 3, info: { tags: ['team'] } });
  expect(await vault.detail().findByText('ann')).toBeTruthy();
  await openEdit();
  await user.type(vault.box('user'), '?');
  await save();
  await vault.detail().findByText('ann?');
  await user.keyboard('{Control>}z{/Control}');
  await waitFor(async () => expect(await secrets().get('prod/db')).toMatchObject({ version: 5 }));
});

test('what somebody changed after an edit is not taken back, and a sentence says so', async () => {
  await openEdit();
  await user.type(vault.box('user'), '!');
  await save();
  await screen.findByText(words.status.edited('db'));
  await secrets().put('prod/db', [{ name: 'user', type: 'text', value: 'theirs' }]);
  await user.click(screen.getByRole('button', { name: words.actions.undo }));
  expect(await screen.findByText(words.list.notTakenBack)).toBeTruthy();
  expect(await secrets().get('prod/db')).toMatchObject({ version: 3 });
});
