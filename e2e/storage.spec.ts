import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { expect, test } from './fixtures.ts';
import { Gate } from './pages/gate.ts';
import { Vault } from './pages/vault.ts';
import { onSmallDisk } from './small-disk.ts';

const passphrase = 'lantern-mosaic-trellis-cove';
const saved = (page: Page) => page.getByText(/^(Saved|Edited .+)\.$/);

test('a file that another program holds is waited for: nothing stands still, and nothing is lost', async ({
  app,
  page,
  home,
}) => {
  const file = join(home, 'shared.holdfast');
  const vault = new Vault(page);
  await new Gate(app, page).create(file, passphrase);
  await vault.add('one', { user: 'first' });
  const other = new Database(file);
  try {
    other.exec('BEGIN EXCLUSIVE');
    await begin(vault, 'two', 'second');
    await expect(vault.button('Saving…')).toBeVisible();
    // Main answers while it waits, and reads what it holds already.
    await vault.search.fill('one');
    await expect(vault.row('two')).toHaveCount(0);
    await expect(vault.row('one')).toBeVisible();
    await vault.search.fill('');
    if (process.env['HOLDFAST_LONG'] === '1') {
      test.setTimeout(180_000);
      await expect(vault.detail.getByRole('alert')).toContainText(
        'Another program is using this vault file.',
        {
          timeout: 90_000,
        },
      );
      await expect(vault.box('user')).toHaveValue('second');
      await page.keyboard.press('Control+s');
    }
    other.exec('ROLLBACK');
    await expect(saved(page)).toBeVisible();
  } finally {
    other.close();
  }
  await vault.row('two').click();
  await expect(vault.value('user')).toHaveText('second');
});

test('a full disk is told; the vault is as it was, the edits stay, and they are saved once there is room', async ({
  home,
  launch,
}) => {
  const disk = join(home, 'disk');
  mkdirSync(disk);
  const app = await launch({ program: onSmallDisk(home, disk, { size: '512k' }) });
  const page = await app.firstWindow();
  const vault = new Vault(page);
  const file = join(disk, 'full.holdfast');
  await new Gate(app, page).create(file, passphrase);
  await vault.add('one', { user: 'first' });
  const before = await bytesOf(app, file);

  await begin(vault, 'two', 'x'.repeat(700_000));
  await expect(vault.detail.getByRole('alert')).toContainText('The disk is full: nothing was saved.');
  expect(await bytesOf(app, file)).toBe(before);
  await expect(vault.path).toHaveValue('two');
  await vault.box('user').fill('second');
  await page.keyboard.press('Control+s');
  await expect(saved(page)).toBeVisible();
  await vault.lock();
  await new Gate(app, page).unlock(passphrase);
  for (const [path, value] of [
    ['one', 'first'],
    ['two', 'second'],
  ] as const) {
    await vault.row(path).click();
    await expect(vault.value('user')).toHaveText(value);
  }
});

/** Fills in a new secret and asks for it to be saved, without waiting for that. */
async function begin(vault: Vault, path: string, user: string): Promise<void> {
  await vault.startNew();
  await vault.path.fill(path);
  if (!(await vault.box('user').isVisible())) await vault.addField('user');
  await vault.box('user').fill(user);
  await vault.page.keyboard.press('Control+s');
}

/** A hash of a file as the app sees it. */
function bytesOf(app: ElectronApplication, file: string): Promise<string> {
  return app.evaluate((_, location) => {
    const [fs, crypto] = [process.getBuiltinModule('node:fs'), process.getBuiltinModule('node:crypto')];
    return crypto.createHash('sha256').update(fs.readFileSync(location)).digest('hex');
  }, file);
}
