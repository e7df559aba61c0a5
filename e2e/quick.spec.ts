import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Bridge } from '../src/shared/contract.ts';
import { words } from '../src/shared/words/en/window/index.ts';
import { electron, environment, expect, packed, test } from './fixtures.ts';
import { Gate } from './pages/gate.ts';
import { Vault } from './pages/vault.ts';

const text = words.quick;
const passphrase = 'velvet-orbit-walnut-harbor';

/** What a key of one's own desktop runs. */
async function startQuickly(home: string): Promise<void> {
  const args = packed ? [] : [join(import.meta.dirname, '..')];
  const again = spawn(electron(), [...args, '--quick'], { env: environment(home), stdio: 'ignore' });
  expect((await once(again, 'exit'))[0]).toBe(0);
}

async function smallWindow(app: ElectronApplication, home: string): Promise<Page> {
  const opened = app.waitForEvent('window');
  await startQuickly(home);
  const small = await opened;
  await small.waitForURL(/\?quick$/);
  return small;
}

const clipboard = (app: ElectronApplication) => app.evaluate((api) => api.clipboard.readText());
const shown = (app: ElectronApplication) =>
  app.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().filter(
        (window) => window.webContents.getURL().endsWith('?quick') && window.isVisible(),
      ).length,
  );

test('a second start with --quick shows a small window that copies, is gone, and may ask nothing else', async ({
  app,
  page,
  home,
}) => {
  test.setTimeout(120_000);
  await new Gate(app, page).create(join(home, 'work.holdfast'), passphrase);
  const vault = new Vault(page);
  await vault.add('prod/billing', { user: 'ann', password: 'kept in the dark' });
  const small = await smallWindow(app, home);
  const box = small.getByRole('combobox', { name: text.title });
  await expect(box).toBeFocused();
  await box.fill('bil');
  await expect(small.getByRole('option', { selected: true })).toContainText('billing');
  // It has the bridge of every page; main answers it what a search needs.
  const replies = await small.evaluate(() => {
    const { holdfast } = window as unknown as { holdfast: Bridge };
    return Promise.all([
      holdfast.secrets.reveal({ path: 'prod/billing', version: 1, field: 'password' }),
      holdfast.vault.lock(),
      holdfast.app.setPreferences({ autoLockMinutes: 0 }),
    ]);
  });
  for (const reply of replies) expect(reply).toMatchObject({ ok: false, failure: { code: 'denied' } });
  await box.press('Enter');
  await expect.poll(() => shown(app)).toBe(0);
  expect(await clipboard(app)).toBe('kept in the dark');

  // Keys of the person's own choice show it again, wherever the focus is.
  const given = await page.evaluate(() =>
    (window as unknown as { holdfast: Bridge }).holdfast.quick.setKeys({ keys: 'Ctrl+Alt+K' }),
  );
  expect(given).toEqual({ ok: true, value: { keys: 'Ctrl+Alt+K', state: 'on' } });
  execFileSync('xdotool', ['key', 'ctrl+alt+k']);
  await expect.poll(() => shown(app)).toBe(1);
  await expect(box).toHaveValue('');
  // Whatever else is looked at, it is away.
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => !window.webContents.getURL().endsWith('?quick'))
      ?.focus(),
  );
  await expect.poll(() => shown(app)).toBe(0);

  // A lock ends its page; the next one unlocks and searches.
  const ended = small.waitForEvent('close');
  await page.bringToFront();
  await vault.lock();
  await ended;
  const locked = await smallWindow(app, home);
  await locked.getByLabel(words.unlock.passphrase, { exact: true }).fill(passphrase);
  await locked.getByLabel(words.unlock.passphrase, { exact: true }).press('Enter');
  await expect(locked.getByRole('option', { name: /billing/ })).toBeVisible();
  await locked.getByRole('combobox').press('Control+Enter');
  await expect(vault.detail.getByRole('heading', { level: 1, name: 'billing' })).toBeVisible();
  await expect.poll(() => shown(app)).toBe(0);
});
