import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Access } from './pages/access.ts';
import { faults } from './pages/axe.ts';
import { answerChoosers } from './pages/dialogs.ts';
import { Gate } from './pages/gate.ts';
import { Keys } from './pages/keys.ts';
import { takePictures } from './pages/pictures.ts';
import { Vault } from './pages/vault.ts';

const passphrase = 'copper-meadow-lantern-fjord';
const build = 'spiffe://0a1b/client/build';
const shots = process.env['HOLDFAST_SHOTS'] ?? '';

async function begin(app: ElectronApplication, page: Page, home: string): Promise<Access> {
  await new Gate(app, page).create(join(home, 'team.holdfast'), passphrase);
  await new Vault(page).add('prod/db/orders', { user: 'orders_reader', password: 'covered-by-dots' });
  await new Vault(page).menu('Programs and policies');
  return new Access(page);
}

test('a policy is made in the form, follows the YAML, decides, and is written down', async ({
  app,
  page,
  home,
}) => {
  test.setTimeout(120_000);
  const access = await begin(app, page, home);
  await takePictures(app, shots, '1-none');
  await inspect(page, 'no policies');

  await page.getByRole('button', { name: 'New policy' }).click();
  await expect(access.name).toBeFocused();
  await page.keyboard.type('build reads databases');
  await access.programs.fill('spiffe://0a1b/client/*');
  await access.paths.fill('prod//db');
  await access.permission('List').click({ force: true });
  await access.save.click();
  await expect(access.paths).toHaveAccessibleDescription(/two in a row\. Look at character 6/);
  await takePictures(app, shots, '2-refused');
  await inspect(page, 'a refused pattern');

  await access.paths.fill('prod/db/*');
  await expect(access.yaml).toHaveValue(/pathPattern: prod\/db\/\*\npermissions:\n {2}- read\n {2}- list\n$/);
  await access.save.click();
  await expect(new Vault(page).toast).toContainText('is saved');
  await expect(access.policy('build reads databases')).toBeVisible();

  await access.yaml.fill((await access.yaml.inputValue()).replace('- list', '- lst'));
  await expect(access.yaml).toHaveAccessibleDescription(/^Line 6: permissions are read/);
  await expect(access.save).toBeDisabled();
  await access.yaml.fill((await access.yaml.inputValue()).replace('- lst', '- write'));
  await expect(access.permission('Write')).toBeChecked();
  await expect(access.permission('List')).not.toBeChecked();
  await access.save.click();
  await expect(access.save).toBeDisabled();
  await takePictures(app, shots, '3-saved');
  await inspect(page, 'a policy');

  await access.tab('Programs').click();
  await expect(page.getByText('No programs yet')).toBeVisible();
  await inspect(page, 'no programs');
  await access.tab('Check').click();
  await access.check(build, 'prod/db/orders');
  await expect(page.getByText('Yes, by the policy “build reads databases”.')).toBeVisible();
  await expect(page.getByRole('region', { name: /^What this program can reach/ })).toContainText(
    'prod/db/orders',
  );
  await takePictures(app, shots, '4-yes');
  await access.check(build, 'prod/dbx/orders');
  await expect(page.getByText('No. No policy allows it.')).toBeVisible();
  await takePictures(app, shots, '5-no');
  await inspect(page, 'a check');

  await access.tab('Audit').click();
  await expect(access.entries.getByRole('row').filter({ hasText: 'build reads databases' })).toHaveCount(2);
  await takePictures(app, shots, '6-audit');
  await inspect(page, 'the audit');
  const file = join(home, 'audit.jsonl');
  await answerChoosers(app, file);
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(new Vault(page).toast).toContainText('audit.jsonl');
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).action)).toEqual(['policy.put', 'policy.put']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('several policies at once, and what is not saved is asked about', async ({ app, page, home }) => {
  const access = await begin(app, page, home);
  await page.getByRole('button', { name: 'New policy' }).click();
  const one = (name: string) =>
    `name: ${name}\nspiffeidPattern: ${build}\npathPattern: ${name}/**\npermissions: [read]\n`;
  await access.yaml.fill([one('home'), one('work')].join('---\n'));
  await expect(page.getByText('2 policies in the YAML')).toBeVisible();
  await takePictures(app, shots, '7-several');
  await page.getByRole('button', { name: 'Save 2 policies' }).click();
  await expect(new Vault(page).toast).toContainText('2 created');

  await access.policy('work').click();
  await access.paths.fill('work/*');
  await access.policy('home').click();
  await expect(page.getByRole('alertdialog')).toContainText('Leave without saving?');
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await expect(access.paths).toHaveValue('work/*');
  await page.getByRole('button', { name: 'Delete policy' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete policy' }).click();
  await expect(access.policy('work')).toHaveCount(0);
  await expect(access.tab('Policies')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a policy by keyboard alone; a wrong passphrase is in the audit', async ({ app, page, home }) => {
  const access = await begin(app, page, home);
  await new Keys(page).press('New policy');
  await expect(access.name).toBeFocused();
  await page.keyboard.type('everything');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('spiffe://**');
  await page.keyboard.press('Tab');
  await page.keyboard.type('**');
  await page.keyboard.press('Enter');
  await expect(access.policy('everything')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+l');
  const gate = new Gate(app, page);
  await gate.unlock('not-this-one');
  await page.getByText('This passphrase does not open the vault.').first().waitFor();
  await gate.unlock(passphrase);
  await new Vault(page).menu('Audit');
  await expect(access.entries).toContainText('Unlocked the vault');
  await expect(access.entries).toContainText('Gave a wrong passphrase');
  await access.choose('Outcome', 'Refused or failed');
  await expect(access.entries).not.toContainText('Unlocked the vault');
  await access.choose('Outcome', 'Any');
  await access.choose('What', 'Programs and policies');
  await expect(access.entries).toContainText('Stored a policy');
  await expect(access.entries).not.toContainText('Gave a wrong passphrase');
});

async function inspect(page: Page, screen: string): Promise<void> {
  expect(await faults(page), screen).toEqual([]);
}

test('a program that asks takes no focus, and no key already pressed answers it', async ({
  app,
  page,
  home,
}) => {
  await new Gate(app, page).create(join(home, 'team.holdfast'), passphrase);
  await new Vault(page).search.focus();
  const wants = [{ path: 'prod/db/orders', permission: 'read' }];
  const asking = {
    ...{ id: '1', name: 'build', spiffeId: build, program: '/usr/bin/node', chain: ['/bin/bash'], uid: 1000 },
    ...{ wants, asked: 1, fresh: true, stored: [], storedTotal: 0 },
    draft: [{ name: 'b', spiffeIdPattern: build, pathPattern: 'prod/db/orders', permissions: ['read'] }],
  };
  // What main tells the window, as it tells it.
  await app.evaluate(({ BrowserWindow }, request) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('holdfast:event.requests', [request]);
  }, asking);
  await expect(page.getByText('build wants to read orders.')).toBeVisible();
  await expect(new Vault(page).search).toBeFocused();
  await page.keyboard.type('typing goes on');
  await expect(new Vault(page).search).toHaveValue('typing goes on');

  const question = page.getByRole('alertdialog');
  await page.getByRole('button', { name: 'Look' }).click();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(question.getByRole('button', { name: 'Deny' })).toBeFocused();
  await question.getByRole('button', { name: 'Details' }).click();
  await expect(question).toContainText('/usr/bin/node');
  await takePictures(app, shots, '8-asking');
  await inspect(page, 'a program that asks');
  // A round of the clock without a key, and the same keys count.
  await expect(async () => {
    await question.getByRole('button', { name: 'Always…' }).click();
    await expect(question.getByRole('textbox')).toHaveValue('prod/db/orders', { timeout: 500 });
  }).toPass();
  const policy = question.getByRole('group', { name: 'Policy for prod/db/orders' });
  await expect(policy.getByRole('checkbox', { name: 'Read' })).toBeChecked();
  await policy.getByText('List').click();
  await expect(policy.getByRole('checkbox', { name: 'List' })).toBeChecked();
  await inspect(page, 'drafted policies');
  await takePictures(app, shots, '9-always');
  await question.getByRole('button', { name: 'Deny' }).click();
  await expect(question).toHaveCount(0);
});
