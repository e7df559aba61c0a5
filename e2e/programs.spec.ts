import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { nodeProgram } from '../scripts/pinned-node.ts';
import { environment, expect, test } from './fixtures.ts';
import { Access } from './pages/access.ts';
import { Gate } from './pages/gate.ts';
import { takePictures } from './pages/pictures.ts';
import { Vault } from './pages/vault.ts';

const passphrase = 'copper-meadow-lantern-fjord';
const shots = process.env['HOLDFAST_SHOTS'] ?? '';
const bin = join(import.meta.dirname, '../bin/holdfast');

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `holdfast` as a person of this home does, in another process than the app's. */
function holdfast(home: string, ...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(bin, args, { env: environment(home), stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err]: string[][] = [[], []];
    child.stdout.on('data', (chunk) => out?.push(String(chunk)));
    child.stderr.on('data', (chunk) => err?.push(String(chunk)));
    child.on('close', (code) => resolve({ code, out: out?.join('') ?? '', err: err?.join('') ?? '' }));
  });
}

/**
 * Answers as the person does: a moment after the question came up, for no key or click that was
 * meant for something else counts.
 */
async function answer(
  page: Page,
  name: string,
  button: 'Deny' | 'Always',
  seen?: () => Promise<void>,
): Promise<void> {
  const question = page.getByRole('alertdialog');
  const press = (label: string) => question.getByRole('button', { name: label, exact: true });
  await expect(page.getByText(new RegExp(`^${name} wants to .*\\.$`))).toBeVisible();
  await page.getByRole('button', { name: 'Look', exact: true }).click();
  await seen?.();
  if (button === 'Always')
    await expect(async () => {
      await press('Always…').click({ timeout: 500 });
      await expect(press('Always, with these policies')).toBeVisible({ timeout: 500 });
    }).toPass();
  await expect(async () => {
    // It may have been heard the last time, and be on its way.
    if ((await question.count()) > 0)
      await press(button === 'Deny' ? 'Deny' : 'Always, with these policies').click({ timeout: 500 });
    await expect(question).toHaveCount(0, { timeout: 500 });
  }).toPass();
}

async function open(app: ElectronApplication, page: Page, home: string): Promise<void> {
  await new Gate(app, page).create(join(home, 'team.holdfast'), passphrase);
  await new Vault(page).add('prod/db/orders', { user: 'orders_reader', password: 'covered-by-dots' });
  await expect
    .poll(() => statSync(join(home, 'run/holdfast/api'), { throwIfNoEntry: false })?.mode)
    .toBeDefined();
}

test('a program is let in, reads, is denied, is revoked, and all of it is written down', async ({
  app,
  page,
  home,
}) => {
  test.setTimeout(120_000);
  await open(app, page, home);
  const asking = holdfast(home, 'client', 'register', 'build', '--want', 'prod/db/orders');
  await answer(page, 'build', 'Always', async () => {
    const question = page.getByRole('alertdialog', { name: 'build wants to read orders' });
    await expect(question).not.toContainText('spiffe://');
    await question.getByRole('button', { name: 'Details' }).click();
    await expect(question).toContainText('spiffe://');
    await expect(question).toContainText(nodeProgram);
    await expect(question).toContainText('prod/db/orders');
    await takePictures(app, shots, 'programs-1-asks');
  });
  const registered = await asking;
  expect(registered).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^spiffe:\/\/[0-9a-f]{32}\/client\/build\n$/),
  });

  const id = registered.out.trim();
  expect(await holdfast(home, 'secret', 'get', 'prod/db/orders', 'password')).toEqual({
    code: 0,
    out: 'covered-by-dots',
    err: '',
  });
  expect(await holdfast(home, 'policy', 'test', id, 'prod/dbx/orders', 'read')).toMatchObject({
    code: 5,
    out: 'no\n',
  });
  const denied = holdfast(home, 'secret', 'list');
  expect(await denied).toMatchObject({ code: 0, out: '' });
  const put = holdfast(home, 'secret', 'put', 'prod/db/orders', 'password=other');
  await answer(page, 'build', 'Deny');
  expect(await put).toMatchObject({ code: 5, err: expect.stringContaining('said no') });
  expect(await holdfast(home, 'secret', 'put', 'prod/db/orders', 'password=other')).toMatchObject({
    code: 5,
  });
  expect(await holdfast(home, 'status')).toMatchObject({ code: 0, out: expect.stringContaining(id) });

  await new Vault(page).menu('Programs and policies');
  const access = new Access(page);
  await access.tab('Programs').click();
  await page
    .getByRole('button', { name: /Revoke/ })
    .first()
    .click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Revoke/ })
    .click();
  await expect(page.getByText('No programs yet')).toBeVisible();
  await access.tab('Policies').click();
  await expect(page.getByText('No policies yet')).toBeVisible();
  expect(await holdfast(home, 'secret', 'get', 'prod/db/orders', 'password')).toMatchObject({
    code: 5,
    out: '',
  });

  await access.tab('Audit').click();
  const row = (what: string) => access.entries.getByRole('row').filter({ hasText: what });
  await expect(row('Read a secret').filter({ hasText: 'prod/db/orders' })).toHaveCount(1);
  await expect(row('Stored a secret')).toHaveCount(2);
  await expect(row('Revoked a program')).toHaveCount(1);
  await takePictures(app, shots, 'programs-2-audit');
});

test('a name that is free again is asked about with what its policies allow', async ({ app, page, home }) => {
  test.setTimeout(120_000);
  await open(app, page, home);
  const register = () => holdfast(home, 'client', 'register', 'build', '--want', 'prod/db/orders');
  const stored = page.getByRole('region', { name: 'Stored policies for this ID' });
  const first = register();
  await answer(page, 'build', 'Always', () => expect(stored).toHaveCount(0));
  expect(await first).toMatchObject({ code: 0 });

  await new Vault(page).menu('Programs and policies');
  await new Access(page).tab('Programs').click();
  await page.getByRole('button', { name: 'Revoke build' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question.getByRole('checkbox')).toBeChecked();
  await takePictures(app, shots, 'programs-4-revoke');
  // The first thing in the question is the tick.
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Space');
  await expect(question.getByRole('checkbox')).not.toBeChecked();
  await question.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('No programs yet')).toBeVisible();

  const again = register();
  await answer(page, 'build', 'Deny', async () => {
    await expect(stored).toContainText('1 stored policy already fits this ID');
    await expect(stored).toContainText('build: prod/db/orders');
    await takePictures(app, shots, 'programs-5-inherits');
  });
  expect(await again).toMatchObject({ code: 5 });
});

test('the app is found by nobody once it has ended, and a locked vault asks once', async ({
  app,
  page,
  home,
}) => {
  test.setTimeout(120_000);
  await open(app, page, home);
  const asking = holdfast(home, 'client', 'register', 'build', '--want', 'prod/db/orders');
  await answer(page, 'build', 'Always');
  expect(await asking).toMatchObject({ code: 0 });
  await page.keyboard.press('Control+l');
  const gate = new Gate(app, page);
  await page.getByRole('heading', { name: /^Unlock / }).waitFor();
  const waiting = holdfast(home, 'secret', 'get', 'prod/db/orders', 'password');
  await expect(page.getByRole('status').filter({ hasText: 'build' })).toBeVisible();
  await takePictures(app, shots, 'programs-3-wanted');
  expect(await holdfast(home, 'secret', 'get', 'prod/db/orders', 'password')).toMatchObject({ code: 4 });
  await gate.unlock(passphrase);
  expect(await waiting).toMatchObject({ code: 0, out: 'covered-by-dots' });
  const shell = ['sh', '-c', 'echo $PGPASSWORD; exit 7'];
  const run = holdfast(home, 'run', '--env', 'PGPASSWORD=prod/db/orders#password', '--', ...shell);
  expect(await run).toEqual({ code: 7, out: '********\n', err: '' });
  await app.close();
  expect(await holdfast(home, 'secret', 'list')).toMatchObject({
    code: 9,
    err: expect.stringContaining('not running'),
  });
});
