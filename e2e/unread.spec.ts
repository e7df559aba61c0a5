import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from './fixtures.ts';
import { faults } from './pages/axe.ts';
import { CliVault } from './pages/cli-vault.ts';
import { Gate } from './pages/gate.ts';
import { takePictures } from './pages/pictures.ts';
import { Vault } from './pages/vault.ts';

const passphrase = 'copper-meadow-lantern-fjord';
const shots = process.env['HOLDFAST_SHOTS'] ?? '';
const many = 300;

/** A vault of two pages, one or both of which are written over with zeros. */
function damagedVault(home: string, which: 'one' | 'all'): CliVault {
  const cliVault = new CliVault(home, 'house.holdfast', passphrase);
  const items = Array.from({ length: many }, (_, n) => [`shelf-${n % 7}/item-${n}`, { user: `u${n}` }]);
  const file = join(home, 'items.json');
  writeFileSync(file, JSON.stringify(Object.fromEntries(items)));
  cliVault.run('import', file);
  const db = new Database(cliVault.file);
  const where = which === 'all' ? '' : 'WHERE id = (SELECT id FROM objects ORDER BY length(bytes) DESC)';
  db.exec(`UPDATE objects SET bytes = zeroblob(length(bytes)) ${where}`);
  db.close();
  return cliVault;
}

test('what cannot be read is counted beside what can: in the list, the folders and the search', async ({
  app,
  page,
  home,
}) => {
  const cliVault = damagedVault(home, 'one');
  const gate = new Gate(app, page);
  const vault = new Vault(page);
  await gate.choose(cliVault.file);
  await gate.unlock(passphrase);
  const list = page.getByRole('region', { name: 'Secrets' });
  const status = list.getByRole('status');
  await expect(status).toHaveText(/^\d+ secrets, \d+ unreadable$/);
  const [shown = 0, unread = 0] = (await status.innerText()).match(/\d+/g)?.map(Number) ?? [];
  expect([shown + unread, unread > 1]).toEqual([many, true]);
  const note = page
    .getByRole('navigation', { name: 'Folders' })
    .getByText(`${unread} secrets cannot be read and are not counted here.`);
  await expect(note).toBeVisible();
  await takePictures(app, shots, 'unread-1');
  expect(await faults(page)).toEqual([]);
  await vault.search.fill('no such thing');
  await expect(list.getByRole('heading', { name: 'Cannot be read' })).toBeVisible();
  await expect(list).toContainText('the search may have missed some');
  await vault.search.fill('item');
  await expect(status).toHaveText(`${shown} results, ${unread} unreadable`);
});

test('a vault of which nothing can be read does not seem empty', async ({ app, page, home }) => {
  const cliVault = damagedVault(home, 'all');
  const gate = new Gate(app, page);
  await gate.choose(cliVault.file);
  await gate.unlock(passphrase);
  const list = page.getByRole('region', { name: 'Secrets' });
  await expect(list.getByRole('heading', { name: 'Cannot be read' })).toBeVisible();
  await expect(page.getByText('No secrets yet')).toHaveCount(0);
  await expect(page.getByText(`${many} secrets cannot be read and are not counted here`)).toBeVisible();
  await takePictures(app, shots, 'unread-2');
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await faults(page)).toEqual([]);
  await list.getByRole('button').filter({ hasText: 'repair' }).press('Enter');
  await expect(page.getByRole('heading', { name: /cannot be read/ })).toBeFocused();
});
