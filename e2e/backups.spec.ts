import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { faults } from './pages/axe.ts';
import { CliVault } from './pages/cli-vault.ts';
import { answerChoosers } from './pages/dialogs.ts';
import { Gate } from './pages/gate.ts';
import { Keys } from './pages/keys.ts';
import { takePictures } from './pages/pictures.ts';
import { Vault } from './pages/vault.ts';

const passphrase = 'copper-meadow-lantern-fjord';
const shots = process.env['HOLDFAST_SHOTS'] ?? '';

/** An open vault with two secrets, and an empty folder for backups. */
async function begin(app: ElectronApplication, page: Page, home: string) {
  const cliVault = new CliVault(home, 'house.holdfast', passphrase);
  cliVault.put('home/router', { user: 'admin' });
  cliVault.put('letters/aunt', { letter: 'a long letter, kept for years. '.repeat(2_000), user: 'aunt' });
  const folder = join(home, 'backups');
  mkdirSync(folder);
  const gate = new Gate(app, page);
  await gate.choose(cliVault.file);
  await gate.unlock(passphrase);
  const vault = new Vault(page);
  await vault.row('router').waitFor();
  return { cliVault, folder, gate, vault };
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
/** Said in passing, at the foot of the window. */
const told = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

test('backs up by keyboard alone, takes one secret out, and restores in place', async ({
  app,
  page,
  home,
}) => {
  test.setTimeout(120_000);
  const { folder, gate, vault } = await begin(app, page, home);
  const keys = new Keys(page);
  await keys.press('Menu');
  await page.keyboard.type('Back');
  await page.keyboard.press('Enter');
  await heading(page, 'No backups yet').waitFor();
  await takePictures(app, shots, 'backups-1-none');
  await inspect(page, 'no backups');
  await answerChoosers(app, folder);
  await keys.press('Choose a folder for backups…');
  await expect(heading(page, 'Everything is backed up')).toBeVisible();
  await expect(told(page, 'Backed up and checked')).toBeVisible();
  await expect(page.getByText('Read back and checked just now', { exact: true })).toBeVisible();
  await takePictures(app, shots, 'backups-2-made');
  await inspect(page, 'backups');
  await page.emulateMedia({ colorScheme: 'dark' });
  await inspect(page, 'backups, dark');
  expect(readdirSync(folder).filter((name) => /^house-.*\.holdfast$/.test(name))).toHaveLength(1);
  await page.keyboard.press('Escape');

  await vault.row('router').click();
  await vault.button('Edit').click();
  await vault.box('user').fill('somebody else');
  await vault.save();
  await vault.add('home/heating', { user: 'later' });

  await vault.menu('Backups…');
  await heading(page, /not backed up yet/).waitFor();
  await keys.press(/^See its backups: /);
  await keys.press(/^Look into it: backup of /);
  const entries = page.getByRole('listbox', { name: 'Secrets of the backup' });
  await expect(entries.getByRole('option')).toHaveText([/heating.*added since/, /router.*changed since/]);
  await keys.reach('Secrets of the backup');
  await page.keyboard.press('End');
  const detail = page.getByRole('region', { name: 'Secret in the backup' });
  await expect(detail.locator('[data-copies="user"]')).toHaveText(/another value in the vault.*admin/);
  await takePictures(app, shots, 'backups-3-look');
  await inspect(page, 'a backup');
  await keys.press('Take into the vault');
  await expect(told(page, 'home/router is as it was in the backup.')).toBeVisible();
  await expect(detail.locator('[data-copies="user"]')).toContainText('same in the vault');
  await keys.press('Restore all of it…');
  await heading(page, /^Restore the backup of /).waitFor();
  await inspect(page, 'restore, dark');
  await page.keyboard.press('Escape');
  await vault.row('router').click();
  await expect(vault.value('user')).toHaveText('admin');
  await expect(vault.button(/^Versions/)).toContainText('3');

  await page.emulateMedia({ colorScheme: 'light' });
  await vault.menu('Backups…');
  await button(page, /^See its backups: /).click();
  await button(page, /^More about the backup of /).click();
  await page.getByRole('menuitem', { name: 'Restore it…' }).click();
  await page.getByText('In place of this vault').click();
  await takePictures(app, shots, 'backups-4-restore');
  await button(page, 'Restore').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restore in place' }).click();
  await expect(page.getByText('The backup is the vault now.')).toBeVisible();
  await takePictures(app, shots, 'backups-5-restored');
  await inspect(page, 'unlock after a restore');
  expect(readdirSync(home).filter((name) => name.startsWith('house (kept '))).toHaveLength(1);
  // Who has just chosen the older state is not asked whether it was meant.
  await gate.unlock(passphrase);
  await expect(vault.row('router')).toBeVisible();
  await expect(vault.row('heating')).toHaveCount(0);
});

test('a folder that is not there is told on the page and once in passing', async ({ app, page, home }) => {
  const { folder, vault } = await begin(app, page, home);
  await vault.menu('Backups…');
  await answerChoosers(app, folder);
  await button(page, 'Choose a folder for backups…').click();
  await heading(page, 'Everything is backed up').waitFor();
  renameSync(folder, `${folder} away`);
  await button(page, /^Back up now to /).click();
  await expect(page.getByText('This folder is missing.')).toBeVisible();
  await heading(page, 'The backups cannot be reached').waitFor();
  await expect(told(page, 'No backup was made in')).toBeVisible();
  await expect(button(page, /^See its backups: /)).toBeDisabled();
  await takePictures(app, shots, 'backups-6-missing');
  await inspect(page, 'a missing folder');
  renameSync(`${folder} away`, folder);
  await button(page, /^Back up now to /).click();
  await expect(page.getByText('This folder is missing.')).toHaveCount(0);
  await button(page, /^More about /).click();
  await page.getByRole('menuitem', { name: 'Take this folder off the list…' }).click();
  await button(page, 'Take off').click();
  await heading(page, 'No backups yet').waitFor();
  expect(readdirSync(folder)).not.toEqual([]);
});

test('a check names what is damaged, and the repair knows the backups', async ({ app, page, home }) => {
  const { cliVault, folder, gate, vault } = await begin(app, page, home);
  await vault.menu('Backups…');
  await button(page, 'Check this vault').click();
  await heading(page, 'Everything is whole').waitFor();
  await inspect(page, 'a whole vault');
  await button(page, 'All backups').click();
  await answerChoosers(app, folder);
  await button(page, 'Choose a folder for backups…').click();
  await heading(page, 'Everything is backed up').waitFor();
  await page.keyboard.press('Escape');
  await vault.lock();
  cliVault.damage(4_096);
  await gate.unlock(passphrase);
  await vault.row('router').waitFor();
  await vault.menu('Backups…');
  await button(page, 'Check this vault').click();
  const report = page.getByRole('region', { name: 'Damaged parts, by object' });
  await expect(report.getByRole('row').last()).toHaveText(/Values.*letters\/aunt, version 1/);
  await takePictures(app, shots, 'verify-1-damaged');
  await inspect(page, 'a damaged vault');
  await page.getByRole('dialog').getByRole('button', { name: 'See what is lost, and repair it' }).click();
  await heading(page, '1 secret cannot be read').waitFor();
  await expect(page.getByRole('list', { name: 'Backups to use' })).toContainText('.holdfast');
  await button(page, 'Repair the vault').click();
  await expect(page.getByText('The vault is repaired.')).toBeVisible();
  await gate.unlock(passphrase);
  await vault.row('aunt').click();
  await expect(vault.value('user')).toHaveText('aunt');
});

test('a session in memory is kept as a file after all', async ({ launch, home }) => {
  const app = await launch({ env: { HOLDFAST_STORE: 'memory' } });
  const page = await app.firstWindow();
  const gate = new Gate(app, page);
  const vault = new Vault(page);
  await gate.create(join(home, 'nowhere.holdfast'), passphrase);
  await vault.add('home/router', { user: 'admin' });
  await button(page, 'Keep this session…').click();
  await inspect(page, 'keep');
  const file = join(home, 'kept.holdfast');
  await answerChoosers(app, file);
  await button(page, 'Choose…').click();
  await gate.passphrase.fill(passphrase);
  await gate.passphraseAgain.fill(passphrase);
  await takePictures(app, shots, 'keep-1');
  await button(page, /^Keep$/).click();
  await expect(told(page, 'Kept: 1 secret')).toBeVisible();
  await expect(page.getByText('is only in memory')).toHaveCount(0);
  await expect(vault.row('router')).toBeVisible();
  await vault.lock();
  await gate.unlock(passphrase);
  await vault.row('router').click();
  await expect(vault.value('user')).toHaveText('admin');
});

async function inspect(page: Page, screen: string): Promise<void> {
  expect(await faults(page), screen).toEqual([]);
}
