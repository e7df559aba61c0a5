import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { openVault } from '../src/main/vault/open.ts';
import { failureOf } from '../src/shared/failure.ts';
import { words } from '../src/shared/words/en/window/index.ts';
import { environment, expect, test, windowOf } from './fixtures.ts';
import { faults } from './pages/axe.ts';
import { CliVault } from './pages/cli-vault.ts';
import { answerChoosers } from './pages/dialogs.ts';
import { Gate } from './pages/gate.ts';
import { Vault } from './pages/vault.ts';

const anna = 'copper-meadow-lantern-fjord';
const bob = 'quiet-marble-otter-lantern';
const text = words.people;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

async function openPeople(page: Page): Promise<void> {
  await button(page, words.actions.menu).click();
  await page.getByRole('menuitem', { name: text.menu }).click();
  await page.getByRole('list', { name: text.list }).waitFor();
}

const sixWords = (page: Page) =>
  page.getByRole('list', { name: text.sixWords }).getByRole('listitem').allTextContents();

async function savedAs(app: ElectronApplication, page: Page, file: string): Promise<string> {
  await answerChoosers(app, file);
  await button(page, text.save).click();
  await expect.poll(() => existsSync(file)).toBe(true);
  return readFileSync(file, 'utf8');
}

test('somebody is invited, joins on another machine, is let in by six words, and is removed', async ({
  app,
  page,
  home,
  launch,
}) => {
  test.setTimeout(300_000);
  const cliVault = new CliVault(home, 'house.holdfast', anna);
  cliVault.put('home/router', { user: 'admin' });
  cliVault.put('letters/aunt', { letter: 'dear aunt' });
  const gate = new Gate(app, page);
  await gate.choose(cliVault.file);
  await gate.unlock(anna);
  await new Vault(page).row('router').waitFor();

  await openPeople(page);
  await expect(page.getByText(text.rights)).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await button(page, text.rename).click();
  await page.getByRole('textbox', { name: text.renaming.name }).fill('Anna');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem').filter({ hasText: 'Anna' })).toBeVisible();

  await button(page, text.invite).click();
  await page.getByRole('textbox', { name: text.inviting.name }).fill('a\u202eb');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.failures.person['name-characters'].what)).toBeVisible();
  await page.getByRole('textbox', { name: text.inviting.name }).fill('Bob');
  await page.keyboard.press('Enter');
  await dialog(page, text.inviting.madeTitle('Bob')).waitFor();
  expect(await faults(page)).toEqual([]);
  const invitation = join(home, 'invitation.txt');
  expect(await savedAs(app, page, invitation)).toMatch(/^HFI1[A-Z2-7\n]+$/);
  await button(page, words.actions.done).click();
  await expect(page.getByText(/Invited on .* by Anna/)).toBeVisible();

  // Bob, with a profile of his own.
  const his = join(home, 'bob');
  const theirs = await launch({ env: environment(his) });
  const window = await windowOf(theirs);
  await button(window, text.joining.link).click();
  await answerChoosers(theirs, invitation);
  await button(window, text.choose).click();
  await expect(window.getByRole('textbox', { name: text.paste.invitation })).toHaveValue(/^HFI1/);
  await button(window, text.joining.submit).click();
  await window.getByRole('heading', { name: text.joining.chooseTitle('Bob') }).waitFor();
  await expect(window.getByText(cliVault.file)).toBeVisible();
  await window.getByRole('textbox', { name: text.joining.passphrase }).fill(bob);
  await window.getByRole('textbox', { name: text.joining.again }).fill(bob);
  expect(await faults(window)).toEqual([]);
  await button(window, text.joining.make).click();
  await window.getByRole('heading', { name: text.joining.answerTitle }).waitFor();
  expect(await faults(window)).toEqual([]);
  const answer = join(home, 'answer.txt');
  expect(await savedAs(theirs, window, answer)).toMatch(/^HFA1[A-Z2-7\n]+$/);
  const said = await sixWords(window);
  expect(said).toHaveLength(6);
  await button(window, text.joining.done).click();

  // Anna takes the answer: a cut one first.
  await button(page, text.answer).click();
  const box = page.getByRole('textbox', { name: text.paste.answer });
  await box.fill(readFileSync(answer, 'utf8').slice(0, 300));
  await button(page, text.confirming.look).click();
  await expect(page.getByText(words.failures.code.cut.what)).toBeVisible();
  await answerChoosers(app, answer);
  await button(page, text.choose).click();
  await button(page, text.confirming.look).click();
  await dialog(page, text.confirming.wordsTitle('Bob')).waitFor();
  expect(await sixWords(page)).toEqual(said);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('textbox', { name: text.confirming.passphrase }).fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.failures.passphrase.what)).toBeVisible();
  await page.getByRole('textbox', { name: text.confirming.passphrase }).fill(anna);
  await page.keyboard.press('Enter');
  // Until then he is in the list as somebody who is invited.
  await expect(button(page, text.removeOf('Bob'))).toBeVisible({ timeout: 60_000 });

  // Bob opens the vault, and is told of by name.
  const door = new Gate(theirs, window);
  await door.choose(cliVault.file);
  await door.unlock(bob);
  // A derivation takes its time on a busy machine.
  await new Vault(window).row('router').waitFor({ timeout: 120_000 });
  await theirs.close();
  await page.getByRole('tab', { name: words.access.tabs.audit }).click();
  await page.getByRole('tab', { name: words.access.tabs.people }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Bob' })).toContainText(/Last opened .* on /);
  const copy = join(home, 'copy.holdfast');
  copyFileSync(cliVault.file, copy);
  await page.getByRole('tab', { name: words.access.tabs.audit }).click();
  await expect(
    page
      .getByRole('row')
      .filter({ hasText: words.access.action('unlock') })
      .filter({ hasText: 'Bob' }),
  ).toBeVisible();
  await page.getByRole('tab', { name: words.access.tabs.people }).click();

  await button(page, text.removeOf('Bob')).click();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('textbox', { name: text.removing.passphrase }).fill(anna);
  await page.keyboard.press('Enter');
  const left = page.getByRole('list', { name: words.keys.list });
  await expect(left.getByRole('listitem')).toHaveText([/aunt/, /router/], { timeout: 90_000 });
  await openPeopleAgain(page);
  await expect(page.getByRole('list', { name: text.list }).getByRole('listitem')).toHaveCount(1);

  const opens = (file: string, passphrase: string) =>
    openVault({ location: file, readOnly: true }, passphrase).then(
      async (vault) => {
        await vault.lock();
        return 'opened';
      },
      (error) => failureOf(error)?.code,
    );
  expect([await opens(cliVault.file, bob), await opens(copy, bob), await opens(cliVault.file, anna)]).toEqual(
    ['wrong-passphrase', 'opened', 'opened'],
  );
});

async function openPeopleAgain(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await openPeople(page);
}
