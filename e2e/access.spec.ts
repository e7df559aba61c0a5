import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { faults } from './pages/axe.ts';
import { answerChoosers } from './pages/dialogs.ts';
import { Gate } from './pages/gate.ts';
import { Vault } from './pages/vault.ts';

const passphrase = 'copper-meadow-lantern-fjord';

test('a whole visit by keyboard alone', async ({ app, page, home }) => {
  await answerChoosers(app, join(home, 'keys.holdfast'));
  await page.getByRole('button', { name: 'Create a vault' }).waitFor();
  await reach(page, 'Create a vault');
  await page.keyboard.press('Enter');
  await reach(page, 'Choose…');
  await page.keyboard.press('Enter');
  await page.getByText('keys.holdfast').waitFor();
  await reach(page, 'Passphrase');
  await page.keyboard.type(passphrase);
  await reach(page, 'Passphrase again');
  await page.keyboard.type(passphrase);
  await reach(page, 'I understand that a lost passphrase cannot be reset');
  await page.keyboard.press('Space');
  await reach(page, 'Create vault');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'No secrets yet' }).waitFor();

  const form = new Vault(page);
  await page.keyboard.press('Control+n');
  await expect(page.getByRole('option', { name: 'Login', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(form.title).toBeFocused();
  await page.keyboard.type('queue');
  await page.keyboard.press('Tab');
  await page.keyboard.type('prod');
  // Enter leads through the values.
  for (const next of ['user', 'password', 'url', 'note']) {
    await page.keyboard.press('Enter');
    await expect(form.box(next)).toBeFocused();
    if (next === 'user') await page.keyboard.type('queue-reader');
  }
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('queue');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(new Vault(page).value('user')).toHaveText('queue-reader');
  await page.keyboard.press('Control+l');
  await page.getByRole('heading', { name: /^Unlock / }).waitFor();
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await expect(new Vault(page).row('queue')).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`no screen has an accessibility violation: ${theme}`, async ({ app, page, home }) => {
    test.setTimeout(180_000);
    const gate = new Gate(app, page);
    const vault = new Vault(page);
    await paint(app, theme);
    await page.getByRole('button', { name: 'Create a vault' }).waitFor();
    await inspect(page, 'welcome');
    await gate.create(join(home, 'axe.holdfast'), passphrase);
    await inspect(page, 'empty vault');
    await vault.button('New secret').first().click();
    await inspect(page, 'new secret');
    await page.keyboard.press('Escape');
    await vault.add('prod/db/orders', { user: 'orders_reader', password: 'covered-by-dots' });
    await vault.row('orders').click();
    await vault.button(/^Versions/).click();
    await inspect(page, 'detail');
    await vault.search.fill('nothing like this');
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    await inspect(page, 'no hits');
    await page.keyboard.press('Escape');
    for (const item of [
      'Import…',
      'Export…',
      'Change passphrase…',
      'Preferences…',
      'Keyboard shortcuts',
      'About Holdfast',
    ]) {
      await vault.menu(item);
      await page.getByRole('dialog').waitFor();
      await inspect(page, item);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await vault.lock();
    await gate.unlock('wrong on purpose');
    await page.getByText('This passphrase does not open the vault.').first().waitFor();
    await inspect(page, 'unlock');
  });
}

/** Tabs until the control of that name has the focus. */
async function reach(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    const found = await page.evaluate((wanted) => {
      const here = document.activeElement as HTMLElement | null;
      const labels = (here as HTMLInputElement | null)?.labels ?? [];
      const named = (here?.getAttribute('aria-labelledby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id));
      const texts = [
        here?.getAttribute('aria-label'),
        here?.textContent,
        ...[...labels].map((l) => l.textContent),
      ];
      texts.push(...named.map((element) => element?.textContent));
      return texts.some((text) => text?.trim() === wanted);
    }, name);
    if (found) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${name}`);
}

async function paint(app: ElectronApplication, theme: 'light' | 'dark'): Promise<void> {
  await app.evaluate(({ nativeTheme }, wanted) => {
    nativeTheme.themeSource = wanted;
  }, theme);
}

async function inspect(page: Page, screen: string): Promise<void> {
  expect(await faults(page), screen).toEqual([]);
}
