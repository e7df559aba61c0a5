import type { Page } from '@playwright/test';
import { passphrase } from '../../src/main/ipc/testing/scene.ts';
import { words } from '../../src/shared/words/en/window/index.ts';
import { Vault } from '../pages/vault.ts';
import { expect, test } from './fixtures.ts';

test.use({ scene: { vault: 'locked' } });

/** Counts the keys that are pressed beside what is typed. */
function countPresses(page: Page): () => number {
  const { keyboard } = page;
  const press = keyboard.press.bind(keyboard);
  let presses = 0;
  keyboard.press = (...given) => {
    presses += 1;
    return press(...given);
  };
  return () => presses;
}

test('by keyboard alone: unlock, add, find, copy, edit, rename, delete, undo, lock, in 40 presses at most', async ({
  page,
  app,
}) => {
  const presses = countPresses(page);
  const vault = new Vault(page);
  const secrets = () => app.session.vault.secrets;
  await page.getByLabel('Passphrase', { exact: true }).waitFor();
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await expect(vault.search).toBeFocused();

  await page.keyboard.press('Control+n');
  await expect(page.getByRole('option', { name: 'Login', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(vault.title).toBeFocused();
  await page.keyboard.type('shed');
  await page.keyboard.press('Tab');
  await page.keyboard.type('garden');
  await page.keyboard.press('Enter');
  await expect(vault.box('user')).toBeFocused();
  await page.keyboard.type('ada');
  await page.keyboard.press('Enter');
  await page.keyboard.type('rake-and-spade');
  await page.keyboard.press('Control+s');
  await vault.detail.getByRole('heading', { name: 'shed' }).waitFor();

  await page.keyboard.press('/');
  await page.keyboard.type('shed');
  await expect(vault.list.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+c');
  await expect.poll(() => app.copied).toBe('rake-and-spade');

  await page.keyboard.press('Control+e');
  await vault.detail.getByRole('heading', { name: 'Edit secret' }).waitFor();
  await expect(vault.box('user')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('grace');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(vault.title).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('hut');
  const { revision } = app.session.vault;
  await page.keyboard.press('Control+s');
  await vault.detail.getByRole('heading', { name: 'hut' }).waitFor();
  expect(app.session.vault.revision).toBe(revision + 1);
  expect((await secrets().get('garden/hut')).fields[0]?.value).toBe('grace');

  // In a search that finds nothing any more, Ctrl+Z would take back what was typed there.
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await expect(vault.row('hut')).toBeVisible();
  await page.keyboard.press('Shift+F6');
  await expect(vault.detail.getByRole('heading', { name: 'hut' })).toBeFocused();
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await secrets().get('garden/hut')).version).toBe(0);
  // Until the window has heard of it, Ctrl+Z takes back the edit before.
  await page.getByText(words.status.deleted('hut')).waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await secrets().get('garden/hut')).version).toBe(2);

  await page.keyboard.press('Control+l');
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  expect(await page.evaluate(() => document.body.textContent)).not.toContain('garden');
  expect(presses(), 'keys pressed beside what was typed').toBeLessThanOrEqual(40);
});

test.describe('an open vault', () => {
  test.use({ scene: { vault: 'open' } });

  test('suggestions of a folder leave Ctrl+S to the form: it saves, or says why not', async ({
    page,
    app,
  }) => {
    const vault = new Vault(page);
    const suggestions = page.getByRole('listbox', { name: 'Folders' });
    await vault.list.waitFor();
    await vault.startNew();
    await vault.title.fill('db');
    await vault.folder.focus();
    await page.keyboard.type('prod/');
    await suggestions.getByRole('option').first().waitFor();
    await page.keyboard.press('Control+s');
    await expect(vault.folder).toHaveAttribute('aria-invalid', 'true');
    await expect(suggestions).toHaveCount(0);
    await page.keyboard.press('Backspace');
    await suggestions.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    await expect(suggestions).toHaveCount(0);
    await expect(vault.folder).toHaveValue('prod');
    await vault.box('password').fill('pw');
    await vault.folder.focus();
    await page.keyboard.press('End');
    await page.keyboard.type('/');
    await page.keyboard.type('q');
    await page.keyboard.press('Control+s');
    await vault.detail.getByRole('heading', { name: 'db' }).waitFor();
    expect((await app.session.vault.secrets.get('prod/q/db')).fields).toMatchObject([{ value: 'pw' }]);
  });

  test('a secret that is deleted leaves the focus to the list, in one pane too, and Ctrl+Z brings it back', async ({
    page,
    app,
  }) => {
    const vault = new Vault(page);
    await page.setViewportSize({ width: 720, height: 700 });
    await vault.list.waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(vault.detail.getByRole('heading', { level: 1 })).toBeFocused();
    const deleted = app.session.vault.revision + 1;
    await page.keyboard.press('Delete');
    await expect.poll(() => app.session.vault.revision).toBe(deleted);
    await expect(page.locator('#list')).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect.poll(() => app.session.vault.revision).toBe(deleted + 1);
  });
});
