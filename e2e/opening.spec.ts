import { chmodSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { words } from '../src/shared/words/en/window/index.ts';
import { makeVault, newerFormat } from './files.ts';
import { expect, test } from './fixtures.ts';
import { Gate } from './pages/gate.ts';
import { takePictures } from './pages/pictures.ts';

const shots = process.env['HOLDFAST_SHOTS'] ?? '';
const passphrase = 'slate-orchard-tandem-buoy';
const remote = [
  'smb://server/share/a.holdfast',
  'file://server/share/a.holdfast',
  'http://example.org/a.holdfast',
  'https://example.org/a.holdfast',
];

// Each as a double click gives it: as an argument of the start.
const unfit: [name: string, make: (file: string) => void, sentence: RegExp][] = [
  ['empty.holdfast', (file) => writeFileSync(file, ''), /This file is empty/],
  ['picture.holdfast', (file) => writeFileSync(file, '\u0089PNG\r\n'.repeat(999)), /not a Holdfast vault/],
  ['newer.holdfast', newerFormat, /newer Holdfast wrote this vault/],
  ['folder.holdfast', (file) => mkdirSync(file), /This is a folder/],
  ['huge.holdfast', hugeFile, /not a Holdfast vault/],
  ['closed.holdfast', closedFile, /may open the file/],
];

// It is a vault: the passphrase field stays, and what is whole can be taken out of it.
test('a double click on a damaged vault says so, and offers what is whole', async ({ launch, home }) => {
  const file = join(home, 'damaged.holdfast');
  makeVault(file, passphrase);
  truncateSync(file, 4_096);
  const app = await launch({ args: [file] });
  const page = await app.firstWindow();
  await expect(page.getByRole('alert').first()).toContainText(/damaged/i);
  await expect(page.getByRole('button', { name: words.repair.salvage.offer })).toBeVisible();
});

for (const [name, make, sentence] of unfit) {
  test(`a double click on ${name} says at once what is wrong with it`, async ({ launch, home }) => {
    const file = join(home, name);
    make(file);
    const app = await launch({ args: [file] });
    const page = await app.firstWindow();
    await expect(page.getByRole('alert').first()).toContainText(sentence);
    if (name.startsWith('picture')) await takePictures(app, shots, 'opening-hopeless');
    await page.getByRole('button', { name: 'Other vaults' }).click();
    await expect(page.getByRole('button', { name: 'Create a vault' })).toBeVisible();
    chmodSync(file, 0o700);
  });
}

test('a file of another machine, or one that vanished since the click, is not there', async ({
  launch,
  home,
}) => {
  const gone = join(home, 'gone.holdfast');
  makeVault(gone, passphrase);
  const app = await launch({ args: [gone] });
  const page = await app.firstWindow();
  await expect(page.getByRole('heading', { name: 'Unlock gone' })).toBeVisible();
  rmSync(gone);
  await page.reload();
  await expect(page.getByRole('alert').first()).toContainText(/is missing/);
  for (const address of remote) {
    await app.evaluate(({ app: electron }, file) => {
      electron.emit('second-instance', {}, [], '/', { file: Buffer.from(file).toString('base64') });
    }, address);
    await expect(page.getByRole('heading', { name: 'a', exact: true })).toBeVisible();
    await expect(page.getByRole('alert').first()).toContainText(/is missing/);
  }
});

test('an address on another machine as the start’s own argument is not there either', async ({ launch }) => {
  const app = await launch({ args: ['file://server/share/far.holdfast'] });
  const page = await app.firstWindow();
  await expect(page.getByRole('heading', { name: 'far', exact: true })).toBeVisible();
  await expect(page.getByRole('alert').first()).toContainText(/is missing/);
});

test('blanks, a newline and a picture in a path; of two files the last is chosen', async ({
  launch,
  home,
}) => {
  const folder = join(home, 'my  vaults\nof \u{1f511} 2026');
  mkdirSync(folder);
  const [first, last] = [join(folder, 'first.holdfast'), join(folder, 'the \u{1f3e0} one.holdfast')];
  for (const file of [first, last]) makeVault(file, passphrase);
  const app = await launch({ args: [first, last] });
  const page = await app.firstWindow();
  await expect(page.getByRole('heading', { name: 'Unlock the \u{1f3e0} one' })).toBeVisible();
  await unlocked(page, new Gate(app, page));
});

test('a home that cannot be written to: the window opens, and so does the vault', async ({
  launch,
  home,
}) => {
  const file = join(home, 'office.holdfast');
  makeVault(file, passphrase);
  // The app's own folder exists, as after an earlier start; settings and logs have nowhere to go.
  const first = await launch({ args: [file] });
  await first.firstWindow();
  await first.close();
  const own = ['config/holdfast', 'config/holdfast/logs', 'data', 'cache', 'state'].map((name) =>
    join(home, name),
  );
  for (const folder of own) chmodSync(folder, 0o500);
  try {
    const app = await launch({ args: [file] });
    const page = await app.firstWindow();
    await unlocked(page, new Gate(app, page));
    await app.close();
  } finally {
    for (const folder of own) chmodSync(folder, 0o700);
  }
});

test('two people at one vault: each has an app of their own, and what one saves the other sees', async ({
  launch,
  home,
}) => {
  const file = join(home, 'shared.holdfast');
  makeVault(file, passphrase);
  const other = join(home, 'another-person');
  mkdirSync(other);
  const theirs = { HOME: other, XDG_CONFIG_HOME: join(other, 'config'), XDG_RUNTIME_DIR: join(other, 'run') };
  for (const folder of Object.values(theirs)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const apps = [await launch({ args: [file] }), await launch({ args: [file], env: theirs })];
  for (const app of apps) await unlocked(await app.firstWindow(), new Gate(app, await app.firstWindow()));
});

async function unlocked(page: Page, gate: Gate): Promise<void> {
  await gate.unlock(passphrase);
  await expect(page.getByRole('heading', { name: 'No secrets yet' })).toBeVisible();
}

/** Larger than any memory, and nearly nothing on the disk. */
function hugeFile(file: string): void {
  writeFileSync(file, 'a');
  truncateSync(file, 2 ** 40);
}

function closedFile(file: string): void {
  makeVault(`${file}.made`, passphrase);
  renameSync(`${file}.made`, file);
  chmodSync(file, 0);
}
