import { existsSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { backupsIn } from '../src/main/backups/testing/backups-in.ts';
import { expect, test } from './fixtures.ts';
import { Backups } from './pages/backups.ts';
import { CliVault } from './pages/cli-vault.ts';
import { answerChoosers } from './pages/dialogs.ts';
import { Gate } from './pages/gate.ts';
import { Keys } from './pages/keys.ts';
import { Vault } from './pages/vault.ts';

const passphrase = 'copper-meadow-lantern-fjord';
// Seconds each, and several times as many on a machine that others use too.
test.describe.configure({ timeout: 120_000 });

test('a backup is restored into a new file, after one attempt that was called off', async ({
  app,
  page,
  home,
}) => {
  const backups = new Backups(app, page, home, passphrase);
  await backups.begin();
  await backups.place();
  await backups.button(/^See its backups: /).click();
  await backups.button(/^Look into it: /).waitFor();
  await backups.inspect('backups-list');
  await backups.button(/^More about the backup of /).click();
  await page.getByRole('menuitem', { name: 'Restore it…' }).click();

  const file = join(home, 'again.holdfast');
  await answerChoosers(app, file);
  const [name = ''] = backupsIn(backups.folder);
  const other = new Database(join(backups.folder, name));
  try {
    other.exec('BEGIN EXCLUSIVE');
    await backups.button('Restore').click();
    await backups.button('Cancel').waitFor();
    await backups.inspect('restore-working');
    await backups.button('Cancel').click();
    other.exec('ROLLBACK');
  } finally {
    other.close();
  }
  await expect(backups.button('Restore')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(existsSync(file)).toBe(false);

  await backups.button('Restore').click();
  await backups.heading('The backup is restored').waitFor();
  await backups.inspect('restore-done');
  expect(readdirSync(home).filter((one) => one.startsWith('.holdfast'))).toEqual([]);
  await backups.button('Open the restored vault').click();
  await backups.heading('Unlock again').waitFor();
  await backups.unlock();
  await backups.vault.row('aunt').click();
  await expect(backups.vault.value('user')).toHaveText('aunt');
});

test('several secrets come back at once, chosen by keyboard, and a report says which', async ({
  app,
  page,
  home,
}) => {
  const backups = new Backups(app, page, home, passphrase);
  const { vault } = backups;
  for (const path of ['a/one', 'a/two', 'b/three']) backups.cliVault.put(path, { user: `${path} then` });
  await backups.begin();
  await backups.place();
  await page.keyboard.press('Escape');
  for (const path of ['a/one', 'a/two', 'b/three']) backups.cliVault.put(path, { user: `${path} now` });
  backups.cliVault.put('b/three', { user: 'b/three then' });
  await vault.menu('Backups…');
  await backups.button(/^See its backups: /).click();
  await backups.button(/^Look into it: /).click();
  const entries = page.getByRole('listbox', { name: 'Secrets of the backup' });
  await expect(entries.getByRole('option')).toHaveText([/^one/, /^two/, /^three/]);
  await backups.inspect('look-several-none');

  const keys = new Keys(page);
  await keys.reach('Secrets of the backup');
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await expect(entries.getByRole('option', { selected: true })).toHaveText([/^one/]);
  await page.keyboard.press('Space');
  await expect(entries.getByRole('option', { selected: true })).toHaveCount(0);
  await page.keyboard.press('Control+a');
  await expect(backups.told('3 chosen')).toBeVisible();
  await backups.inspect('look-several-chosen');
  await keys.press('Take into the vault…');
  const question = page.getByRole('alertdialog', { name: 'Take 3 secrets into the vault?' });
  await question.getByRole('button', { name: 'Take them' }).click();
  await backups.heading('2 secrets are back in the vault').waitFor();
  await expect(page.getByRole('list', { name: 'New versions' }).getByRole('listitem')).toHaveText([
    /a\/one.*version 3/,
    /a\/two.*version 3/,
  ]);
  await expect(page.getByRole('list', { name: 'The same in the vault already' })).toHaveText('b/three');
  await backups.inspect('look-several-taken');
  await backups.button('Done').click();
  await expect(entries.getByRole('option')).toHaveText(
    ['one', 'two', 'three'].map((name) => new RegExp(`^${name}same values as in the vault`)),
  );
  await page.keyboard.press('Escape');
  await vault.row('one').click();
  await expect(vault.value('user')).toHaveText('a/one then');
});

test('a vault whose file is gone comes back from its backups', async ({ app, page, home, launch }) => {
  const backups = new Backups(app, page, home, passphrase);
  await backups.begin();
  await backups.place();
  await app.close();
  unlinkSync(backups.cliVault.file);
  const next = await launch({ args: [backups.cliVault.file] });
  const again = await next.firstWindow();
  await again.getByRole('button', { name: /^Restore the backup of / }).click();
  await expect(again.getByRole('radio', { name: /^Where the vault was/ })).toBeChecked();
  await again.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(again.getByText('The backup is the vault now.')).toBeVisible();
  await new Gate(next, again).unlock(passphrase);
  await new Vault(again).row('aunt').click();
  await expect(new Vault(again).value('user')).toHaveText('aunt');
});

test('a backup with a passphrase of its own is asked for it', async ({ app, page, home }) => {
  const backups = new Backups(app, page, home, passphrase);
  await backups.begin();
  const other = new CliVault(home, 'other.holdfast', 'brass-otter-window-plum');
  other.put('elsewhere/door', { user: 'nobody' });
  await backups.vault.menu('Backups…');
  await answerChoosers(app, other.file);
  await backups.button('Open a backup file…').click();
  const field = page.getByRole('textbox', { name: 'Passphrase of the backup' });
  await field.waitFor();
  await backups.inspect('own-key');
  await field.fill('a wrong one');
  await backups.button('Open the backup').click();
  await expect(page.getByText('This passphrase does not open the backup.')).toBeVisible();
  await expect(field).toHaveValue('a wrong one');
  await backups.inspect('own-key-wrong');
  await field.fill('brass-otter-window-plum');
  await backups.button('Open the backup').click();
  await expect(page.getByRole('option', { name: /door/ })).toBeVisible();
  await expect(backups.button('Choose all')).toHaveCount(0);
});

test('a backup that asks for a key file gets it, whatever the open vault asks for', async ({
  app,
  page,
  home,
}) => {
  const backups = new Backups(app, page, home, passphrase);
  await backups.begin();
  const other = new CliVault(home, 'other.holdfast', 'brass-otter-window-plum');
  const key = join(home, 'old.key');
  writeFileSync(key, 'kept from then');
  other.put('elsewhere/door', { user: 'nobody' });
  other.run('key-file', 'set', key);
  await backups.vault.menu('Backups…');
  await answerChoosers(app, other.file);
  await backups.button('Open a backup file…').click();
  await page.getByRole('textbox', { name: 'Passphrase of the backup' }).fill('brass-otter-window-plum');
  const choose = backups.button('Choose key file…');
  await expect(choose).toHaveCount(0);
  await backups.button('Open the backup').click();
  await expect(
    page.getByText('This vault opens with its passphrase and its key file together.'),
  ).toBeVisible();
  await answerChoosers(app, key);
  await choose.click();
  await expect(page.getByText(key)).toBeVisible();
  await backups.inspect('own-key-file');
  await backups.button('Open the backup').click();
  await expect(page.getByRole('option', { name: /door/ })).toBeVisible();
});

test('from the screen that unlocks: what is there, a check without keys, and a backup in the vault’s place', async ({
  app,
  page,
  home,
}) => {
  const backups = new Backups(app, page, home, passphrase);
  const { vault } = backups;
  await backups.begin();
  await backups.place();
  await page.keyboard.press('Escape');
  await vault.row('router').click();
  await vault.button('Edit').click();
  await vault.box('user').fill('somebody else');
  await vault.save();
  await vault.lock();
  await expect.poll(() => backupsIn(backups.folder).length).toBe(2);

  await backups.button('Backups…').click();
  await backups.heading('Everything is backed up').waitFor();
  await backups.inspect('locked-page');
  await backups.button('Check this vault').click();
  await backups.heading('No damage found so far').waitFor();
  await backups.inspect('locked-check');
  await backups.button('All backups').click();
  await backups.button(/^See its backups: /).click();
  await expect(backups.button(/^Look into it: /)).toHaveCount(0);
  await backups.inspect('locked-list');
  await backups
    .button(/^Restore it: /)
    .last()
    .click();
  await page.getByText('In place of this vault').click();
  await backups.button('Restore').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restore in place' }).click();
  await expect(page.getByText('The backup is the vault now.')).toBeVisible();
  await backups.inspect('locked-restored');
  expect(readFileSync(backups.cliVault.file).length).toBeGreaterThan(0);
  await backups.unlock();
  await vault.row('router').click();
  await expect(vault.value('user')).toHaveText('admin');
});
