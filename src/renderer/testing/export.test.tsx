// @vitest-environment jsdom
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import type { ExportFormat } from '../../shared/export.ts';
import { words } from '../words/words.ts';
import { fields, vault, wholeWindow } from './window.tsx';

const text = words.export;
const { app, user } = wholeWindow(async ({ session }) => {
  const { secrets } = session.vault;
  await secrets.put('a/one', fields('hidden-one'), { tags: ['old'] });
  await secrets.put('a/one', fields('hidden-two'));
  for (const path of ['b/three', 'b/four']) await secrets.put(path, fields('hidden'));
});
const password = 'velvet-orbit-walnut-harbor-quartz';
let files = 0;
const fresh = (extension: string) => {
  const file = join(app.folder, `out-${++files}${extension}`);
  app.choices.exportFile = file;
  return file;
};

async function openIt() {
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: new RegExp(`^${text.menu}`) }));
  await screen.findByRole('dialog', { name: text.title });
}
const dialog = () => within(screen.getByRole('dialog', { name: text.title, hidden: true }));
const take = async (label: string, option: string) => {
  await user.click(dialog().getByRole('button', { name: new RegExp(`${label}$`) }));
  await user.click(await screen.findByRole('option', { name: option }));
};
const format = (one: ExportFormat) => take(text.format, text.formats[one].name);
const submit = async (secrets: number) =>
  user.click(await dialog().findByRole('button', { name: text.run(secrets) }));
const type = async (label: string, value: string) => {
  await user.clear(dialog().getByLabelText(label));
  await user.paste(value);
};
const answer = async (name: string) =>
  user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name }));

test('by age it can go to public keys, pasted or out of a file, instead of a password', async () => {
  const file = fresh('.json.age');
  const [mine, theirs] = [await generateX25519Identity(), await generateX25519Identity()];
  await openIt();
  await take(text.seal, text.byKeys);
  expect(dialog().queryByLabelText(text.password)).toBeNull();
  await submit(3);
  expect(await dialog().findByText(text.keysMissing)).toBeTruthy();
  expect(app.calls).not.toContain('transfer.chooseExport');
  await type(text.keys, await identityToRecipient(mine));
  const listed = new File([`# theirs\n${await identityToRecipient(theirs)}\n`], 'keys.txt');
  await user.upload(dialog().getByLabelText(text.keysFile, { selector: 'input' }), listed);
  await waitFor(() =>
    expect((dialog().getByLabelText(text.keys) as HTMLTextAreaElement).value.split('\n')).toHaveLength(2),
  );
  await submit(3);
  expect(await dialog().findByText(text.done(3, `out-${files}.json.age`))).toBeTruthy();
  for (const identity of [mine, theirs]) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    expect(JSON.parse(await decrypter.decrypt(readFileSync(file), 'text')).secrets).toHaveLength(3);
  }
});

test('what is no public key is refused, and nothing is written', async () => {
  const file = fresh('.json.age');
  await openIt();
  await take(text.seal, text.byKeys);
  await type(text.keys, 'age1nobody');
  await submit(3);
  expect(await dialog().findByText('That is no public key of age.')).toBeTruthy();
  expect(existsSync(file)).toBe(false);
  // Another format asks for none.
  await format('kdbx');
  expect(dialog().queryByLabelText(text.keys)).toBeNull();
  expect(dialog().getByLabelText(text.password)).toBeTruthy();
});

test('everything goes into a file under a password, typed twice and alike', async () => {
  const file = fresh('.json.age');
  await openIt();
  expect(await dialog().findByText(text.whole)).toBeTruthy();
  await type(text.password, password);
  await type(text.passwordAgain, 'other');
  await submit(3);
  expect(await dialog().findByText(words.create.differ)).toBeTruthy();
  expect(app.calls).not.toContain('transfer.chooseExport');
  await type(text.passwordAgain, password);
  await submit(3);
  expect(await dialog().findByText(text.done(3, `out-${files}.json.age`))).toBeTruthy();
  expect(readFileSync(file, 'latin1')).toMatch(/^age-encryption\.org/);
  expect(screen.queryByRole('alertdialog')).toBeNull();
});

test('plain text needs a tick and a second yes; what the format lacks is listed before', async () => {
  const file = fresh('.csv');
  await openIt();
  await format('csv');
  expect(await dialog().findByText(text.losses['older-versions'](1))).toBeTruthy();
  expect(dialog().getByText(text.plainTitle)).toBeTruthy();
  await submit(3);
  expect(await dialog().findByText(text.plainMissing)).toBeTruthy();
  expect(app.calls).not.toContain('transfer.chooseExport');
  await user.click(dialog().getByRole('checkbox', { name: text.plainAccept }));
  await submit(3);
  await answer(words.actions.cancel);
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(app.calls).not.toContain('transfer.export');
  expect(existsSync(file)).toBe(false);
  await submit(3);
  await answer(text.againYes);
  expect(await dialog().findByText(text.done(3, `out-${files}.csv`))).toBeTruthy();
  expect(readFileSync(file, 'utf8')).toContain('hidden-two');
  expect(document.body.textContent).not.toContain('hidden-two');
});

test('another format takes the tick away; a chooser that is cancelled leads back to the form', async () => {
  delete app.choices.exportFile;
  await openIt();
  await format('json');
  await user.click(await dialog().findByRole('checkbox', { name: text.plainAccept }));
  await format('env');
  const tick = await dialog().findByRole<HTMLInputElement>('checkbox', { name: text.plainAccept });
  expect(tick.checked).toBe(false);
  await user.click(tick);
  await submit(3);
  await waitFor(() => expect(app.calls).toContain('transfer.chooseExport'));
  await waitFor(() =>
    expect(dialog().getByRole<HTMLButtonElement>('button', { name: text.run(3) }).disabled).toBe(false),
  );
  expect(app.calls).not.toContain('transfer.export');
});

test('what is selected in the list goes alone; a file that is there stays as it was', async () => {
  await user.click(vault.row('three'));
  await user.keyboard('{Control>}');
  await user.click(vault.row('four'));
  await user.keyboard('{/Control}');
  await screen.findByRole('heading', { name: words.list.chosen(2) });
  await user.click(vault.detail().getByRole('button', { name: text.menu }));
  await screen.findByRole('dialog', { name: text.title });
  await format('json');
  const taken = fresh('.json');
  writeFileSync(taken, 'mine');
  await user.click(await dialog().findByRole('checkbox', { name: text.plainAccept }));
  await submit(2);
  await answer(text.againYes);
  expect(await dialog().findByText(words.failures.fileExists.what)).toBeTruthy();
  expect(readFileSync(taken, 'utf8')).toBe('mine');
  const file = fresh('.json');
  await user.click(dialog().getByRole('checkbox', { name: text.plainAccept }));
  await submit(2);
  await answer(text.againYes);
  await dialog().findByText(text.done(2, `out-${files}.json`));
  expect(readFileSync(file, 'utf8')).not.toContain('a/one');
  expect(readFileSync(file, 'utf8')).toContain('b/three');
});

test('the sync tool that carries the folder is named before plain text is written there', async () => {
  const folder = join(app.folder, 'carried');
  mkdirSync(join(folder, '.stfolder'), { recursive: true });
  app.choices.exportFile = join(folder, 'out.json');
  await openIt();
  await format('json');
  await user.click(await dialog().findByRole('checkbox', { name: text.plainAccept }));
  await submit(3);
  const asked = within(await screen.findByRole('alertdialog'));
  expect(asked.getByText(new RegExp(text.carried(words.places.tools.syncthing)))).toBeTruthy();
  await answer(words.actions.cancel);
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(existsSync(join(folder, 'out.json'))).toBe(false);
});

test('the folder that is open goes alone', async () => {
  const tree = within(screen.getByRole('treegrid', { name: words.vault.folders }));
  await user.click(tree.getByRole('row', { name: /^b/ }));
  await waitFor(() => expect(vault.rows()).toHaveLength(2));
  await openIt();
  await dialog().findByRole('button', { name: text.run(3) });
  await take(text.what, text.folder('b'));
  expect(await dialog().findByRole('button', { name: text.run(2) })).toBeTruthy();
});
