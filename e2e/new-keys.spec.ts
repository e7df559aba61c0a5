import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { initializeBackend } from '../src/main/backend/initialize.ts';
import { openVault } from '../src/main/vault/open.ts';
import { damagePages } from '../src/main/vault/testing/damage-pages.ts';
import { forgetRecipients } from '../src/main/vault/testing/recipients.ts';
import { failureOf } from '../src/shared/failure.ts';
import { expect, test } from './fixtures.ts';
import { faults } from './pages/axe.ts';
import { CliVault } from './pages/cli-vault.ts';
import { Gate } from './pages/gate.ts';
import { Keys } from './pages/keys.ts';
import { takePictures } from './pages/pictures.ts';
import { Recovery } from './pages/recovery.ts';
import { Vault } from './pages/vault.ts';
import { keysOf } from './vault-keys.ts';

const passphrase = 'copper-meadow-lantern-fjord';
const next = 'quiet-marble-otter-lantern';
const shots = process.env['HOLDFAST_SHOTS'] ?? '';

/** An open vault with two secrets and a set of sheets, and a copy of it that somebody took. */
async function begin(
  app: ElectronApplication,
  page: Page,
  home: string,
  before: (file: string) => Promise<void> = async () => undefined,
) {
  const cliVault = new CliVault(home, 'house.holdfast', passphrase);
  cliVault.put('letters/aunt', { letter: 'dear aunt' });
  cliVault.put('home/router', { user: 'admin' });
  const opened = await openVault({ location: cliVault.file }, passphrase);
  const { shares } = await opened.recovery.issue({ passphrase, shares: 1, threshold: 1 });
  await opened.recovery.markProven([1]);
  await opened.recovery.activate();
  await opened.lock();
  const copy = join(home, 'copy.holdfast');
  copyFileSync(cliVault.file, copy);
  await before(cliVault.file);
  const gate = new Gate(app, page);
  await gate.choose(cliVault.file);
  await gate.unlock(passphrase);
  const vault = new Vault(page);
  await vault.row('router').waitFor();
  return { cliVault, copy, gate, vault, sheet: shares[0] ?? [] };
}

/** What the root key of a file, as its passphrase gives it, does to another file. */
async function rootKeyOn(from: string, words: string, location: string): Promise<string> {
  const { root } = await keysOf(from, words);
  const tried = initializeBackend({ location, readOnly: true }, root);
  const opened = await tried.catch((error: unknown) => failureOf(error)?.code ?? 'internal');
  if (typeof opened === 'string') return opened;
  await opened.backend.close();
  return 'opens';
}

test('the keys are changed without a mouse, and what copies keep leads to each secret until it has another value', async ({
  app,
  page,
  home,
}) => {
  test.setTimeout(180_000);
  const { cliVault, copy, gate, vault } = await begin(app, page, home);
  const keys = new Keys(page);
  const dialog = page.getByRole('dialog', { name: 'Change the keys of this vault' });
  const open = async () => {
    await keys.press('Menu');
    await page.keyboard.type('Change the k');
    await page.keyboard.press('Enter');
    await dialog.waitFor();
  };
  await open();
  await takePictures(app, shots, 'keys-1-ask');
  expect(await faults(page)).toEqual([]);
  await keys.type('Passphrase', 'wrong');
  await page.keyboard.press('Enter');
  await dialog
    .getByText(/does not open the vault/)
    .first()
    .waitFor();
  // What could not be typed while it was tried is marked, to be typed anew.
  await expect(dialog.getByRole('textbox', { name: 'Passphrase' })).toBeFocused();
  expect(await rootKeyOn(copy, passphrase, cliVault.file)).toBe('opens');
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await dialog.getByText('Older copies keep 2 secrets').waitFor();
  await takePictures(app, shots, 'keys-2-list');
  expect(await faults(page)).toEqual([]);
  const rows = dialog.getByRole('list', { name: 'Change these where they are used' }).getByRole('listitem');
  await expect(rows).toHaveText([/^home\/router.*Show$/, /^letters\/aunt.*Show$/]);
  expect(await rootKeyOn(copy, passphrase, cliVault.file)).toBe('wrong-key');
  await keys.press('Show home/router');
  await vault.detail.getByRole('heading', { name: 'router' }).waitFor();
  await expect(vault.list.getByRole('option', { selected: true })).toContainText('router');

  const putLocked = async (path: string) => {
    await vault.lock();
    cliVault.put(path, { user: 'somebody' });
    await gate.unlock(passphrase);
    await vault.row('router').waitFor();
    await open();
  };
  await putLocked('home/router');
  await expect(rows).toHaveText([/^letters\/aunt.*Show$/]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await putLocked('letters/aunt');
  await dialog.getByText('older copies are of no use').waitFor();
  await takePictures(app, shots, 'keys-3-nothing');
});

test('a changed passphrase and a revoked set change the keys, unless the tick is taken away', async ({
  app,
  page,
  home,
}) => {
  test.setTimeout(180_000);
  const { cliVault, copy, vault } = await begin(app, page, home);
  const tick = page.getByRole('checkbox', { name: 'Change the keys of this vault, too' });

  await vault.menu('Change passphrase');
  await expect(tick).toBeChecked();
  await page.getByText('Change the keys of this vault, too').click();
  await page.getByText('Keep them only if nobody else has a copy').waitFor();
  await takePictures(app, shots, 'keys-4-passphrase');
  expect(await faults(page)).toEqual([]);
  await page.getByLabel('Current passphrase').fill(passphrase);
  await page.getByLabel('New passphrase', { exact: true }).fill(next);
  await page.getByLabel('New passphrase again').fill(next);
  await vault.button('Change passphrase').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await rootKeyOn(copy, passphrase, cliVault.file)).toBe('opens');

  await vault.menu('Recovery sheets');
  await vault.button('Revoke this set…').click();
  await expect(tick).toBeChecked();
  await takePictures(app, shots, 'keys-5-revoke');
  expect(await faults(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  await vault.button('Revoke').click();
  await page
    .getByText(/does not open the vault/)
    .first()
    .waitFor();
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(next);
  await vault.button('Revoke').click();
  await page.getByText('This vault has no recovery sheets').waitFor();
  expect(await rootKeyOn(copy, passphrase, cliVault.file)).toBe('wrong-key');
  await page.keyboard.press('Escape');
  await page.getByText('Older copies keep what they have').waitFor();
  await takePictures(app, shots, 'keys-6-line');
  await page.getByRole('region', { name: 'Keys of the vault' }).getByRole('button', { name: 'Show' }).click();
  await page.getByText('Older copies keep 2 secrets').waitFor();
});

/** From an open vault to the last step of the way back in, with a passphrase typed. */
async function forget(app: ElectronApplication, page: Page, vault: Vault, sheet: readonly string[]) {
  await vault.lock();
  const recovery = new Recovery(app, page);
  await recovery.button('I forgot the passphrase').click();
  await recovery.button('Begin').click();
  await recovery.typeWords(sheet);
  await recovery.heading('Choose a new passphrase').waitFor();
  await page.getByRole('textbox', { name: 'New passphrase', exact: true }).fill(next);
  await page.getByRole('textbox', { name: 'New passphrase again' }).fill(next);
  return recovery;
}

test('a recovery changes the keys, and says what older copies open with', async ({ app, page, home }) => {
  test.setTimeout(180_000);
  const { cliVault, copy, vault, sheet } = await begin(app, page, home);
  const recovery = await forget(app, page, vault, sheet);
  await expect(page.getByRole('checkbox', { name: 'Change the keys of this vault, too' })).toBeChecked();
  await takePictures(app, shots, 'keys-7-recovery');
  expect(await faults(page)).toEqual([]);
  await recovery.button('Open the vault').click();
  await recovery.heading('The vault is open again').waitFor({ timeout: 60_000 });
  await page.getByText(/Earlier backups open with the sheets/).waitFor();
  await takePictures(app, shots, 'keys-8-restored');
  expect(await rootKeyOn(copy, passphrase, cliVault.file)).toBe('wrong-key');
  await recovery.button('Go to the vault').click();
  await page.getByText('Older copies keep what they have').waitFor();
});

test('a vault with damaged pages comes back with its keys as they are', async ({ app, page, home }) => {
  test.setTimeout(180_000);
  const { cliVault, copy, vault, sheet } = await begin(app, page, home);
  await damagePages(cliVault.file, passphrase);
  const recovery = await forget(app, page, vault, sheet);
  await recovery.button('Open the vault').click();
  await page.getByText('Part of the vault is damaged, so its keys cannot be changed now').waitFor();
  await expect(page.getByRole('checkbox', { name: 'Change the keys of this vault, too' })).not.toBeChecked();
  await takePictures(app, shots, 'keys-9-damaged');
  expect(await faults(page)).toEqual([]);
  await recovery.button('Open the vault').click();
  await recovery.heading('The vault is open again').waitFor({ timeout: 60_000 });
  expect(await rootKeyOn(copy, passphrase, cliVault.file)).toBe('opens');
});

test('what the new keys could not be given to is told', async ({ app, page, home }) => {
  test.setTimeout(180_000);
  const { vault } = await begin(app, page, home, (file) => forgetRecipients(file, passphrase));
  await vault.menu('Change the keys of this vault');
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  await vault.button('Change the keys').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/^The sheets of set .* no longer open it\..*“kitchen” no longer opens it/).waitFor();
  await dialog.getByText('Older copies keep 2 secrets').waitFor();
  await takePictures(app, shots, 'keys-10-dropped');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByText('Something that opened it before no longer does').waitFor();
});
