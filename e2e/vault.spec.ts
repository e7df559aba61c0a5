import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { faults } from './pages/axe.ts';
import { Gate } from './pages/gate.ts';
import { takePictures } from './pages/pictures.ts';
import { Recovery } from './pages/recovery.ts';
import { Vault } from './pages/vault.ts';

const shots = process.env['HOLDFAST_SHOTS'] ?? '';
const passphrase = 'amber-sextant-quarry-lodge';
const hidden = 'kept-from-all-eyes-9931';

test.beforeEach(async ({ app, page, home }) => {
  await new Gate(app, page).create(join(home, 'desk.holdfast'), passphrase);
});

test('hidden values stay hidden until revealed, and hide again', async ({ page }) => {
  const vault = new Vault(page);
  await vault.add('prod/db/orders', { user: 'orders_app', password: hidden });
  await vault.row('orders').click();
  await expect(vault.value('password')).not.toContainText(hidden);
  expect(await page.content()).not.toContain(hidden);
  await vault.button('Reveal password').click();
  await expect(vault.value('password')).toContainText(hidden);
  await vault.button('Hide password').click();
  expect(await page.content()).not.toContain(hidden);
});

test('a copy goes from main to the clipboard, and is cleared after its time', async ({ app, page }) => {
  const vault = new Vault(page);
  await vault.add('prod/db/orders', { password: hidden });
  await vault.row('orders').click();
  await page.evaluate(async () => {
    const preferences = {
      theme: 'system',
      autoLockMinutes: 0,
      lockOnSleep: true,
      clipboardSeconds: 10,
    } as const;
    await bridge().app.setPreferences(preferences);
    function bridge() {
      return (window as unknown as { holdfast: Bridge }).holdfast;
    }
    interface Bridge {
      app: { setPreferences(wanted: unknown): Promise<unknown> };
    }
  });
  await vault.button('Copy password').click();
  await expect(page.getByText('Copied password. Clears in 10 s.')).toBeVisible();
  expect(await clipboard(app)).toBe(hidden);
  await expect.poll(() => clipboard(app), { timeout: 60_000 }).toBe('');
  await expect(page.getByText('Clipboard cleared.').first()).toBeVisible();
});

test('what is marked in the window leaves the system’s selection at the lock; what others marked stays', async ({
  app,
  page,
}) => {
  const vault = new Vault(page);
  const gate = new Gate(app, page);
  const selection = (write?: string) =>
    app.evaluate(({ clipboard: board }, text) => {
      const old = board as unknown as Record<'readText' | 'writeText', (...args: string[]) => string>;
      return text === undefined ? old.readText('selection') : old.writeText(text, 'selection');
    }, write);
  await vault.add('prod/db/orders', { password: hidden });
  const reveal = async () => {
    await vault.row('orders').click();
    await vault.button('Reveal password').click();
  };
  await reveal();
  await vault.value('password').dblclick({ position: { x: 8, y: 8 } });
  await expect.poll(() => selection()).not.toBe('');
  expect(hidden).toContain((await selection()).trim());
  await vault.lock();
  await expect.poll(() => selection()).toBe('');

  await gate.unlock(passphrase);
  await reveal();
  await vault.value('password').dblclick({ position: { x: 8, y: 8 } });
  await expect.poll(() => selection()).not.toBe('');
  // Longer than what was marked may take to reach the system.
  await page.waitForFunction(
    (since) => performance.now() - since > 1_500,
    await page.evaluate(() => performance.now()),
  );
  await selection('notes of another program');
  await vault.lock();
  await expect(page.getByRole('heading', { name: /^Unlock / })).toBeVisible();
  expect(await selection()).toBe('notes of another program');
});

test('Ctrl+C in the list copies the password of the row under the cursor, Ctrl+B its user', async ({
  app,
  page,
}) => {
  const vault = new Vault(page);
  await vault.add('prod/billing', { user: 'billing_app', password: 'of billing' });
  await vault.add('prod/orders', { user: 'orders_app', password: 'of orders' });
  await vault.search.focus();
  for (const key of ['ArrowDown', 'Home', 'ArrowDown', 'Control+c']) await page.keyboard.press(key);
  await expect.poll(() => clipboard(app)).toBe('of orders');
  for (const key of ['ArrowUp', 'Control+b']) await page.keyboard.press(key);
  await expect.poll(() => clipboard(app)).toBe('billing_app');
  await page.keyboard.type('orders');
  await expect(vault.search).toHaveValue('orders');
});

test('what somebody else put on the clipboard stays there at lock', async ({ app, page }) => {
  const vault = new Vault(page);
  await vault.add('prod/db/orders', { password: hidden });
  await vault.row('orders').click();
  await vault.button('Copy password').click();
  await expect.poll(() => clipboard(app)).toBe(hidden);
  await app.evaluate(({ clipboard: board }) => board.writeText('of somebody else'));
  await vault.lock();
  expect(await clipboard(app)).toBe('of somebody else');
});

test('editing makes a version; an old one is looked at and restored', async ({ page }) => {
  const vault = new Vault(page);
  await vault.add('prod/db/orders', { user: 'first-user', password: hidden });
  await vault.row('orders').click();
  await page.keyboard.press('Control+e');
  await vault.box('user').fill('second-user');
  await vault.save();
  await expect(vault.value('user')).toHaveText('second-user');
  await vault.versionAction(1, 'Restore this version');
  await expect(vault.value('user')).toHaveText('first-user');
  await expect(page.getByText('Version 1 is the newest again.')).toBeVisible();
});

test('a deleted secret waits under Deleted, and comes back', async ({ page }) => {
  const vault = new Vault(page);
  await vault.add('home/router', { user: 'admin-of-the-house' });
  await vault.row('router').click();
  await vault.button('Delete').click();
  await expect(vault.row('router')).toHaveCount(0);
  // The button went with the secret, and no row is left to take the focus.
  await expect(vault.search).toBeFocused();
  await vault.place('Deleted').click();
  await vault.row('router').click();
  await vault.button('Undelete').click();
  await expect(vault.detail.getByRole('heading', { name: 'router' })).toBeFocused();
  await vault.place('All secrets').click();
  await expect(vault.row('router')).toBeVisible();
});

test('a delete takes every version, Ctrl+Z brings all of them back, and nothing older is shown meanwhile', async ({
  page,
}) => {
  const vault = new Vault(page);
  await vault.add('home/router', { user: 'first-user' });
  for (const user of ['second-user', 'third-user']) {
    await vault.button('Edit').click();
    await vault.box('user').fill(user);
    await vault.save();
    await expect(vault.value('user')).toHaveText(user);
  }
  await vault.row('router').click();
  await page.keyboard.press('Delete');
  await expect(vault.row('router')).toHaveCount(0);
  await vault.place('Deleted').click();
  await vault.row('router').click();
  await expect(vault.detail).toContainText('This secret is deleted');
  await expect(vault.detail.getByText('Deleted', { exact: true })).toHaveCount(3);
  await vault.detail.getByRole('heading', { name: 'router' }).focus();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undeleted router.')).toBeVisible();
  await vault.place('All secrets').click();
  await vault.row('router').click();
  await expect(vault.value('user')).toHaveText('third-user');
  await expect(vault.detail.getByText('Deleted', { exact: true })).toHaveCount(0);
  // There is nothing more to take back.
  await page.keyboard.press('Control+z');
  await expect(vault.value('user')).toHaveText('third-user');

  await vault.versionAction(3, 'Delete this version');
  await expect(page.getByText('Version 3 deleted, and so is the secret.')).toBeVisible();
  await expect(vault.row('router')).toHaveCount(0);
  await vault.place('Deleted').click();
  await vault.row('router').click();
  await vault.versionAction(2, 'View');
  await expect(vault.value('user')).toHaveText('second-user');
  await expect(vault.detail).toContainText('This secret is deleted. You see its version 2');
  await vault.button('Restore this version').click();
  await expect(page.getByText('Version 2 is the newest again.')).toBeVisible();
  await vault.place('All secrets').click();
  await expect(vault.row('router')).toBeVisible();
});

test('Empty destroys everything that is deleted, after a question, and nothing else', async ({ page }) => {
  const vault = new Vault(page);
  for (const name of ['kept', 'one', 'two']) await vault.add(`home/${name}`, { user: name });
  for (const name of ['one', 'two']) {
    await vault.row(name).click();
    await vault.button('Delete').click();
    await expect(vault.row(name)).toHaveCount(0);
  }
  await expect(vault.button('Empty…')).toHaveCount(0);
  await vault.place('Deleted').click();
  await vault.button('Empty…').click();
  await expect(page.getByRole('alertdialog')).toContainText('Destroy 2 deleted secrets?');
  await vault.button('Keep them').click();
  await expect(vault.row('one')).toBeVisible();
  await vault.button('Empty…').click();
  await vault.button('Destroy for good').click();
  await expect(page.getByText('Destroyed 2 secrets.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nothing deleted' })).toBeVisible();
  await vault.place('All secrets').click();
  await expect(vault.row('kept')).toBeVisible();
  // Its path is free again.
  await vault.add('home/one', { user: 'again' });
  await expect(vault.button(/^Versions/)).toContainText('1');
});

test('search finds as one types, over paths, tags and visible fields, never hidden ones', async ({
  page,
}) => {
  const vault = new Vault(page);
  await vault.add('prod/db/orders', { user: 'orders_app', password: hidden });
  await vault.add('bank/savings', { user: '41127' });
  await page.keyboard.press('Control+f');
  await page.keyboard.type('41127');
  await expect(vault.row('savings')).toBeVisible();
  await expect(vault.row('orders')).toHaveCount(0);
  await vault.search.fill(hidden);
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(vault.search).toHaveValue('');
  await expect(vault.row('orders')).toBeVisible();
});

test('who begins to search while a secret is being saved is not moved away', async ({ page }) => {
  const vault = new Vault(page);
  await vault.add('bank/savings', { user: '41127' });
  await vault.button('Edit').click();
  await vault.box('user').fill('41128');
  await page.keyboard.press('Control+s');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('41');
  await expect(vault.value('user')).toHaveText('41128');
  await page.keyboard.type('128');
  await expect(vault.search).toHaveValue('41128');
});

test('a tag that is typed and not ended counts, by Ctrl+S, by Save, and when the form is left', async ({
  page,
}) => {
  const vault = new Vault(page);
  await vault.startNew();
  await vault.path.fill('mail/personal');
  await vault.box('user').fill('ada');
  const tags = vault.detail.getByRole('textbox', { name: 'Tags' });
  await tags.fill('work');
  await tags.press('Enter');
  await tags.fill('bank, home');
  await vault.save();
  for (const tag of ['work', 'bank', 'home'])
    await expect(vault.detail.getByText(tag, { exact: true })).toBeVisible();
  await page.keyboard.press('Control+e');
  await tags.fill('later');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toContainText('Discard your changes?');
  await vault.button('Keep editing').click();
  await vault.button('Save').click();
  await expect(vault.detail.getByText('later', { exact: true })).toBeVisible();
});

test('a bad path says why; unsaved edits are asked for before they go', async ({ page }) => {
  const vault = new Vault(page);
  await vault.startNew();
  await vault.path.fill('prod//orders');
  await vault.box('password').fill(hidden);
  await page.keyboard.press('Control+s');
  await expect(page.getByText('no two in a row', { exact: false }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog').or(page.getByRole('dialog'))).toContainText(
    'Discard your changes?',
  );
  await vault.button('Keep editing').click();
  await expect(vault.path).toHaveValue('prod//orders');
});

test('a generated password goes into the field', async ({ page }) => {
  const vault = new Vault(page);
  await vault.startNew();
  await vault.path.fill('mail/personal');
  await vault.button(/Generate a value for password/).click();
  await expect(page.getByText(/^About \d+ bits$/)).toBeVisible();
  await vault.button('Use this').click();
  await expect(vault.box('password')).not.toHaveValue('');
});

test('locking leaves nothing of the vault in the window', async ({ page }) => {
  const vault = new Vault(page);
  await vault.add('prod/db/orders', { user: 'orders_app', password: hidden });
  await vault.row('orders').click();
  await vault.button('Reveal password').click();
  await vault.lock();
  const content = await page.content();
  for (const text of [hidden, 'orders_app', 'prod/db']) expect(content).not.toContain(text);
});

test('the vault locks when nobody is there, and when the machine sleeps', async ({ app, page }) => {
  const gate = new Gate(app, page);
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 24 * 60 * 60;
  });
  await expect(page.getByRole('heading', { name: /^Unlock / })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Locked after 10 minutes without input.')).toBeVisible();
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 0;
  });
  await gate.unlock(passphrase);
  await page.getByRole('heading', { name: 'No secrets yet' }).waitFor();
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend');
  });
  await expect(page.getByRole('heading', { name: /^Unlock / })).toBeVisible();
  await expect(page.getByText('Locked when the computer went to sleep.')).toBeVisible();
  await gate.unlock(passphrase);
  const vault = new Vault(page);
  await page.getByRole('heading', { name: 'No secrets yet' }).waitFor();
  await vault.lock();
  await expect(page.getByText(/^Locked/)).toHaveCount(0);
});

test('new sheets hold the lock back; then the window asks, and somebody who answers keeps them', async ({
  app,
  page,
}) => {
  test.setTimeout(120_000);
  const recovery = new Recovery(app, page);
  const idle = (minutes: number) =>
    app.evaluate(({ powerMonitor }, seconds) => {
      powerMonitor.getSystemIdleTime = () => seconds;
      // What the clock does every other second.
      powerMonitor.emit('resume');
    }, minutes * 60);
  await recovery.open();
  await recovery.make(passphrase);
  const asked = page.getByRole('alertdialog', { name: 'Is anybody there?' });
  await idle(39);
  await expect(asked).toHaveCount(0);
  await idle(40);
  await expect(asked).toContainText(/locks in (60|[1-5]\d) seconds/);
  await takePictures(app, shots, 'locks-soon');
  expect(await faults(page)).toEqual([]);
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 0;
  });
  await page.keyboard.press('Enter');
  await expect(asked).toHaveCount(0);
  await recovery.button('Show sheet 2').click();
  await page.getByRole('list', { name: 'Words' }).waitFor();
  await idle(41);
  await expect(page.getByText('Locked after 10 minutes without input.')).toBeVisible();
  await takePictures(app, shots, 'locked-by-idle');
});

function clipboard(app: ElectronApplication): Promise<string> {
  return app.evaluate(({ clipboard: board }) => board.readText());
}
