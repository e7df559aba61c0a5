import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { passphrase } from '../../src/main/ipc/testing/scene.ts';
import {
  answerCode,
  invitationCode,
  newInvitationKeys,
  readInvitation,
} from '../../src/main/keyslots/invitation.ts';
import { words as german } from '../../src/shared/words/de/window/index.ts';
import { inspectPage, pseudo } from '../pages/pseudo.ts';
import { expect, test } from './fixtures.ts';

const shots = process.env['HOLDFAST_SHOTS'];
const words = pseudo(german);
test.use({ speaks: 'pseudo', actionTimeout: 20_000 });

/**
 * What a person or their machine gave, names of languages and of other programs: it has no
 * translation.
 */
const data = [
  /^\S+( title| aria-label)?: (orders|billing|router|savings|wifi guest|newsletter|backup|calendar|Household|aunt|letters)( \d+)?$/,
  /^\S+( title| aria-label)?: (prod|staging|home|mail|bank|travel|db|api|rail|database|team|user|username|password|url|notes|letters?)(\/\S+)*(, title)?$/,
  /^\S+( title| aria-label)?: (build|deploy)( reads)?$/,
  /^(p|dd|code|h4|td|span)( title)?: (\/|spiffe:\/\/|https:\/\/|%2F)\S+$/,
  // The folder that a secret lies in, and its notes.
  /^p: \w+( \/ \w+)*$/,
  /^dd: Rotated each spring\.\s/,
  /_app$/,
  /^(code|dd): [0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}$/,
  // React Aria's own, which speaks what the page does.
  /^button aria-label: Schließen$/,
  /^div: \d+ Optionen verfügbar\.$/,
  /^dd: [0-9a-f]{8}$/,
  /^textarea: (no invitation|HF[IA]1[A-Z2-7]+)$/,
  // The six words of an answer.
  /^li: [a-z-]+$/,
  // A password that was generated.
  /^output: \S{20}$/,
];

/**
 * A screen as it stands at 720 pixels, the narrowest there is: all that it says comes from the tree
 * of words, and fits.
 */
async function inspect(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 720, height: 800 });
  if (shots) await page.screenshot({ path: `${shots}/pseudo-${name}.png` });
  const { unmarked, tooWide } = await page.evaluate(inspectPage);
  const foreign = unmarked.filter((text) => !data.some((known) => known.test(text)));
  expect.soft({ unmarked: foreign, tooWide }, name).toEqual({ unmarked: [], tooWide: [] });
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');

async function menu(page: Page, item: string): Promise<void> {
  await page.getByRole('listbox', { name: words.vault.list }).waitFor();
  await button(page, words.actions.menu).click();
  await page.getByRole('menuitem', { name: item }).click();
  await dialog(page).getByRole('heading').first().waitFor();
}

async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
}

test('text that is no word of the tree is found', async ({ page }) => {
  await page.evaluate(() => {
    const put = (text: string) =>
      document.body.appendChild(Object.assign(document.createElement('p'), { textContent: text }));
    document.body.replaceChildren();
    put('⟦ok⟧');
    put('Left in code').title = 'Tip';
    put('⟦unbreakableunbreakable⟧').style.width = '20px';
  });
  expect(await page.evaluate(inspectPage)).toEqual({
    unmarked: ['p: Left in code', 'p title: Tip'],
    tooWide: [expect.stringContaining('⟦unbreakableunbreakable⟧')],
  });
});

test.describe('no vault yet', () => {
  test.use({ scene: { vault: 'none' } });

  test('welcome, create, and the way back in', async ({ page }) => {
    await button(page, words.welcome.create).waitFor();
    await inspect(page, 'welcome');
    await button(page, words.welcome.create).click();
    await page.getByLabel(words.create.passphrase, { exact: true }).fill('abc');
    await button(page, words.create.submit).click();
    await inspect(page, 'create');
    await button(page, words.actions.back).click();
    await button(page, words.recovery.recover.haveSheets).click();
    await page.getByRole('heading', { name: words.recovery.recover.needTitle }).waitFor();
    await inspect(page, 'recover');
  });

  test('answering an invitation', async ({ page }) => {
    const { joining, paste } = words.people;
    await button(page, joining.link).click();
    const box = page.getByRole('textbox', { name: paste.invitation });
    await box.fill('no invitation');
    await button(page, joining.submit).click();
    await expect(box).toHaveAttribute('aria-invalid', 'true');
    await inspect(page, 'join');
    const vault = '0123456789abcdef'.repeat(2);
    await box.fill(invitationCode({ vault, key: newInvitationKeys().key, name: 'build', place: '/home/x' }));
    await button(page, joining.submit).click();
    await page.getByLabel(joining.passphrase, { exact: true }).fill('quiet-marble-otter-lantern');
    await inspect(page, 'join-passphrase');
    await page.getByLabel(joining.again, { exact: true }).fill('quiet-marble-otter-lantern');
    await button(page, joining.make).click();
    await page.getByRole('heading', { name: joining.answerTitle }).waitFor();
    await inspect(page, 'join-answer');
  });
});

test.describe('a locked vault', () => {
  test.use({ scene: { vault: 'locked', sheets: 'active' } });

  test('unlock, refused, and sheets', async ({ page }) => {
    const box = page.getByLabel(words.unlock.passphrase, { exact: true });
    await box.fill('wrong');
    await box.press('Enter');
    await expect(box).toHaveAttribute('aria-invalid', 'true');
    await inspect(page, 'unlock');
    await button(page, words.recovery.recover.forgot).click();
    await inspect(page, 'need-sheets');
    await button(page, words.recovery.recover.start).click();
    await page.getByRole('button', { name: words.recovery.give.type }).waitFor();
    await inspect(page, 'give');
    await page.getByRole('button', { name: words.recovery.give.type }).click();
    await page.getByRole('combobox').first().fill('abcd');
    await inspect(page, 'type-words');
  });
});

test.describe('an open vault', () => {
  test('list, secret, form, generator, menus', async ({ page }) => {
    await page.getByRole('listbox', { name: words.vault.list }).getByRole('option').first().click();
    await page.getByRole('main', { name: words.vault.detail }).getByRole('heading').first().waitFor();
    await inspect(page, 'secret');
    await page
      .getByRole('button', { name: new RegExp(`^${words.detail.versions}`) })
      .first()
      .click();
    await inspect(page, 'versions');
    await button(page, words.actions.menu).click();
    await page.getByRole('menu').waitFor();
    await inspect(page, 'menu');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+n');
    await page.getByRole('listbox', { name: words.editor.choose }).waitFor();
    await inspect(page, 'templates');
    await page.getByRole('option', { name: words.templates.names.login }).click();
    const suggestions = page.getByRole('listbox', { name: words.editor.suggestions });
    await page.getByRole('combobox', { name: words.editor.folder }).fill('/');
    await page.keyboard.press('Control+s');
    await suggestions.waitFor({ state: 'hidden' });
    await page.getByText(words.editor.pathFaults['empty-segment']).waitFor();
    await inspect(page, 'form');
    await button(page, words.editor.editFields).click();
    await inspect(page, 'fields');
    await page
      .getByRole('button', {
        name: words.generator.open(words.templates.within(words.templates.labels.password)),
      })
      .click();
    await inspect(page, 'generator');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: words.editor.discardTitle }).waitFor();
    await inspect(page, 'discard');
    await button(page, words.editor.discard).click();
    await page.getByRole('searchbox').fill('nothing has this name');
    await page.getByText(words.vault.noHitsTitle).waitFor();
    await inspect(page, 'nothing-found');
  });

  for (const item of [
    'import',
    'passphrase',
    'keyFile',
    'keys',
    'preferences',
    'shortcuts',
    'about',
  ] as const)
    test(`the dialogue of the menu: ${item}`, async ({ page }) => {
      await menu(page, words.menu[item]);
      await inspect(page, `dialog-${item}`);
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        await inspect(page, `dialog-${item}-${await tab.getAttribute('data-key')}`);
      }
      await leave(page);
    });

  test('another copy to merge', async ({ page }) => {
    await menu(page, words.copies.menu);
    await button(page, words.copies.named.look).click();
    await page.getByText(words.places.fields.file.missing).waitFor();
    await inspect(page, 'merge');
  });

  test('a file to import', async ({ page, app }) => {
    const file = join(app.choices.new ?? '', '../more.json');
    writeFileSync(file, JSON.stringify({ 'prod/db': { user: 'ada' }, '/bad': { user: 'x' } }));
    app.choices.importFile = file;
    await menu(page, words.menu.import);
    await button(page, words.import.choose).click();
    await button(page, words.import.preview).click();
    await page.getByText(words.import.previewText).waitFor();
    await inspect(page, 'import-preview');
  });
});

test.describe('a vault with all that belongs to it', () => {
  test.use({ scene: { sheets: 'active', backups: true, programs: true } });

  test('backups, one of them looked into, verified, restored', async ({ page }) => {
    const { backups } = words;
    await menu(page, words.menu.backups);
    await page.getByText(backups.page.upToDate).waitFor();
    await inspect(page, 'backups');
    await page.getByRole('button', { name: /^⟦Sicherungen ansehen: / }).click();
    await page
      .getByRole('button', { name: /^⟦Ansehen: / })
      .first()
      .click();
    await page
      .getByRole('region', { name: backups.browser.list })
      .or(page.getByLabel(backups.browser.list))
      .first()
      .waitFor();
    await inspect(page, 'backup-look');
    await button(page, backups.browser.restore).click();
    await page.getByText(backups.restore.lead).waitFor();
    await inspect(page, 'backup-restore');
  });

  test('sheets: the page, and the way to a new set', async ({ page }) => {
    const { recovery } = words;
    await menu(page, words.menu.recovery);
    await page.getByText(recovery.page.holders).waitFor();
    await inspect(page, 'recovery');
    await page.getByRole('button', { name: recovery.page.replace }).click();
    await inspect(page, 'issue-size');
    await button(page, recovery.issue.next).click();
    await inspect(page, 'issue-names');
    await button(page, recovery.issue.next).click();
    await inspect(page, 'issue-paper');
    await page.getByText(recovery.issue.paper.a4Text).click();
    await button(page, recovery.issue.next).click();
    await inspect(page, 'issue-confirm');
    await page.getByLabel(recovery.issue.confirm.passphrase, { exact: true }).fill(passphrase);
    await button(page, recovery.issue.confirm.submit).click();
    await page.getByRole('heading', { name: recovery.issue.hand.title }).waitFor();
    await inspect(page, 'issue-hand');
    await page.getByRole('button', { name: recovery.issue.hand.show(1) }).click();
    await inspect(page, 'issue-sheet');
  });

  test('programs, policies, checks and the audit', async ({ page }) => {
    const { access } = words;
    await menu(page, words.menu.access);
    for (const tab of ['programs', 'policies', 'check', 'audit'] as const) {
      await page.getByRole('tab', { name: access.tabs[tab], exact: true }).click();
      await page.getByRole('tabpanel').waitFor();
      await inspect(page, `access-${tab}`);
    }
  });
});

test.describe('a damaged vault', () => {
  test.use({ scene: { damaged: true } });

  test('the list, and the page of repair', async ({ page }) => {
    await page.getByRole('option').filter({ hasText: 'aunt' }).click();
    await page.getByRole('button', { name: words.detail.copyField('letter') }).click();
    await page.getByRole('button', { name: words.repair.banner }).first().waitFor();
    await inspect(page, 'damaged');
    await page.getByRole('button', { name: words.repair.banner }).first().click();
    await page.getByText(words.repair.mend.text).waitFor();
    await inspect(page, 'repair');
  });
});

test.describe('a vault of several people', () => {
  test.use({ scene: { backups: true } });

  test('people, an invitation, an answer and a removal', async ({ page }) => {
    const { people } = words;
    await menu(page, words.menu.people);
    await page.getByRole('list', { name: people.list }).waitFor();
    await inspect(page, 'people-alone');
    await button(page, people.rename).click();
    await inspect(page, 'people-name');
    await page.getByLabel(people.renaming.name, { exact: true }).fill('build');
    await page.keyboard.press('Enter');
    await button(page, people.invite).click();
    const box = page.getByLabel(people.inviting.name, { exact: true });
    await box.fill('build');
    await page.keyboard.press('Enter');
    await expect(box).toHaveAttribute('aria-invalid', 'true');
    await inspect(page, 'people-invite');
    await box.fill('deploy');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: people.inviting.madeTitle('deploy') }).waitFor();
    await inspect(page, 'people-invited');
    const invitation = await page.getByRole('textbox', { name: people.code.invitation }).inputValue();
    await button(page, words.actions.done).click();
    const params = { memoryKiB: 8192, passes: 1, lanes: 1 };
    const given = { passphrase: new TextEncoder().encode('two'), params };
    await button(page, people.answer).click();
    await page
      .getByRole('textbox', { name: people.paste.answer })
      .fill(await answerCode(readInvitation(invitation), given));
    await inspect(page, 'people-answer');
    await button(page, people.confirming.look).click();
    await page.getByRole('list', { name: people.sixWords }).waitFor();
    await inspect(page, 'people-words');
    await page.getByLabel(people.confirming.passphrase, { exact: true }).fill(passphrase);
    await page.keyboard.press('Enter');
    await button(page, people.removeOf('deploy')).click();
    await inspect(page, 'people-remove');
  });
});
