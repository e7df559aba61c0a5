import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { backupsIn } from '../src/main/backups/testing/backups-in.ts';
import { expect, test } from './fixtures.ts';
import { Backups } from './pages/backups.ts';
import { CliVault } from './pages/cli-vault.ts';
import { answerChoosers } from './pages/dialogs.ts';
import { Gate } from './pages/gate.ts';
import { Vault } from './pages/vault.ts';
import { onSmallDisk } from './small-disk.ts';

const passphrase = 'copper-meadow-lantern-fjord';
// Seconds each, and several times as many on a machine that others use too.
test.describe.configure({ timeout: 120_000 });
const finished = (folder: string) => backupsIn(folder).filter((name) => !name.startsWith('.'));

test('a full disk at the start, home and vault on it: the app starts, unlocks and reads', async ({
  launch,
  home,
}) => {
  const disk = join(home, 'disk');
  mkdirSync(disk);
  const cliVault = new CliVault(home, 'house.holdfast', passphrase);
  cliVault.put('home/router', { user: 'admin' });
  const program = onSmallDisk(home, disk, { size: '1m', holds: [cliVault.file], full: true });
  const below = (name: string) => join(disk, name);
  const app = await launch({
    program,
    args: [below('house.holdfast')],
    env: {
      XDG_CONFIG_HOME: below('config'),
      XDG_CACHE_HOME: below('cache'),
      XDG_DATA_HOME: below('data'),
      XDG_STATE_HOME: below('state'),
    },
  });
  const page = await app.firstWindow();
  const vault = new Vault(page);
  await new Gate(app, page).unlock(passphrase);
  await vault.row('router').click();
  await expect(vault.value('user')).toHaveText('admin');
  await vault.button('Edit').click();
  await vault.box('user').fill('x'.repeat(9_000));
  await page.keyboard.press('Control+s');
  await expect(vault.detail.getByRole('alert')).toContainText('The disk is full: nothing was saved.');
});

test('a place that is full is told once and stays on the page; the vault is not troubled', async ({
  launch,
  home,
}) => {
  const folder = join(home, 'backups');
  mkdirSync(folder);
  const app = await launch({ program: onSmallDisk(home, folder, { size: '64k' }) });
  const page = await app.firstWindow();
  const backups = new Backups(app, page, home, passphrase);
  await backups.begin();
  await listen(page);
  await backups.vault.menu('Backups…');
  await answerChoosers(app, folder);
  await backups.button('Choose a folder for backups…').click();
  await expect(page.getByText('Its disk is full.').first()).toBeVisible();
  await expect(backups.told('No backup was made in')).toBeVisible();
  await backups.inspect('place-full');
  await backups.button(/^Back up now to /).click();
  await expect(backups.button(/^Back up now to /)).toBeEnabled();
  await expect(page.getByText('Its disk is full.').first()).toBeVisible();
  expect(await heard(page)).toBe(1);
  expect(await filesIn(app, folder)).toEqual([]);
  await page.keyboard.press('Escape');
  await backups.vault.add('home/heating', { user: 'later' });
});

test('a place that is missing is told once, also at the next attempt', async ({ app, page, home }) => {
  const backups = new Backups(app, page, home, passphrase);
  await backups.begin();
  await backups.place();
  await listen(page);
  await app.evaluate((_, folder) => {
    process.getBuiltinModule('node:fs').renameSync(folder, `${folder} away`);
  }, backups.folder);
  for (let attempt = 0; attempt < 2; attempt++) {
    await backups.button(/^Back up now to /).click();
    await expect(page.getByText('This folder is missing.')).toBeVisible();
    await expect(backups.button(/^Back up now to /)).toBeEnabled();
  }
  expect(await heard(page)).toBe(1);
});

test('a backup that runs is called off: nothing is left of it, and nothing is told as trouble', async ({
  app,
  page,
  home,
}) => {
  const backups = await changedSince(app, page, home);
  await backups.vault.menu('Backups…');
  await backups.heading(/not backed up yet/).waitFor();
  const before = finished(backups.folder);
  const other = new Database(backups.cliVault.file);
  try {
    other.exec('BEGIN EXCLUSIVE');
    await backups.button(/^Back up now to /).click();
    await backups.button('Cancel').waitFor();
    await backups.inspect('backup-working');
    await backups.button('Cancel').click();
    other.exec('ROLLBACK');
  } finally {
    other.close();
  }
  await expect(backups.button(/^Back up now to /)).toBeEnabled();
  await expect(page.getByText('Failing since')).toHaveCount(0);
  await expect(backups.heading(/not backed up yet/)).toBeVisible();
  expect(backupsIn(backups.folder)).toEqual(before);
});

test('the app waits for its last backup, and says so; it ends once that is made', async ({
  app,
  page,
  home,
}) => {
  const backups = await changedSince(app, page, home);
  const ended = new Promise((done) => app.process().once('exit', done));
  const other = new Database(backups.cliVault.file);
  try {
    other.exec('BEGIN EXCLUSIVE');
    await app.evaluate(({ app: main }) => main.quit());
    await page.getByRole('alertdialog', { name: 'One last backup' }).waitFor();
    // Nothing of the vault is shown any more, open as it is for its backup.
    await expect(page.getByText('heating')).toHaveCount(0);
    await backups.inspect('quitting');
    other.exec('ROLLBACK');
  } finally {
    other.close();
  }
  await ended;
  expect(finished(backups.folder)).toHaveLength(2);
});

test('the last backup is called off: the app ends at once, and the backup before is there', async ({
  app,
  page,
  home,
}) => {
  const backups = await changedSince(app, page, home);
  const ended = new Promise((done) => app.process().once('exit', done));
  const other = new Database(backups.cliVault.file);
  try {
    other.exec('BEGIN EXCLUSIVE');
    await app.evaluate(({ app: main }) => main.quit());
    await page.getByRole('alertdialog', { name: 'One last backup' }).waitFor();
    await backups.button('Quit now').click();
    other.exec('ROLLBACK');
  } finally {
    other.close();
  }
  await ended;
  expect(backupsIn(backups.folder)).toHaveLength(1);
});

/** A vault with a backup, and one change that is not in it. */
async function changedSince(app: ElectronApplication, page: Page, home: string): Promise<Backups> {
  const backups = new Backups(app, page, home, passphrase);
  await backups.begin();
  await backups.place();
  await page.keyboard.press('Escape');
  await backups.vault.add('home/heating', { user: 'later' });
  return backups;
}

interface Counting {
  holdfast: { on(event: string, heard: () => void): void };
  troubles?: number;
}

/** Counts how often the window is told of a place that fails. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const counting = window as unknown as Counting;
    counting.troubles = 0;
    counting.holdfast.on('backupTrouble', () => {
      counting.troubles = (counting.troubles ?? 0) + 1;
    });
  });
}

function heard(page: Page): Promise<number | undefined> {
  return page.evaluate(() => (window as unknown as Counting).troubles);
}

/** What lies in a folder as the app sees it. */
function filesIn(app: ElectronApplication, folder: string): Promise<string[]> {
  return app.evaluate((_, place) => process.getBuiltinModule('node:fs').readdirSync(place), folder);
}
