import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import type { TestApp } from '../../src/main/ipc/testing/app.ts';
import { fileAt } from '../../src/shared/place.ts';
import { words } from '../../src/shared/words/en/window/index.ts';
import { inspect } from '../pages/inspect.ts';
import { Vault } from '../pages/vault.ts';
import { expect, test } from './fixtures.ts';

// The screens that are reached by a few steps, each as axe and a narrow window see it.

const { recovery, list } = words;
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** Ends all that lies over the vault, a step at a time. */
async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function putLogin({ session }: TestApp, path: string, password: string): Promise<void> {
  await session.vault.secrets.put(path, [
    { name: 'username', type: 'text', value: 'ada' },
    { name: 'password', type: 'secret', value: password },
    { name: 'url', type: 'url', value: 'http://shop.example' },
  ]);
}

test.describe('a vault with sheets and backups', () => {
  test.use({ scene: { secrets: 6, sheets: 'active', backups: true } });

  test('palette, several, menus, health, versions compared', async ({ page, app }) => {
    await putLogin(app, 'shop', 'password');
    await putLogin(app, 'shop', 'letmein');
    const vault = new Vault(page);
    await vault.row('shop').click();
    await vault.detail.getByRole('heading', { name: 'shop' }).waitFor();
    await vault.versionAction(1, words.versions.compare);
    await page.getByRole('dialog', { name: words.versions.title }).waitFor();
    await inspect(page, 'compare');
    await leave(page);
    await vault.row('shop').click({ button: 'right' });
    await page.getByRole('menu').waitFor();
    await inspect(page, 'row-menu');
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('sho');
    await page.getByRole('option', { name: list.palette.copyPasswordOf('shop') }).waitFor();
    await inspect(page, 'palette');
    // What is offered takes the whole box.
    const width = async (role: 'combobox' | 'listbox') =>
      (await page.getByRole('dialog').getByRole(role).boundingBox())?.width;
    expect(await width('listbox')).toBe((await page.getByRole('dialog').boundingBox())?.width);
    expect(await width('combobox')).toBe(await width('listbox'));
    await leave(page);
    await vault.list.focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('heading', { name: list.chosen(7) }).waitFor();
    await inspect(page, 'several');
    await page.keyboard.press('Escape');
    await vault.menu(words.health.menu);
    await page.getByRole('list', { name: words.health.list }).waitFor();
    await inspect(page, 'health');
  });

  test('drill, letter, rehearsal, and a new set as far as its size', async ({ page }) => {
    await new Vault(page).menu(recovery.menu);
    for (const [name, way] of [
      ['letter', recovery.page.letter],
      ['drill', recovery.page.drill],
      ['rehearse', recovery.page.rehearse],
      ['new-set', recovery.page.replace],
    ] as const) {
      await button(page, way).click();
      await page.getByRole('dialog').getByRole('heading', { level: 2 }).first().waitFor();
      await inspect(page, name);
      await button(page, words.actions.back).first().click();
      await button(page, recovery.page.rehearse).waitFor();
    }
  });
});

test.describe('an import, and another vault', () => {
  test.use({ scene: { secrets: 2, backups: true } });

  test('preview of an import, the switcher, and where secrets are copied to', async ({ page, app }) => {
    await putLogin(app, 'shop', 'one');
    const folder = dirname(app.choices.new ?? '');
    const file = join(folder, 'list.csv');
    writeFileSync(file, 'Site of it,Who,Word,City\nShop,ada,hunter2,Bonn\nMail,bob,two,Ulm\n');
    app.choices.importFile = file;
    await new Vault(page).menu(words.menu.import);
    await button(page, words.import.choose).click();
    await page.getByRole('region', { name: words.import.columns }).waitFor();
    await inspect(page, 'import-columns');
    await leave(page);
    writeFileSync(file, 'name,url,username,password\nShop,http://shop.example,ada,two\nBank,,ada,3');
    app.choices.importFile = file;
    const vault = new Vault(page);
    await vault.menu(words.menu.import);
    await button(page, words.import.choose).click();
    await inspect(page, 'import-file');
    await button(page, words.import.preview).click();
    await page.getByRole('listbox', { name: words.import.tree }).waitFor();
    await inspect(page, 'import-preview');
    await leave(page);
    await app.session.leave(true);
    await app.session.create(fileAt(join(folder, 'Work.holdfast')), 'open');
    await putLogin(app, 'mail', 'three');
    await page.reload();
    await button(page, /^Work/).click();
    await page.getByRole('menuitem', { name: words.switcher.another }).waitFor();
    await inspect(page, 'switcher');
    await page.keyboard.press('Escape');
    await vault.row('mail').click({ button: 'right' });
    await page.getByRole('menuitem', { name: list.copyToVault }).click();
    await page.getByRole('option', { name: 'Household' }).waitFor();
    await inspect(page, 'copy-to-vault');
  });
});

test.describe('a dialogue that is longer than the window', () => {
  test.use({ scene: { secrets: 2 } });

  test('its buttons are in sight, and hide nothing that has the focus', async ({ page }) => {
    await new Vault(page).list.waitFor();
    await page.setViewportSize({ width: 480, height: 533 });
    await new Vault(page).menu(words.export.menu);
    const submit = page.getByRole('dialog').getByRole('button', { name: /^Export/ });
    await expect(submit).toBeInViewport({ ratio: 1 });
    const again = page.getByLabel(words.export.passwordAgain);
    await again.focus();
    const [above, below] = [await again.boundingBox(), await submit.boundingBox()];
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
  });
});

test.describe('a vault that another computer changes', () => {
  test.use({ scene: { secrets: 6, apart: true } });

  test('its devices', async ({ page }) => {
    await new Vault(page).menu(words.menu.devices);
    await page.getByRole('list', { name: words.devices.list }).waitFor();
    await inspect(page, 'devices');
  });
});
