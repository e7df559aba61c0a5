import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { answerChoosers } from './pages/dialogs.ts';
import { Gate } from './pages/gate.ts';
import { takePictures } from './pages/pictures.ts';
import { Vault } from './pages/vault.ts';

const passphrase = 'plumb-violet-harbour-sedan';

test('a vault asks for a key file: made with one, opened with both, changed, let go', async ({
  app,
  page,
  home,
}) => {
  test.slow();
  const gate = new Gate(app, page);
  const vault = new Vault(page);
  const shots = process.env['HOLDFAST_SHOTS'] ?? '';
  const stick = join(home, 'stick');
  mkdirSync(stick);
  const key = join(stick, 'my.key');
  const file = join(home, 'with-key.holdfast');
  const make = page.getByRole('button', { name: 'Make a new key file…' });
  const choose = page.getByRole('button', { name: 'Choose key file…' });

  await gate.startCreating(file);
  await page.getByRole('button', { name: 'Ask for a key file, too' }).focus();
  await page.keyboard.press('Enter');
  await answerChoosers(app, join(home, 'beside.key'));
  await page.keyboard.press('Tab');
  await expect(choose).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This file is in the folder of the vault')).toBeVisible();
  await takePictures(app, shots, 'create');
  await answerChoosers(app, key);
  await make.click();
  await expect(page.getByText(key)).toBeVisible();
  await expect(page.getByText('This file is in the folder of the vault')).toHaveCount(0);
  expect(statSync(key).mode & 0o777).toBe(0o600);
  const made = readFileSync(key);
  await make.click();
  await expect(page.getByText('There is a file of this name already.')).toBeVisible();
  expect(readFileSync(key)).toEqual(made);
  await gate.finishCreating(passphrase);
  await vault.add('prod/db/orders', { user: 'orders_app' });

  // The place is remembered, and a file that is elsewhere is told before a passphrase is typed.
  await vault.lock();
  await expect(page.getByText(key)).toBeVisible();
  await takePictures(app, shots, 'unlock');
  const other = join(stick, 'other.key');
  writeFileSync(other, 'another');
  await answerChoosers(app, other);
  await choose.click();
  await gate.unlock(passphrase);
  await expect(page.getByText('The passphrase or the key file is wrong, or both.').first()).toBeVisible();
  await takePictures(app, shots, 'wrong');
  await answerChoosers(app, key);
  await choose.click();
  await gate.unlock(passphrase);
  await expect(vault.row('orders')).toBeVisible();

  await vault.lock();
  await gate.passphrase.waitFor();
  const away = join(home, 'away');
  renameSync(stick, away);
  await page.getByRole('button', { name: 'Other vaults' }).click();
  await page.getByRole('button', { name: 'with-key' }).first().click();
  await expect(page.getByText('This file is missing.')).toBeVisible();
  await gate.unlock(passphrase);
  await expect(page.getByText('This cannot be the key file: there is no such file.')).toBeVisible();
  await takePictures(app, shots, 'missing');
  renameSync(away, stick);
  await gate.unlock(passphrase);
  await expect(vault.row('orders')).toBeVisible();

  await vault.menu('Key file…');
  const dialog = page.getByRole('dialog', { name: 'Key file' });
  await answerChoosers(app, other);
  await choose.click();
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill('not this one');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('The passphrase or the key file is wrong, or both')).toBeVisible();
  await takePictures(app, shots, 'dialog');
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('This vault now opens with the other key file.')).toBeVisible();

  await vault.lock();
  await expect(page.getByText(other)).toBeVisible();
  await gate.unlock(passphrase);
  await vault.menu('Key file…');
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  await dialog.getByRole('button', { name: 'Remove key file' }).click();
  await expect(dialog).toHaveCount(0);
  await vault.menu('Key file…');
  await expect(dialog.getByText('This vault opens with its passphrase only.')).toBeVisible();
  await takePictures(app, shots, 'add');
  await page.keyboard.press('Escape');
  await vault.lock();
  await gate.passphrase.waitFor();
  await expect(choose).toHaveCount(0);
  await gate.unlock(passphrase);
  await expect(vault.row('orders')).toBeVisible();
  expect(existsSync(other)).toBe(true);
});
