import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { badInputText } from '../src/shared/words/bad-input.ts';
import { words } from '../src/shared/words/en/window/index.ts';
import { makeVault } from './files.ts';
import { expect, test } from './fixtures.ts';
import { answerChoosers } from './pages/dialogs.ts';
import { Gate } from './pages/gate.ts';
import { takePictures } from './pages/pictures.ts';
import { Vault } from './pages/vault.ts';

const shots = process.env['HOLDFAST_SHOTS'] ?? '';
const passphrase = 'harbor-lantern-quartz-thimble';
const { kinds, sharedFolder, synced } = words.places;
// Seconds each, and several times as many on a machine that others use too.
test.describe.configure({ timeout: 180_000 });

test('a vault in a folder is made, locked, unlocked, backed up, restored into a file, and opened from the list', async ({
  app,
  page,
  home,
}) => {
  const gate = new Gate(app, page);
  const vault = new Vault(page);
  const folder = join(home, 'Cloud', 'household');
  mkdirSync(join(home, 'Cloud', '.stfolder'), { recursive: true });
  await answerChoosers(app, folder);
  await page.getByRole('button', { name: 'Create a vault' }).click();
  await takePictures(app, shots, 'folder-create-file');
  await gate.keepElsewhere(kinds.folder.name);
  await page.getByRole('button', { name: 'Choose…' }).click();
  await page.getByText(folder).waitFor();
  await expect(page.getByRole('note')).toHaveText(synced('Syncthing'));
  await takePictures(app, shots, 'folder-create');
  await gate.finishCreating(passphrase);
  expect(readdirSync(folder).sort()).toEqual(['drops', 'heads', 'holdfast.json', 'objects']);

  await vault.add('home/router', { user: 'admin', password: 'a secret of the house' });
  await vault.menu('About Holdfast');
  await expect(page.getByRole('note')).toHaveText(synced('Syncthing'));
  await expect(page.getByText(folder)).toBeVisible();
  await takePictures(app, shots, 'folder-about');
  await page.keyboard.press('Escape');

  await vault.menu('Backups…');
  const backups = join(home, 'backups');
  mkdirSync(backups);
  await answerChoosers(app, backups);
  await page.getByRole('button', { name: words.backups.page.choose }).click();
  await page.getByRole('heading', { name: 'Everything is backed up' }).waitFor();
  await page.getByRole('button', { name: /^See its backups: / }).click();
  await page.getByRole('button', { name: /^More about the backup of / }).click();
  await page.getByRole('menuitem', { name: 'Restore it…' }).click();
  await takePictures(app, shots, 'folder-restore');
  const file = join(home, 'again.holdfast');
  await answerChoosers(app, file);
  await page.getByText(kinds.sqlite.into, { exact: true }).click();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByRole('heading', { name: 'The backup is restored' }).waitFor();
  await page.getByRole('button', { name: 'Open the restored vault' }).click();
  await page.getByRole('heading', { name: 'Unlock again' }).waitFor();
  await gate.unlock(passphrase);
  await expect(vault.row('router')).toBeVisible();

  await vault.lock();
  await page.getByRole('button', { name: words.unlock.other }).click();
  await takePictures(app, shots, 'folder-recents');
  await page.getByRole('button', { name: /^household/ }).click();
  await page.getByRole('heading', { name: 'Unlock household' }).waitFor();
  await gate.unlock(passphrase);
  // What was restored may have got further meanwhile: then this one is an older copy, which is
  // asked about.
  const older = page.getByRole('button', { name: words.unlock.older });
  await older.or(vault.row('router')).first().waitFor();
  if (await older.isVisible()) await older.click();
  await vault.row('router').click();
  await expect(vault.value('user')).toHaveText('admin');
});

test('a backup goes back into a folder, in the place of the vault there too, which is kept', async ({
  launch,
  home,
}) => {
  const place = `folder:${join(home, 'office')}`;
  makeVault(place, passphrase);
  const app = await launch({ args: [place] });
  const page = await app.firstWindow();
  const gate = new Gate(app, page);
  const vault = new Vault(page);
  await page.getByRole('heading', { name: 'Unlock office' }).waitFor();
  await gate.unlock(passphrase);
  await vault.add('a/one', { user: 'then' });
  await vault.menu('Backups…');
  mkdirSync(join(home, 'backups'));
  await answerChoosers(app, join(home, 'backups'));
  await page.getByRole('button', { name: words.backups.page.choose }).click();
  await page.getByRole('heading', { name: 'Everything is backed up' }).waitFor();
  await page.getByRole('button', { name: /^See its backups: / }).click();
  const restoreOf = async (where: string) => {
    await page.getByRole('button', { name: /^More about the backup of / }).click();
    await page.getByRole('menuitem', { name: 'Restore it…' }).click();
    await page.getByText(where, { exact: true }).click();
    await page.getByRole('button', { name: 'Restore', exact: true }).click();
  };
  await answerChoosers(app, join(home, 'copy'));
  await restoreOf(kinds.folder.into);
  await page.getByRole('heading', { name: 'The backup is restored' }).waitFor();
  expect(existsSync(join(home, 'copy', 'holdfast.json'))).toBe(true);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await restoreOf(words.backups.restore.inPlace);
  await page.getByRole('button', { name: words.backups.restore.yes }).click();
  await page.getByRole('heading', { name: 'Unlock office' }).waitFor();
  await expect(page.getByText(/is kept as office \(kept /)).toBeVisible();
  expect(readdirSync(home).filter((name) => name.startsWith('office'))).toHaveLength(2);
  await gate.unlock(passphrase);
  await expect(vault.row('one')).toBeVisible();
});

test('a folder that holds something else, nothing, or half a vault says so, and what to do', async ({
  app,
  page,
  home,
}) => {
  const open = async (folder: string) => {
    await answerChoosers(app, folder);
    await page.getByRole('button', { name: kinds.folder.open }).click();
  };
  const alert = page.getByRole('alert');
  mkdirSync(join(home, 'letters'));
  writeFileSync(join(home, 'letters', 'letter'), 'Dear');
  await open(join(home, 'letters'));
  await expect(alert).toContainText(words.failures.notAVault['other-folder'].what);
  await takePictures(app, shots, 'folder-other');
  mkdirSync(join(home, 'empty'));
  await open(join(home, 'empty'));
  await expect(alert).toContainText(words.failures.notAVault['empty-folder'].what);
  makeVault(`folder:${join(home, 'half')}`, passphrase);
  rmSync(join(home, 'half', 'objects'), { recursive: true });
  await open(join(home, 'half'));
  await expect(alert).toContainText(words.failures.halfFolder.what);
  await takePictures(app, shots, 'folder-half');
  makeVault(`folder:${join(home, 'whole')}`, passphrase);
  await open(join(home, 'whole'));
  await page.getByRole('heading', { name: 'Unlock whole' }).waitFor();
  await expect(alert).toHaveCount(0);
});

test('a vault is not made where something lies; a place with a credential is refused and never shown', async ({
  launch,
  home,
}) => {
  const app = await launch();
  const page = await app.firstWindow();
  await expect(page.getByRole('button', { name: 'Create a vault' })).toBeVisible();
  await app.evaluate(({ app: electron }) => {
    const file = Buffer.from('s3://AKIA:hunter2@bucket/prefix').toString('base64');
    electron.emit('second-instance', {}, [], '/', { file });
  });
  const { what } = badInputText(words.failures.badInput, {
    code: 'bad-input',
    what: 'place',
    reason: 'credential',
  });
  await expect(page.getByRole('alert')).toContainText(what);
  expect(await page.content()).not.toContain('hunter2');

  mkdirSync(join(home, 'letters'));
  writeFileSync(join(home, 'letters', 'letter'), 'Dear');
  const gate = new Gate(app, page);
  await answerChoosers(app, join(home, 'letters'));
  await page.getByRole('button', { name: 'Create a vault' }).click();
  await gate.keepElsewhere(kinds.folder.name);
  await page.getByRole('button', { name: 'Choose…' }).click();
  await expect(page.getByRole('note')).toHaveText(sharedFolder);
  await gate.passphrase.fill(passphrase);
  await gate.passphraseAgain.fill(passphrase);
  await page.getByText('I understand that a lost passphrase cannot be reset').click();
  await gate.createButton.click();
  await expect(page.getByRole('alert')).toContainText('already');
  expect(readdirSync(join(home, 'letters'))).toEqual(['letter']);
});
