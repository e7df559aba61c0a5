// @vitest-environment jsdom
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { kdf } from '../../main/app/testing/session.ts';
import { restoreTo } from '../../main/backups/restore.ts';
import { createVault, openVault } from '../../main/vault/open.ts';
import { fileAt, type Place, parsePlace } from '../../shared/place.ts';
import { words } from '../words/words.ts';
import { fields, passphrase, vault, wholeWindow } from './window.tsx';

const text = words.copies;
const { app, user } = wholeWindow(
  async ({ session }) => {
    await session.vault.secrets.put('prod/db', fields('1'));
  },
  { store: 'sqlite' },
);
let copies = 0;
const here = () => app.session.place;
const press = (name: string) => user.click(vault.dialog().getByRole('button', { name }));

/** A copy of the open vault as it is now, to which `elsewhere` was added on another computer. */
async function changedCopy(to: Place): Promise<Place> {
  await restoreTo(here(), to, { now: Date.now });
  const other = await openVault(to, passphrase);
  await other.secrets.put('home/elsewhere', fields('there'));
  await other.secrets.put('prod/db', fields('2'));
  await other.lock();
  return to;
}

const fileCopy = () => fileAt(join(app.folder, `copy-${++copies}.holdfast`));
const folderCopy = () => parsePlace(`folder:${join(app.folder, `copy-${++copies}`)}`);

async function lookAt(place: Place): Promise<void> {
  app.choices.copy = place.location;
  await user.click(screen.getByRole('button', { name: words.actions.menu }));
  await user.click(await screen.findByRole('menuitem', { name: text.menu }));
  await screen.findByRole('dialog');
  const kind = words.places.kinds[place.kind as 'sqlite' | 'folder'].name;
  await user.click(await vault.dialog().findByRole('radio', { name: kind }));
  await press(words.actions.browse);
  await vault.dialog().findByText(place.location);
  await press(text.named.look);
}

test.each([
  ['a file', fileCopy],
  ['a folder', folderCopy],
])('another copy in %s is told, and merged', async (_, at) => {
  const copy = await changedCopy(at());
  await lookAt(copy);
  expect(await vault.dialog().findByText(text.preview.brings(2))).toBeTruthy();
  expect(vault.dialog().getByText('home/elsewhere')).toBeTruthy();
  expect(await app.session.vault.secrets.get('prod/db')).toMatchObject({ version: 1 });
  await press(text.preview.run(2));
  expect(await vault.dialog().findByText(`${text.done.title(2)}.`)).toBeTruthy();
  expect((await app.session.vault.secrets.get('home/elsewhere')).fields).toEqual(fields('there'));
  expect(await app.session.vault.secrets.get('prod/db')).toMatchObject({ version: 2, fields: fields('2') });
  await press(text.back);
  await lookAtAgain(copy);
});

async function lookAtAgain(copy: Place): Promise<void> {
  const kind = words.places.kinds[copy.kind as 'sqlite' | 'folder'].name;
  await user.click(await vault.dialog().findByRole('radio', { name: kind }));
  await press(words.actions.browse);
  await press(text.named.look);
  expect(await vault.dialog().findByText(text.preview.nothing)).toBeTruthy();
}

test('a copy from before new keys asks for its own passphrase, and says when that is wrong', async () => {
  const copy = await changedCopy(fileCopy());
  await app.session.vault.rekey(passphrase);
  await lookAt(copy);
  expect(await vault.dialog().findByText(text.key.title)).toBeTruthy();
  await press(text.key.submit);
  expect(await vault.dialog().findByText(text.key.empty)).toBeTruthy();
  await user.type(vault.dialog().getByLabelText(text.key.passphrase), 'wrong');
  await press(text.key.submit);
  expect(await vault.dialog().findByText(text.key.wrong)).toBeTruthy();
  await user.type(vault.dialog().getByLabelText(text.key.passphrase), passphrase);
  await press(text.key.submit);
  await press(
    await vault
      .dialog()
      .findByText(text.preview.brings(2))
      .then(() => text.preview.run(2)),
  );
  expect(await vault.dialog().findByText(`${text.done.title(2)}.`)).toBeTruthy();
  expect((await app.session.vault.secrets.get('home/elsewhere')).fields).toEqual(fields('there'));
});

test('another vault is none to merge, whatever opens it; what is no vault says so', async () => {
  const other = fileCopy();
  const made = await createVault(other, { passphrase, kdf });
  await made.lock();
  await lookAt(other);
  await user.type(await vault.dialog().findByLabelText(text.key.passphrase), passphrase);
  await press(text.key.submit);
  expect(await vault.dialog().findByText(words.failures.denied['other-vault'].what)).toBeTruthy();
  expect(await app.session.vault.secrets.get('prod/db')).toMatchObject({ version: 1 });
  const none = fileAt(join(app.folder, `copy-${++copies}.holdfast`));
  copyFileSync(import.meta.filename, none.location);
  app.choices.copy = none.location;
  await press(words.actions.browse);
  await vault.dialog().findByText(none.location);
  await press(text.named.look);
  expect(await vault.dialog().findByRole('alert')).toBeTruthy();
});
