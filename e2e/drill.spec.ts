import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openVault } from '../src/main/vault/open.ts';
import { words } from '../src/shared/words/en/window/index.ts';
import { expect, test } from './fixtures.ts';
import { faults } from './pages/axe.ts';
import { CliVault } from './pages/cli-vault.ts';
import { Gate } from './pages/gate.ts';
import { takePictures } from './pages/pictures.ts';
import { Recovery } from './pages/recovery.ts';

const shots = process.env['HOLDFAST_SHOTS'] ?? '';
const passphrase = 'plumb-violet-harbour-sedan';
const text = words.recovery;
const scratches = (home: string) =>
  readdirSync(join(home, 'tmp')).filter((name) => name.startsWith('holdfast-drill-'));

/** Two sheets, any two of which open the vault and every backup from now on. */
async function sheetsFor(file: string): Promise<string[]> {
  const vault = await openVault({ location: file }, passphrase);
  const { shares } = await vault.recovery.issue({ passphrase, threshold: 2, shares: 2 });
  await vault.recovery.markProven([1, 2]);
  await vault.recovery.activate();
  await vault.lock();
  return shares.map((sheet) => sheet.join(' '));
}

test('a drill opens the newest backup by rescue.html in a window of its own, and notes the day', async ({
  app,
  page,
  home,
}) => {
  const cli = new CliVault(home, 'home.holdfast', passphrase);
  cli.put('prod/db', { user: 'app' });
  cli.put('mail', { user: 'ann' });
  const sheets = await sheetsFor(cli.file);
  mkdirSync(join(home, 'backups'));
  cli.run('backup', 'create', join(home, 'backups'));
  cli.put('mail', { user: 'anna' });

  const gate = new Gate(app, page);
  const recovery = new Recovery(app, page);
  await gate.choose(cli.file);
  await gate.unlock(passphrase);
  await recovery.open();
  await recovery.button(text.page.drill).click();
  await expect(page.getByText(/^.*The newest backup is home-/)).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await takePictures(app, shots, 'drill');
  for (const sheet of sheets) {
    await app.evaluate(({ clipboard }, given) => clipboard.writeText(given), sheet);
    await recovery.button(/^Paste/).click();
    if (sheet === sheets[0]) await expect(page.getByText('Sheet 1 is here.')).toBeVisible();
  }
  await expect(recovery.heading(text.drilled.okTitle)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(text.drilled.same(1, 1))).toBeVisible();
  await expect(page.getByText(text.drilled.nothing)).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await takePictures(app, shots, 'drilled');
  expect(scratches(home)).toEqual([]);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await recovery.button(text.drilled.finish).click();
  await expect(page.getByRole('definition').filter({ hasText: text.page.facts.never })).toHaveCount(0);

  // The same by the passphrase: Argon2id is then the page's own, in its worker.
  await recovery.button(text.page.drill).click();
  await recovery.button(text.drill.withPassphrase).click();
  await page.getByLabel(text.drill.passphrase, { exact: true }).fill(passphrase);
  await recovery.button(text.drill.open).click();
  await expect(recovery.heading(text.drilled.okTitle)).toBeVisible({ timeout: 60_000 });
});
