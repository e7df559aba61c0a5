import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { words as germanApp } from '../src/shared/words/de/app.ts';
import { words as german } from '../src/shared/words/de/window/index.ts';
import { words as englishApp } from '../src/shared/words/en/app.ts';
import { words as english } from '../src/shared/words/en/window/index.ts';
import { expect, test, windowOf } from './fixtures.ts';
import { CliVault } from './pages/cli-vault.ts';
import { answerChoosers } from './pages/dialogs.ts';
import { Gate } from './pages/gate.ts';
import { Vault } from './pages/vault.ts';

const passphrase = 'a passphrase for e2e';

/** Every label of the app's menus, as it stands. */
function labels(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ Menu }) => {
    const below = (menu: Electron.Menu | null | undefined): string[] =>
      (menu?.items ?? []).flatMap((item) => [item.label, ...below(item.submenu)]);
    return below(Menu.getApplicationMenu()).filter((label) => label !== '');
  });
}

/** What the menus say that the tree of a language does not. */
const foreign = async (app: ElectronApplication, words: { menu: Record<string, string> }) =>
  (await labels(app)).filter((label) => !Object.values(words.menu).includes(label));

async function unlock(page: Page, words: typeof german): Promise<void> {
  await page.getByRole('textbox', { name: words.unlock.passphrase, exact: true }).fill(passphrase);
  await page.getByRole('button', { name: words.unlock.submit, exact: true }).click();
  await page.getByRole('listbox', { name: words.vault.list }).waitFor();
}

test('another language is spoken at once: window, open dialogue, menus; and after a restart, also while locked', async ({
  launch,
  home,
}) => {
  test.setTimeout(180_000);
  const cliVault = new CliVault(home, 'house.holdfast', passphrase);
  cliVault.put('home/router', { user: 'admin' });
  const app = await launch();
  const page = await windowOf(app);
  const gate = new Gate(app, page);
  await gate.choose(cliVault.file);
  await gate.unlock(passphrase);
  await new Vault(page).row('router').click();
  expect(await foreign(app, englishApp)).toEqual([]);
  await new Vault(page).menu(english.menu.preferences);
  const dialog = page.getByRole('dialog', { name: english.preferences.title });
  await dialog.getByRole('button', { name: new RegExp(english.preferences.language) }).click();
  await page.getByRole('option', { name: 'Deutsch', exact: true }).click();

  await page.getByRole('dialog', { name: german.preferences.title }).waitFor();
  await page.getByText(german.preferences.look).waitFor();
  await expect(page.getByText(english.preferences.look)).toHaveCount(0);
  await expect.poll(() => foreign(app, germanApp)).toEqual([]);
  expect(await labels(app)).not.toContain(englishApp.menu.file);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.getByRole('button', { name: german.actions.close, exact: true }).click();
  // What was there before the dialogue, too.
  await expect(page.getByRole('searchbox', { name: german.vault.search })).toBeVisible();
  await page.getByRole('main', { name: german.vault.detail }).getByText(german.detail.versions).waitFor();
  await page.keyboard.press('Control+l');
  await page.getByRole('heading', { name: german.unlock.title('house') }).waitFor();
  await app.close();

  const again = await launch();
  const window = await windowOf(again);
  // German before anything is chosen.
  await window.getByRole('heading', { name: german.welcome.recents }).waitFor();
  await window.getByRole('button', { name: /^house .*holdfast/ }).click();
  await unlock(window, german);
  expect(await foreign(again, germanApp)).toEqual([]);
  await window.getByRole('button', { name: german.actions.menu, exact: true }).click();
  await window.getByRole('menuitem', { name: german.menu.preferences }).click();
  await window
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(german.preferences.language) })
    .click();
  await window.getByRole('option', { name: 'English', exact: true }).click();
  await window.getByRole('dialog', { name: english.preferences.title }).waitFor();
  await expect.poll(() => foreign(again, englishApp)).toEqual([]);
});

test('a German system has a German window, menus and sheets, which an English command line reads', async ({
  launch,
  home,
}) => {
  test.setTimeout(240_000);
  const cliVault = new CliVault(home, 'house.holdfast', passphrase);
  cliVault.put('home/router', { user: 'admin' });
  const app = await launch({ env: { LANG: 'de_DE.UTF-8' } });
  const page = await windowOf(app);
  await page.getByRole('button', { name: german.welcome.create, exact: true }).waitFor();
  expect(await foreign(app, germanApp)).toEqual([]);
  await answerChoosers(app, cliVault.file);
  await page.getByRole('button', { name: german.places.kinds.sqlite.open }).click();
  await unlock(page, german);

  const { issue } = german.recovery;
  await page.getByRole('button', { name: german.recovery.banner.make }).click();
  await page.getByRole('dialog').getByRole('button', { name: german.recovery.page.make }).click();
  for (const title of [issue.size.title, issue.names.title, issue.paper.title]) {
    await page.getByRole('heading', { name: title }).waitFor();
    if (title === issue.paper.title) await page.getByText('A4', { exact: true }).click();
    await page.getByRole('button', { name: issue.next, exact: true }).click();
  }
  await page.getByRole('textbox', { name: issue.confirm.passphrase, exact: true }).fill(passphrase);
  await page.getByRole('button', { name: issue.confirm.submit, exact: true }).click();
  await page.getByRole('heading', { name: issue.hand.title }).waitFor({ timeout: 90_000 });
  const folder = join(home, 'Blätter');
  mkdirSync(folder);
  await answerChoosers(app, folder);
  await page.getByText(issue.hand.each).click();
  await page.getByRole('button', { name: issue.hand.savePdf }).click();
  await page.getByText(/^5 Dateien in /).waitFor({ timeout: 90_000 });
  const files = readdirSync(folder).sort();
  expect(files).toEqual([1, 2, 3, 4, 5].map((n) => `house Blatt ${n} von 5.pdf`));
  expect(readFileSync(join(folder, files[0] ?? ''), 'latin1')).toMatch(/\/Lang ?\(de\)/);
  // Not active yet: what the sheets say was read all the same.
  const activated = cliVault.run(
    'recovery',
    'activate',
    ...files.map((file) => join(folder, file)),
    '--json',
  );
  expect(JSON.parse(activated)).toMatchObject({ active: { shares: 5 } });
});
