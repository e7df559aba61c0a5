import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { backupsIn } from '../src/main/backups/testing/backups-in.ts';
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
const long = 'a long letter, kept for years. '.repeat(2_000);

/** A vault most of whose file is one secret, with a backup; then its middle is written over. */
function damagedVault(home: string): { cliVault: CliVault; backup: string } {
  const cliVault = new CliVault(home, 'house.holdfast', passphrase);
  cliVault.put('home/router', { user: 'admin' });
  cliVault.put('letters/aunt', { letter: long, user: 'aunt' });
  mkdirSync(join(home, 'backups'));
  cliVault.run('backup', 'create', join(home, 'backups'));
  cliVault.put('home/after', { user: 'after the backup' });
  cliVault.damage(4_096);
  const [name = ''] = backupsIn(join(home, 'backups'));
  return { cliVault, backup: join(home, 'backups', name) };
}

test('a damaged vault says what is lost, and a backup makes it whole in its place', async ({
  app,
  page,
  home,
}) => {
  const { cliVault, backup } = damagedVault(home);
  const gate = new Gate(app, page);
  const vault = new Vault(page);
  await gate.choose(cliVault.file);
  await gate.unlock(passphrase);
  await vault.row('aunt').click();
  // The index knows the secret: it is the letter that cannot be read.
  await expect(vault.value('user')).toHaveText('aunt');
  await vault.button('Show the whole text').click();
  await expect(vault.toast).toContainText('damaged');
  const banner = page.getByRole('region', { name: 'Warnings' });
  await banner.getByRole('button', { name: 'See what is lost, and repair it' }).click();
  await expect(page.getByRole('heading', { name: '1 secret cannot be read' })).toBeFocused();
  await expect(page.getByRole('region', { name: 'What is lost, by name' })).toHaveText(
    /letters\/aunt.*version 1/,
  );
  // Its last write was that of the unlock, before anything was read that is damaged.
  const damaged = readFileSync(cliVault.file);
  await takePictures(app, shots, 'repair-1-look');
  await inspect(page, 'what is lost');

  await page.getByRole('button', { name: 'Save what is whole' }).click();
  await page.getByRole('heading', { name: 'Not everything was found' }).waitFor();
  await takePictures(app, shots, 'repair-2-accept');
  await inspect(page, 'what would stay lost');
  expect(readdirSync(home).filter((name) => name.endsWith('.holdfast'))).toEqual(['house.holdfast']);
  await answerChoosers(app, backup);
  await page.getByRole('button', { name: 'Add another backup…' }).click();
  await expect(page.getByRole('list', { name: 'Backups to use' })).toContainText(/house-.*\.holdfast/);
  await page.getByRole('button', { name: 'Repair the vault' }).click();

  await expect(page.getByText('The vault is repaired.')).toBeVisible();
  await takePictures(app, shots, 'repair-3-after');
  await inspect(page, 'unlock after a repair');
  const kept = readdirSync(home).find((name) => /^house \(kept .+\)\.holdfast$/.test(name)) ?? '';
  await expect(page.getByText(`kept as ${kept}`)).toBeVisible();
  expect(readFileSync(join(home, kept)).equals(damaged)).toBe(true);
  await gate.unlock(passphrase);
  await vault.row('aunt').click();
  await expect(vault.value('user')).toHaveText('aunt');
  await expect(vault.row('after')).toBeVisible();
  await expect(banner.getByText('damaged')).toHaveCount(0);
  expect(JSON.parse(cliVault.run('verify', '--json')).damaged).toEqual([]);
});

test('a damaged old version says so and leads back to the current one', async ({ app, page, home }) => {
  const cliVault = new CliVault(home, 'house.holdfast', passphrase);
  cliVault.put('letters/aunt', { letter: long, user: 'aunt' });
  cliVault.put('letters/aunt', { user: 'short' });
  cliVault.damage(4_096);
  const gate = new Gate(app, page);
  const vault = new Vault(page);
  await gate.choose(cliVault.file);
  await gate.unlock(passphrase);
  await vault.row('aunt').click();
  await page.getByRole('button', { name: /^Versions/ }).click();
  await page.getByRole('button', { name: /version 1/ }).click();
  await page.getByRole('menuitem', { name: 'View' }).click();
  const detail = page.getByRole('main');
  await expect(detail.getByRole('alert')).toContainText('damaged');
  await takePictures(app, shots, 'repair-old-version');
  await detail.getByRole('button', { name: 'Show the current version' }).press('Enter');
  await expect(vault.value('user')).toHaveText('short');
  await expect(page.getByRole('heading', { name: 'aunt' })).toBeFocused();
});

test('what is whole goes into a new file, by keyboard alone', async ({ app, page, home }) => {
  const { cliVault } = damagedVault(home);
  const gate = new Gate(app, page);
  const keys = new Keys(page);
  await gate.choose(cliVault.file);
  await gate.unlock(passphrase);
  await new Vault(page).row('aunt').waitFor();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('aunt');
  await expect(new Vault(page).row('router')).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await keys.press('Show the whole text');
  await page.getByRole('region', { name: 'Warnings' }).getByText('damaged').waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await keys.press('See what is lost, and repair it');
  await page.getByRole('heading', { name: '1 secret cannot be read' }).waitFor();
  await keys.reach(/In place of the damaged one/);
  await page.keyboard.press('ArrowDown');
  const whole = join(home, 'whole.holdfast');
  await answerChoosers(app, whole);
  await keys.press('Save what is whole');
  await page.getByRole('heading', { name: 'Not everything was found' }).waitFor();
  await inspect(page, 'what would stay lost, dark');
  expect(existsSync(whole)).toBe(false);
  await keys.press('Continue without it');
  await page.getByRole('heading', { name: 'What is whole is saved' }).waitFor();
  await takePictures(app, shots, 'repair-4-done');
  await inspect(page, 'a new file, dark');
  await keys.press('Open the whole vault');
  await expect(gate.passphrase).toBeFocused();
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await expect(new Vault(page).row('router')).toBeVisible();
  await expect(new Vault(page).row('after')).toBeVisible();
});

test('a vault that does not open at all is mended with a backup that stands in', async ({
  app,
  page,
  home,
}) => {
  const cliVault = new CliVault(home, 'house.holdfast', passphrase);
  cliVault.put('home/router', { user: 'admin' });
  mkdirSync(join(home, 'backups'));
  cliVault.run('backup', 'create', join(home, 'backups'));
  cliVault.put('home/after', { user: 'after the backup' });
  loseManifest(cliVault.file);
  const damaged = readFileSync(cliVault.file);
  const gate = new Gate(app, page);
  await gate.choose(cliVault.file);
  await expect(gate.alert).toContainText('damaged');
  await page.getByRole('button', { name: 'Repair it with a backup…' }).click();
  await inspect(page, 'a vault that does not open');
  const [name = ''] = backupsIn(join(home, 'backups'));
  await answerChoosers(app, join(home, 'backups', name));
  await page.getByRole('button', { name: 'Choose…' }).click();
  const box = page.getByRole('textbox', { name: 'Passphrase of the backup' });
  await box.fill('not this one');
  await page.getByRole('button', { name: 'Repair the vault' }).click();
  await expect(box).toHaveAccessibleDescription(/does not open the vault/);
  await takePictures(app, shots, 'salvage-1');
  await box.fill(passphrase);
  await page.getByRole('button', { name: 'Repair the vault' }).click();
  await expect(page.getByRole('region', { name: 'Secrets found in an earlier state' })).toContainText(
    'home/after',
  );
  await takePictures(app, shots, 'salvage-2');
  await inspect(page, 'what was found');
  expect(readFileSync(cliVault.file).equals(damaged)).toBe(true);
  await page.getByRole('button', { name: 'Continue with what was found' }).click();
  await expect(page.getByText('The vault is repaired.')).toBeVisible();
  const kept = readdirSync(home).find((one) => one.startsWith('house (kept ')) ?? '';
  expect(readFileSync(join(home, kept)).equals(damaged)).toBe(true);
  await gate.unlock(passphrase);
  await new Vault(page).row('after').click();
  await expect(new Vault(page).value('user')).toHaveText('after the backup');
  await expect(new Vault(page).row('router')).toBeVisible();
});

test('a copy that a sync tool left is seen, told, and merged', async ({ app, page, home }) => {
  const cliVault = new CliVault(home, 'house.holdfast', passphrase);
  cliVault.put('home/router', { user: 'admin' });
  const copy = join(home, 'house (conflicted copy 2026-05-03).holdfast');
  copyFileSync(cliVault.file, copy);
  cliVault.put('home/router', { user: 'here' });
  cliVault.put('home/heating', { user: 'there' }, copy);
  const before = readFileSync(copy);
  const gate = new Gate(app, page);
  const vault = new Vault(page);
  await gate.choose(cliVault.file);
  await gate.unlock(passphrase);
  await page
    .getByRole('region', { name: 'Conflicted copies' })
    .getByRole('button', { name: 'Look and merge' })
    .click();
  await inspect(page, 'copies');
  await page.getByRole('button', { name: /^See what it brings: / }).click();
  await expect(page.getByRole('region', { name: 'Secrets that change' })).toHaveText(/home\/heating.*is new/);
  await takePictures(app, shots, 'copies-1-preview');
  await inspect(page, 'what a copy brings');
  await expect(vault.row('heating')).toHaveCount(0);
  await page.getByRole('button', { name: 'Merge 1 secret' }).click();
  await expect(page.getByRole('dialog')).toContainText('Merged 1 secret');
  await takePictures(app, shots, 'copies-2-done');
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await faults(page), `merged, ${colorScheme}`).toEqual([]);
  }
  await page.getByRole('button', { name: 'Done' }).click();
  await vault.row('heating').click();
  await expect(vault.value('user')).toHaveText('there');
  await vault.row('router').click();
  await expect(vault.value('user')).toHaveText('here');
  expect(readFileSync(copy).equals(before)).toBe(true);
});

test('an older copy opens only after it is said what it would hide', async ({ app, page, home }) => {
  const cliVault = new CliVault(home, 'house.holdfast', passphrase);
  cliVault.put('home/router', { user: 'first' });
  const older = readFileSync(cliVault.file);
  const gate = new Gate(app, page);
  const vault = new Vault(page);
  await gate.choose(cliVault.file);
  await gate.unlock(passphrase);
  await vault.add('home/heating', { user: 'newer' });
  await vault.lock();
  writeFileSync(cliVault.file, older);
  await gate.unlock(passphrase);
  await expect(gate.alert).toContainText(/older than the vault you had open/);
  await takePictures(app, shots, 'older-1-asked');
  await inspect(page, 'an older copy');
  await page.getByRole('button', { name: 'Open this copy anyway' }).click();
  await expect(vault.row('router')).toBeVisible();
  await expect(vault.row('heating')).toHaveCount(0);

  writeFileSync(`${cliVault.file}.new`, older);
  renameSync(`${cliVault.file}.new`, cliVault.file);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('focus'));
  await expect(page.getByText('Another file took the place of this vault')).toBeVisible();
  await inspect(page, 'a replaced file');
});

/** Takes away what tells where everything lies. */
function loseManifest(file: string): void {
  const bytes = readFileSync(file);
  for (let at = bytes.indexOf('HOLDFAST'); at >= 0; at = bytes.indexOf('HOLDFAST', at + 1))
    bytes[at + 30] = 0;
  writeFileSync(file, bytes);
}

async function inspect(page: Page, screen: string): Promise<void> {
  expect(await faults(page), screen).toEqual([]);
}
