import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { faults } from './pages/axe.ts';
import { Gate } from './pages/gate.ts';
import { takePictures } from './pages/pictures.ts';
import { Vault } from './pages/vault.ts';

const passphrase = 'amber-sextant-quarry-lodge';
const shots = process.env['HOLDFAST_SHOTS'] ?? '';

test.beforeEach(async ({ app, page, home }) => {
  await new Gate(app, page).create(join(home, 'desk.holdfast'), passphrase);
});

/** What has the focus, in words; `BODY` where nothing has. It may take two frames to get there. */
function focused(page: Page): Promise<string> {
  return page.evaluate(async () => {
    for (let frames = 0; frames < 4; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
    const here = document.activeElement;
    return here === document.body ? 'BODY' : `${here?.tagName} ${here?.id}`;
  });
}
const expectFocus = async (page: Page, after: string) =>
  expect.poll(() => focused(page), { message: `the focus after ${after}` }).not.toBe('BODY');

test('the focus never falls to the page: buttons that go with what they did', async ({ page }) => {
  const vault = new Vault(page);
  await vault.add('mail/personal', { user: 'ada' });
  await vault.add('mail/work', { user: 'bob' });
  await vault.row('work').click();
  await vault.button('Delete').press('Enter');
  await vault.row('work').waitFor({ state: 'detached' });
  await expectFocus(page, 'Delete');
  await vault.button('Undo').press('Enter');
  await vault.row('work').waitFor();
  await expectFocus(page, 'Undo');
  // The keyboard goes on from there.
  await page.keyboard.press('Control+f');
  await expect(vault.search).toBeFocused();

  await vault.row('personal').click();
  await vault.button('Delete').press('Enter');
  await vault.button('Dismiss').press('Enter');
  await expectFocus(page, 'Dismiss');

  await vault.row('work').click();
  await page.keyboard.press('Control+e');
  const tags = vault.detail.getByRole('textbox', { name: 'Tags' });
  for (const tag of ['one', 'two']) {
    await tags.fill(tag);
    await tags.press('Enter');
  }
  await vault.button(/Remove.*two/).press('Enter');
  await expectFocus(page, 'a tag that was removed');
  await vault.button(/Remove.*one/).press('Enter');
  await expectFocus(page, 'the last tag that was removed');
  await vault.addField('pin');
  await vault.button(/Remove.*pin/).press('Enter');
  await expectFocus(page, 'a field that was removed');
});

test('the focus never falls to the page: dialogs, and words that are refused', async ({ app, page }) => {
  const vault = new Vault(page);
  await vault.lock();
  const gate = new Gate(app, page);
  await gate.passphrase.fill('wrong words');
  await gate.unlockButton.press('Enter');
  await expect(page.getByText('does not open the vault').first()).toBeVisible();
  await expectFocus(page, 'a passphrase that does not unlock');
  await gate.unlock(passphrase);
  await vault.menu('Change passphrase…');
  const dialog = page.getByRole('dialog', { name: 'Change passphrase' });
  await dialog.getByLabel('Current passphrase', { exact: true }).fill('wrong words');
  await dialog.getByLabel('New passphrase', { exact: true }).fill('slate-orchard-tandem-buoy');
  await dialog.getByLabel('New passphrase again', { exact: true }).fill('slate-orchard-tandem-buoy');
  await dialog.getByRole('button', { name: 'Change passphrase' }).press('Enter');
  await expect(dialog.getByText('does not open the vault').first()).toBeVisible();
  await expectFocus(page, 'a wrong passphrase');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expectFocus(page, 'a dialog that was closed');

  // By key: there is no button that the focus could go back to.
  await page.keyboard.press('Control+f');
  await page.keyboard.press('Control+r');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectFocus(page, 'a page that was left');
});

test('in a narrow window every pane has its landmark and heading, and every button a name', async ({
  app,
  page,
}) => {
  const vault = new Vault(page);
  await vault.add('home/router', { user: 'admin' });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(600, 720));
  const examine = async (pane: string) => {
    expect(await faults(page), pane).toEqual([]);
    const shown = await page.evaluate(() => {
      const seen = (selector: string) =>
        [...document.querySelectorAll<HTMLElement>(selector)].filter((one) => one.checkVisibility());
      return {
        mains: seen('main, [role="main"]').length,
        headings: seen('h1, h2').map((one) => one.textContent),
        nameless: seen('button').filter(
          (one) => !(one.getAttribute('aria-label') ?? one.textContent ?? '').trim(),
        ).length,
      };
    });
    expect(shown.mains, pane).toBe(1);
    expect(shown.headings, pane).toContain('desk');
    expect(shown.headings.length, pane).toBeGreaterThan(1);
    expect(shown.nameless, pane).toBe(0);
    await takePictures(app, shots, `narrow-${pane}`);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(600, 720));
  };
  await examine('secret');
  await expect(vault.button('New secret')).toBeVisible();
  await vault.button('Back').press('Enter');
  await expectFocus(page, 'Back');
  await examine('list');
  await vault.button('Folders').press('Enter');
  await expectFocus(page, 'Folders');
  await examine('folders');
  await vault.button('Back').press('Enter');
  await expect(vault.list).toBeVisible();
  await expectFocus(page, 'Back from the folders');
});

test('a word in passing goes when an error comes', async ({ page }) => {
  const vault = new Vault(page);
  await vault.add('mail/personal', { user: 'ada' });
  await expect(page.getByText('Saved.')).toBeVisible();
  await vault.startNew();
  await vault.path.fill('mail//twice');
  await vault.box('user').fill('bob');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('no two in a row', { exact: false }).first()).toBeVisible();
  await expect(page.getByText('Saved.')).toHaveCount(0);
});
