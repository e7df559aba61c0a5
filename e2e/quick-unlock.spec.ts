import { join } from 'node:path';
import { words } from '../src/shared/words/en/window/index.ts';
import { expect, test, windowOf } from './fixtures.ts';
import { key, leftOpen, whoHolds } from './memory.ts';
import { Gate } from './pages/gate.ts';
import { Vault } from './pages/vault.ts';
import { keysOf } from './vault-keys.ts';

const passphrase = 'velvet-orbit-walnut-harbor';
const pin = '8364';
const text = words.quickUnlock;

test('a PIN opens the vault again, by the kernel’s own keyring, and no process has the key meanwhile', async ({
  launch,
  home,
}) => {
  test.setTimeout(180_000);
  const app = await launch({ env: leftOpen(home) });
  const page = await windowOf(app);
  const file = join(home, 'work.holdfast');
  await new Gate(app, page).create(file, passphrase);
  const vault = new Vault(page);
  await vault.add('prod/billing', { user: 'ann' });
  await vault.menu(words.menu.preferences);
  await page.getByRole('tab', { name: words.preferences.parts.security }).click();
  const part = page.getByRole('region', { name: text.title });
  await expect(part).toBeVisible();
  const refused = words.failures.quickUnlock['keyring-refused'].what;
  test.skip(await part.getByText(refused).isVisible(), 'the kernel refuses its keyring here');

  await part.getByRole('button', { name: text.use.pin }).click();
  await page.getByLabel(text.dialog.newPin).fill(pin);
  await page.getByLabel(text.dialog.again).fill(pin);
  await page.getByLabel(text.dialog.passphrase).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(part.getByText(text.set.pin(text.hours(8)))).toBeVisible();
  await page.getByRole('button', { name: words.actions.close }).first().click();
  await vault.lock();

  const { root, data } = await keysOf(file, passphrase);
  const keys = [key('root key', root), ...data.map((one, i) => key(`data key ${i}`, one))];
  const held = () => whoHolds(Number(app.process().pid), keys);
  await expect.poll(held, { timeout: 60_000 }).toEqual([]);
  const field = page.getByLabel(text.pin, { exact: true });
  await expect(field).toBeFocused();
  await field.fill('0000');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.failures.quickUnlock.wrongPin(4).next).first()).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill(pin);
  await page.keyboard.press('Enter');
  await expect(vault.row('billing')).toBeVisible();
});
