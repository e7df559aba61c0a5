import { passphrase } from '../../src/main/ipc/testing/scene.ts';
import { faults } from '../pages/axe.ts';
import { inspect } from '../pages/inspect.ts';
import { Vault } from '../pages/vault.ts';
import { expect, test } from './fixtures.ts';

const shots = process.env['HOLDFAST_SHOTS'];

test.describe('no vault yet', () => {
  test.use({ scene: { vault: 'none' } });

  test('what breaks the policy of the page is heard', async ({ page, complaints }) => {
    await page.getByRole('button', { name: 'Create a vault' }).waitFor();
    await page.evaluate(() =>
      document.head.append(
        document.createElement('style').appendChild(new Text('a {}')).parentElement as Element,
      ),
    );
    await expect.poll(() => complaints.splice(0).join()).toMatch(/style-src/);
  });

  test('welcome, and the form for a vault', async ({ page }) => {
    const create = page.getByRole('button', { name: 'Create a vault' });
    await create.waitFor();
    await inspect(page, 'welcome');
    await create.click();
    await page.getByLabel('Passphrase', { exact: true }).fill('abc');
    await inspect(page, 'create');
  });
});

test.describe('a locked vault', () => {
  test.use({ scene: { vault: 'locked' } });

  test('unlock, and a wrong passphrase', async ({ page }) => {
    const box = page.getByLabel('Passphrase', { exact: true });
    await box.waitFor();
    await inspect(page, 'unlock');
    await box.fill('wrong');
    await box.press('Enter');
    await expect(box).toHaveAttribute('aria-invalid', 'true');
    await inspect(page, 'unlock-refused');
    await box.fill(passphrase);
    await box.press('Enter');
    await new Vault(page).list.waitFor();
  });
});

test.describe('an open vault', () => {
  test.use({ scene: { secrets: 1_000 } });

  test('list, detail, form, search, and nothing found', async ({ page }) => {
    const vault = new Vault(page);
    await vault.list.waitFor();
    // However long a path is, its row stays as high as the others.
    const overfull = (rows: Element[]) => rows.filter((row) => row.scrollHeight > row.clientHeight).length;
    expect(await vault.list.getByRole('option').evaluateAll(overfull)).toBe(0);
    await inspect(page, 'vault');
    for (const title of ['thirty fields', 'deploy key', 'emoji']) {
      await vault.search.fill(title);
      await vault.row(title).click();
      await vault.detail.getByRole('heading', { name: title }).waitFor();
      await inspect(page, title.replaceAll(' ', '-'));
    }
    await page.keyboard.press('Control+e');
    await vault.detail.getByRole('heading', { name: 'Edit secret' }).waitFor();
    await inspect(page, 'form');
    await vault.button('Edit fields').click();
    await inspect(page, 'form-fields');
    await page.keyboard.press('Escape');
    await vault.detail.getByRole('heading', { name: 'emoji' }).waitFor();
    await page.keyboard.press('Control+n');
    await page.getByRole('listbox', { name: 'What is it?' }).waitFor();
    await inspect(page, 'templates');
    await page.keyboard.press('Escape');
    await vault.detail.getByRole('heading', { name: 'emoji' }).waitFor();
    await vault.search.fill('nothing has this name');
    await page.getByText('Nothing found').waitFor();
    await inspect(page, 'nothing-found');
  });

  const items = [
    ['Import…', 'Import'],
    ['Export…', 'Export'],
    ['Change passphrase…', 'Change passphrase'],
    ['Key file…', 'Key file'],
    ['Preferences…', 'Preferences'],
    ['Keyboard shortcuts', 'Keyboard shortcuts'],
    ['About Holdfast', 'About Holdfast'],
  ] as const;
  test('the dialogues of the menu', async ({ page }) => {
    await new Vault(page).list.waitFor();
    for (const [item, title] of items) {
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('menuitem', { name: item }).click();
      await page.getByRole('dialog', { name: title }).waitFor();
      await inspect(page, title.toLowerCase().replaceAll(' ', '-'));
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        await expect(tab).toHaveAttribute('aria-selected', 'true');
        await inspect(page, `${title.toLowerCase()}-${(await tab.innerText()).toLowerCase()}`);
      }
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });
});

test.describe('a vault with all that belongs to it', () => {
  test.use({ scene: { sheets: 'active', backups: true, programs: true } });

  const items = ['People…', 'Recovery sheets…', 'Backups…', 'Programs and policies…', 'Audit…'];
  test('the pages of recovery, backups, access and audit', async ({ page }) => {
    await new Vault(page).list.waitFor();
    for (const item of items) {
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('menuitem', { name: item }).click();
      await page.getByRole('dialog').getByRole('heading').first().waitFor();
      await inspect(page, item.split(' ')[0]?.replace('…', '').toLowerCase() ?? '');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });
});

for (const speaks of ['en', 'de'] as const)
  test.describe(`the small window, in ${speaks}`, () => {
    test.use({ scene: { vault: 'locked', secrets: 20 }, speaks });

    test('unlock, search, a question, and nothing found', async ({ page }) => {
      const { words } = await import(`../../src/shared/words/${speaks}/window/index.ts`);
      await page.goto('https://app.holdfast.test/?quick');
      // At its own size, and at that of a window that is zoomed and has little room.
      const look = async (name: string) => {
        for (const [colorScheme, width, height] of [
          ['light', 640, 440],
          ['dark', 426, 300],
        ] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.setViewportSize({ width, height });
          if (shots) await page.screenshot({ path: `${shots}/quick-${speaks}-${name}-${colorScheme}.png` });
          expect(await faults(page), `${name}, ${colorScheme}`).toEqual([]);
          const beside = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
          expect(await page.evaluate(beside), `${name} is wider than ${width}`).toBe(0);
        }
      };
      const passphraseBox = page.getByLabel(words.unlock.passphrase, { exact: true });
      await expect(passphraseBox).toBeFocused();
      await look('locked');
      await passphraseBox.fill(passphrase);
      await passphraseBox.press('Enter');
      const box = page.getByRole('combobox');
      await expect(page.getByRole('option')).toHaveCount(20);
      await look('list');
      await box.fill('bil');
      await expect(page.getByRole('option')).toHaveCount(2);
      await look('found');
      await box.press('Control+o');
      await expect(page.getByRole('alertdialog')).toBeVisible();
      await look('asks');
      await page.keyboard.press('Escape');
      await page.getByRole('combobox').fill('zzz');
      await page.getByText(words.quick.none).waitFor();
      await look('none');
    });
  });
