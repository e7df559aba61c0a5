import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { makeVault } from './files.ts';
import { expect, test } from './fixtures.ts';
import { Gate } from './pages/gate.ts';
import { takePictures } from './pages/pictures.ts';
import { Vault } from './pages/vault.ts';
import { onSmallDisk } from './small-disk.ts';

// What a machine may lack, one thing a test: the vault opens all the same.
const shots = process.env['HOLDFAST_SHOTS'] ?? '';
const passphrase = 'slate-orchard-tandem-buoy';

test('a home that is full: the window says that it remembers nothing, the vault opens, and a save is told', async ({
  launch,
  home,
}) => {
  const first = join(home, 'first');
  const folders = { CONFIG: 'config', CACHE: 'cache', DATA: 'data', STATE: 'state' };
  for (const name of Object.values(folders)) mkdirSync(join(first, name), { recursive: true, mode: 0o700 });
  makeVault(join(first, 'office.holdfast'), passphrase);
  const full = join(home, 'full');
  const below = (name: string) => join(full, name);
  const own = Object.entries(folders).map(([key, name]) => [`XDG_${key}_HOME`, below(name)]);
  const holds = readdirSync(first).map((name) => join(first, name));
  mkdirSync(full);
  const app = await launch({
    program: onSmallDisk(home, full, { size: '512k', holds, full: true }),
    args: [below('office.holdfast')],
    env: { HOME: full, ...Object.fromEntries(own) },
  });
  const page = await app.firstWindow();
  await expect(page.getByText('Your home folder cannot be written to')).toBeVisible();
  await takePictures(app, shots, 'surroundings-full-home');
  await unlocked(app, page);
  const vault = new Vault(page);
  await vault.startNew();
  await vault.path.fill('one');
  if (!(await vault.box('user').isVisible())) await vault.addField('user');
  await vault.box('user').fill('x'.repeat(100_000));
  await page.keyboard.press('Control+s');
  await expect(vault.detail.getByRole('alert')).toContainText('The disk is full: nothing was saved.');
});

test('no D-Bus, and so no keyring: the vault opens and locks', async ({ launch, home }) => {
  const nowhere = `unix:path=${join(home, 'no-bus')}`;
  await works(launch, home, { DBUS_SESSION_BUS_ADDRESS: nowhere, DBUS_SYSTEM_BUS_ADDRESS: nowhere });
});

test('no graphics card: Chromium draws by itself, and what it draws is the window', async ({
  launch,
  home,
}) => {
  const file = join(home, 'office.holdfast');
  makeVault(file, passphrase);
  const app = await launch({ args: ['--disable-gpu', file] });
  const page = await app.firstWindow();
  await unlocked(app, page);
  const { compositing, colours } = await app.evaluate(async ({ app: electron, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const bitmap = (await window?.webContents.capturePage())?.toBitmap() ?? Buffer.alloc(0);
    const seen = new Set<number>();
    for (let at = 0; at + 4 <= bitmap.length; at += 4) seen.add(bitmap.readUInt32LE(at));
    return { compositing: electron.getGPUFeatureStatus().gpu_compositing, colours: seen.size };
  });
  expect(compositing).toMatch(/^disabled/);
  expect(colours).toBeGreaterThan(10);
});

test('folders of the login that belong to somebody else: the vault opens, and no program is let in there', async ({
  launch,
  home,
}) => {
  // The root of the system is there, is another user's, and takes nothing from us.
  const app = await works(launch, home, { XDG_RUNTIME_DIR: '/', XDG_CONFIG_HOME: '/' });
  await expect((await app.firstWindow()).getByText('Your home folder cannot be written to')).toBeVisible();
});

type Launch = (options: { args: string[]; env: Record<string, string> }) => Promise<ElectronApplication>;

/** A whole visit: opened by double click, unlocked, something kept, locked. */
async function works(launch: Launch, home: string, env: Record<string, string>) {
  const file = join(home, 'office.holdfast');
  makeVault(file, passphrase);
  const app = await launch({ args: [file], env });
  const page = await app.firstWindow();
  await unlocked(app, page);
  const vault = new Vault(page);
  await vault.add('one', { user: 'first' });
  await vault.lock();
  return app;
}

async function unlocked(app: ElectronApplication, page: Page): Promise<void> {
  await new Gate(app, page).unlock(passphrase);
  await expect(page.getByRole('heading', { name: 'No secrets yet' })).toBeVisible();
}
